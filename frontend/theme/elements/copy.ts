import { LitElement, type PropertyValues, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { toClipboard } from "../clipboard";
import { controls } from "../controls";
import { words } from "../words";
import "./icon";

const SAID_MS = 2000;

/**
 * Copies a text. Where the browser does not let this page, or no page (http from another machine), it says so and shows
 * the text, selected.
 */
@customElement("coredeck-copy")
export class CoredeckCopy extends LitElement {
  static override styles = [
    controls,
    css`
      :host([refused]) {
        display: grid;
        flex: 1 0 100%;
        gap: var(--cd-2);
        justify-items: end;
        min-width: 0;
      }
      p {
        margin: 0;
        color: var(--cd-text);
        font: 400 var(--cd-t-s) / 20px var(--cd-sans);
        justify-self: start;
      }
      textarea {
        width: 100%;
        height: 76px;
        padding: var(--cd-2);
        border: 1px solid var(--cd-line-control);
        border-radius: var(--cd-r-m);
        background: var(--cd-surface);
        color: var(--cd-text);
        font: 400 12.5px / 19px var(--cd-mono);
        resize: none;
      }
    `,
  ];
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  @property() accessor text = "";
  /** What the button says; "Copy" if it is empty. */
  @property() accessor word = "";
  /** Whether the browser did not let it be copied. */
  @property({ type: Boolean, reflect: true }) accessor refused = false;
  @state() private accessor said = "";
  @query("textarea") private accessor shown!: HTMLTextAreaElement | null;
  private clock: ReturnType<typeof setTimeout> | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("text")) {
      this.refused = false;
    }
  }

  protected override render() {
    return html`${this.refused ? this.refusal() : nothing}<button class="small" type="button" @click=${this.copy}>
        <coredeck-icon small name="copy"></coredeck-icon><span aria-live="polite">${this.said || this.word || words().copy}</span>
      </button>`;
  }

  private refusal() {
    return html`<p role="alert">${words().notCopied}</p>
      <textarea readonly aria-label=${words().toCopy} .value=${this.text}></textarea>`;
  }

  private async copy(): Promise<void> {
    this.refused = !(await toClipboard(this.text));
    await this.updateComplete;
    this.shown?.focus({ preventScroll: true });
    this.shown?.setSelectionRange(0, this.text.length, "backward"); // its beginning is in sight
    this.said = this.refused ? "" : words().copied;
    clearTimeout(this.clock);
    this.clock = setTimeout(() => (this.said = ""), SAID_MS);
  }
}
