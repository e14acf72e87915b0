import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/copy";
import "../../theme/elements/icon";
import type { CorexServer } from "../model/server";
import { words } from "../words";

/**
 * What stands where terminals will be.
 *
 * @fires start-shell for the one thing to do first
 */
@customElement("corex-empty-state")
export class CorexEmptyState extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        position: absolute;
        inset: 0;
        display: grid;
        place-content: center;
        justify-items: center;
        gap: var(--cd-2);
        padding: var(--cd-4);
        overflow: auto;
        color: var(--cd-text-2);
        font-size: var(--cd-t-s);
        text-align: center;
      }
      h2 {
        margin: 0;
        color: var(--cd-text);
        font: 600 var(--cd-t-l) / 22px var(--cd-sans);
      }
      p {
        margin: 0;
      }
      button.primary {
        margin: var(--cd-3) 0;
      }
      .same {
        display: flex;
        align-items: center;
        gap: var(--cd-2);
        max-width: 100%;
      }
      .same:has(coredeck-copy[refused]) {
        flex-wrap: wrap;
      }
      code {
        min-width: 0;
        padding: 6px 10px;
        overflow-x: auto;
        border-radius: var(--cd-r-m);
        background: var(--cd-sunken);
        color: var(--cd-text);
        white-space: pre;
      }
    `,
  ];

  /** Whose command line can do the same; none where it cannot be called by others. */
  @property({ attribute: false }) accessor server: CorexServer | undefined;
  /** The person may start nothing. */
  @property({ type: Boolean }) accessor watching = false;
  @property({ type: Number }) accessor processes = 0;
  @property({ type: Boolean }) accessor loading = false;

  override focus(): void {
    this.renderRoot.querySelector("button")?.focus();
  }

  protected override render() {
    if (this.loading) {
      return nothing;
    }
    if (this.processes > 0) {
      return html`<h2>${words().noTerminalOpen}</h2>
        <p>${words().chooseProcess}</p>
        ${this.watching
          ? nothing
          : html`<button type="button" @click=${this.start}><coredeck-icon small name="plus"></coredeck-icon>${words().startShell}</button>`}`;
    }
    if (this.watching) {
      return html`<h2>${words().nothingRuns}</h2>
        <p>${words().nothingToWatch}</p>`;
    }
    return html`<h2>${words().nothingRuns}</h2>
      <p>${words().startHere}</p>
      <button class="primary" type="button" @click=${this.start}>
        <coredeck-icon name="square-terminal"></coredeck-icon>${words().startShell}
      </button>
      ${this.same()}`;
  }

  private same() {
    if (this.server === undefined) {
      return nothing;
    }
    const command = `curl -g '${this.server.url("api/process/start").href}?arg[]=/bin/sh'`;
    return html`<p>${words().sameCommand}</p>
      <div class="same">
        <code class="mono">${command}</code>
        <coredeck-copy .text=${command}></coredeck-copy>
      </div>`;
  }

  private start(): void {
    this.dispatchEvent(new CustomEvent("start-shell"));
  }
}
