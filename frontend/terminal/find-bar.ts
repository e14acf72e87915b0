import { LitElement, css, html } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { controls } from "../theme/controls";
import "../theme/elements/icon";
import { words } from "./words";

/**
 * The field that searches what a terminal shows.
 *
 * @fires find with {text, backwards, caseSensitive}
 * @fires close when the person is done
 */
@customElement("coredeck-find-bar")
export class CoredeckFindBar extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--cd-1);
        padding: 6px;
        border: 1px solid var(--cd-line);
        border-radius: var(--cd-r-m);
        background: var(--cd-raised);
        box-shadow: var(--cd-sh-2);
      }
      input {
        width: 200px;
        height: var(--cd-control-s);
      }
      output {
        min-width: 64px;
        padding: 0 6px;
        color: var(--cd-text-2);
        font-size: var(--cd-t-xs);
        text-align: right;
        white-space: nowrap;
      }
      @media (max-width: 640px) {
        input {
          width: 100%;
        }
      }
    `,
  ];

  /** Counted from 0; -1 while there is none. */
  @property({ type: Number }) accessor current = -1;
  @property({ type: Number }) accessor count = 0;
  @state() private accessor caseSensitive = false;
  @state() private accessor text = "";
  @query("input") private accessor field!: HTMLInputElement;

  override focus(): void {
    this.field.focus();
    this.field.select();
  }

  protected override firstUpdated(): void {
    this.focus();
  }

  protected override render() {
    return html`<input
        type="search"
        aria-label=${words().searchThis}
        placeholder=${words().search}
        spellcheck="false"
        autocomplete="off"
        .value=${this.text}
        @input=${this.typed}
        @keydown=${this.pressed}
      />
      <output aria-live="polite">${this.found()}</output>
      <button
        class="icon"
        type="button"
        title=${words().matchCase}
        aria-label=${words().matchCase}
        aria-pressed=${this.caseSensitive ? "true" : "false"}
        @click=${this.switchCase}
      >
        <coredeck-icon name="case-sensitive"></coredeck-icon>
      </button>
      ${this.button(words().previousHit, "chevron-up", () => this.find(true))}
      ${this.button(words().nextHit, "chevron-down", () => this.find(false))}
      ${this.button(words().closeSearch, "x", () => this.done())}`;
  }

  private button(label: string, icon: string, act: () => void) {
    return html`<button class="icon" type="button" title=${label} aria-label=${label} @click=${act}>
      <coredeck-icon name=${icon}></coredeck-icon>
    </button>`;
  }

  private found(): string {
    if (this.text === "") {
      return "";
    }
    return this.count === 0 ? words().noHit : words().hit(this.current < 0 ? "–" : `${this.current + 1}`, this.count);
  }

  private typed(): void {
    this.text = this.field.value;
    this.find(true);
  }

  private switchCase(): void {
    this.caseSensitive = !this.caseSensitive;
    this.find(true);
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key === "Enter") {
      this.find(event.shiftKey);
    } else if (event.key === "Escape") {
      this.done();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private find(backwards: boolean): void {
    const { text, caseSensitive } = this;
    this.dispatchEvent(new CustomEvent("find", { detail: { text, backwards, caseSensitive } }));
  }

  private done(): void {
    this.dispatchEvent(new CustomEvent("close"));
  }
}
