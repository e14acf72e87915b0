import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/copy";
import "../../theme/elements/icon";
import { serverUrl } from "../model/api";

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
      return html`<h2>No terminal is open</h2>
        <p>Choose a process in the list to see its terminal, also one that has ended.</p>
        <button type="button" @click=${this.start}><coredeck-icon small name="plus"></coredeck-icon>Start a shell</button>`;
    }
    const command = `curl -g '${serverUrl("api/process/start").href}?arg[]=/bin/sh'`;
    return html`<h2>Nothing runs here yet</h2>
      <p>Start a shell in this container, and its terminal opens here.</p>
      <button class="primary" type="button" @click=${this.start}>
        <coredeck-icon name="square-terminal"></coredeck-icon>Start a shell
      </button>
      <p>The same from the command line</p>
      <div class="same">
        <code class="mono">${command}</code>
        <coredeck-copy .text=${command}></coredeck-copy>
      </div>`;
  }

  private start(): void {
    this.dispatchEvent(new CustomEvent("start-shell"));
  }
}
