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
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  @property() accessor text = "";
  /** What the button says; "Copy" if it is empty. */
  @property() accessor word = "";
  @state() private accessor said = "";
  private clock: ReturnType<typeof setTimeout> | undefined;

  protected override render() {
    return isSecureContext
      ? html`<button class="small" type="button" @click=${this.copy}>
          <coredeck-icon small name="copy"></coredeck-icon><span aria-live="polite">${this.said || this.word || words().copy}</span>
        </button>`
      : nothing;
  }

  private async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text);
      this.said = words().copied;
    } catch {
      this.said = words().notCopied; // the person has not allowed it
    }
    clearTimeout(this.clock);
    this.clock = setTimeout(() => (this.said = ""), SAID_MS);
  }
}
