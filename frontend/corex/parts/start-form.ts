import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/icon";
import { splitWords, wantsShell } from "../model/command-line";
import { ApiError, type CorexServer } from "../model/server";
import { readOptions } from "../model/start-options";
import { words as say } from "../words";
import "./start-more";
import type { CorexStartMore } from "./start-more";

/** Refusals that are not about the command. */
const OF_MORE = /^(user|directory|name|group|environment|signal|grace|max_restarts)\b/i;

/**
 * The form that starts a process.
 *
 * @fires started with the new process
 * @fires cancel when the person does not want to
 */
@customElement("corex-start-form")
export class CorexStartForm extends LitElement {
  static override styles = [
    controls,
    css`
      form {
        display: grid;
        gap: 6px;
        padding: 12px;
        border-bottom: 1px solid var(--cd-line);
        background: var(--cd-canvas);
        font-size: var(--cd-t-s);
      }
      label {
        font-weight: 500;
      }
      input[aria-invalid="true"] {
        border-color: var(--cd-fail);
        outline: 1px solid var(--cd-fail);
        outline-offset: 0;
      }
      .below {
        display: flex;
        gap: 6px;
        margin: 0;
        color: var(--cd-text-3);
        font-size: var(--cd-t-xs);
        line-height: 16px;
      }
      .below.fault {
        color: var(--cd-fail);
      }
      .words {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        max-height: 96px;
        margin: 0;
        padding: 0;
        overflow: auto;
        list-style: none;
      }
      .words li {
        min-height: 20px;
        padding: 0 5px;
        border: 1px solid var(--cd-line);
        border-radius: var(--cd-r-s);
        background: var(--cd-surface);
        font-size: 11.5px;
        line-height: 18px;
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      .foot {
        position: sticky;
        bottom: 0;
        margin: 0 -12px -12px;
        padding: 6px 12px 12px;
        background: var(--cd-canvas);
      }
      .buttons {
        display: flex;
        justify-content: flex-end;
        gap: var(--cd-2);
        margin-top: 4px;
      }
    `,
  ];

  @property({ attribute: false }) accessor server!: CorexServer;
  /** What stands in the field at first. */
  @property() accessor command = "";
  @state() private accessor line = "";
  @state() private accessor fault = "";
  /** What is wrong in the folded part. */
  @state() private accessor moreFault = "";
  @state() private accessor busy = false;
  @query("input") private accessor field!: HTMLInputElement;
  @query("corex-start-more") private accessor extra!: CorexStartMore;
  private pause: ReturnType<typeof setTimeout> | undefined;

  override focus(): void {
    this.field.focus();
    this.field.select();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("command")) {
      this.line = this.command;
      this.fault = "";
    }
  }

  protected override firstUpdated(): void {
    this.focus();
  }

  protected override render() {
    const split = splitWords(this.line);
    const words = "words" in split ? split.words : [];
    return html`<form @submit=${this.submit} @keydown=${this.pressed}>
      <label for="command">${say().command}</label>
      <input
        id="command"
        class="mono"
        .value=${this.line}
        placeholder="/bin/sh"
        spellcheck="false"
        autocomplete="off"
        autocapitalize="off"
        aria-invalid=${this.fault === "" ? "false" : "true"}
        aria-describedby="below"
        @input=${this.typed}
      />
      ${this.below(words)}
      ${words.length > 1
        ? html`<ul class="words mono" aria-label=${say().wordsOf}>
            ${words.map((word) => html`<li>${word === "" ? say().emptyWord : word}</li>`)}
          </ul>`
        : nothing}
      <corex-start-more @keydown=${this.inMore} @input=${() => (this.moreFault = "")}></corex-start-more>
      <div class="foot">
        ${this.moreFault === "" ? nothing : faultLine(this.moreFault)}
        <div class="buttons">
          <button class="ghost small" type="button" @click=${this.cancel}>${say().cancel}</button>
          <button class="primary small" type="submit" aria-disabled=${this.busy ? "true" : "false"}>${say().start}</button>
        </div>
      </div>
    </form>`;
  }

  private below(words: readonly string[]) {
    if (this.fault !== "") {
      return faultLine(this.fault, "below");
    }
    if (wantsShell(this.line)) {
      return html`<p id="below" class="below">
        <span>${say().noShell} <span class="mono">sh -c '…'</span></span>
      </p>`;
    }
    return html`<p id="below" class="below">
      ${words.length > 1 ? say().wordCount(words.length) : say().programAndWords}
    </p>`;
  }

  private typed(): void {
    this.line = this.field.value;
    this.fault = "";
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.check(), 1000);
  }

  private check(): readonly string[] | undefined {
    const split = splitWords(this.line);
    if ("fault" in split) {
      this.fault = split.fault;
      return undefined;
    }
    return split.words;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    clearTimeout(this.pause);
    const words = this.check();
    if (words === undefined || this.busy) {
      return;
    }
    if (words.length === 0 || words[0] === "") {
      this.fault = say().typeProgram;
      return;
    }
    const read = readOptions(this.extra.fields);
    if ("fault" in read) {
      this.moreFault = read.fault;
      this.extra.unfold();
      return;
    }
    this.busy = true;
    this.fault = "";
    this.moreFault = "";
    try {
      const process = await this.server.start(words, undefined, read.options);
      this.dispatchEvent(new CustomEvent("started", { detail: process }));
    } catch (error) {
      this.refused(error instanceof ApiError ? error.message : String(error));
    } finally {
      this.busy = false;
    }
  }

  /** What the server says stands beside what it is about. */
  private refused(why: string): void {
    if (OF_MORE.test(why)) {
      this.moreFault = why;
      this.extra.unfold();
    } else {
      this.fault = why;
    }
  }

  /** Enter starts from every field; a form does not reach into an element. */
  private inMore(event: KeyboardEvent): void {
    const field = event.composedPath()[0];
    if (event.key === "Enter" && (event.ctrlKey || (field instanceof HTMLInputElement && field.type === "text"))) {
      void this.submit(event);
    }
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      event.stopPropagation();
      this.cancel();
    }
  }

  private cancel(): void {
    this.dispatchEvent(new CustomEvent("cancel"));
  }
}

function faultLine(text: string, id?: string) {
  return html`<p id=${id ?? nothing} class="below fault" role="alert">
    <coredeck-icon small name="circle-alert"></coredeck-icon><span>${text}</span>
  </p>`;
}
