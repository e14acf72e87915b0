import { LitElement, css, html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { tellNotCopied } from "../frame/tell";
import { toClipboard } from "../theme/clipboard";
import { controls } from "../theme/controls";
import "../theme/elements/icon";
import { words } from "./words";

const SAID_MS = 2000;

/** A number as machines write it; a press copies it, where the browser lets pages write to the clipboard. */
@customElement("coredeck-chip")
export class CoredeckChip extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: inline-flex;
        flex: none;
      }
      button,
      span.chip {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        height: 22px;
        padding: 0 6px;
        border: 1px solid var(--cd-line);
        border-radius: var(--cd-r-s);
        background: var(--cd-sunken);
        color: var(--cd-text-2);
        font: 400 var(--cd-t-s) / 1 var(--cd-sans);
        font-variant-numeric: tabular-nums;
      }
      @media (pointer: coarse) {
        button {
          height: 44px;
        }
      }
    `,
  ];

  @property() accessor text = "";
  @state() private accessor copied = false;

  protected override render() {
    const label = words().copy(this.text);
    return isSecureContext
      ? html`<button type="button" title=${label} aria-label=${label} @click=${this.copy}>
          <span aria-live="polite">${this.copied ? words().copied : this.text}</span><coredeck-icon small name="copy"></coredeck-icon>
        </button>`
      : html`<span class="chip">${this.text}</span>`;
  }

  private async copy(): Promise<void> {
    if (!(await toClipboard(this.text))) {
      tellNotCopied(this.text);
      return;
    }
    this.copied = true;
    setTimeout(() => (this.copied = false), SAID_MS);
  }
}
