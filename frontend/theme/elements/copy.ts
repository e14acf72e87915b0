import { LitElement, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { controls } from "../controls";
import { words } from "../words";
import "./icon";

const SAID_MS = 2000;

/** Copies a text; not there where the browser lets no page write to the clipboard (http to another machine). */
@customElement("coredeck-copy")
export class CoredeckCopy extends LitElement {
  static override styles = controls;

  @property() accessor text = "";
  @state() private accessor copied = false;

  protected override render() {
    return isSecureContext
      ? html`<button class="small" type="button" @click=${this.copy}>
          <coredeck-icon small name="copy"></coredeck-icon><span aria-live="polite">${this.copied ? words().copied : words().copy}</span>
        </button>`
      : nothing;
  }

  private async copy(): Promise<void> {
    await navigator.clipboard.writeText(this.text);
    this.copied = true;
    setTimeout(() => (this.copied = false), SAID_MS);
  }
}
