import { LitElement, type PropertyValues, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/state";
import { clockTime } from "../../theme/time";
import type { Snapshot } from "../model/snapshot";
import { words } from "../words";

/**
 * Says since when the page is old, and when it asks again.
 *
 * @fires retry when the person does not want to wait
 */
@customElement("corex-lost-notice")
export class CorexLostNotice extends LitElement {
  static override styles = [
    controls,
    css`
      .notice {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px var(--cd-3);
        padding: 8px 16px;
        border-bottom: 1px solid var(--cd-line);
        background: var(--cd-warn-tint);
        color: var(--cd-text);
        font-size: var(--cd-t-s);
      }
      button {
        margin-left: auto;
      }
    `,
  ];

  @property({ attribute: false }) accessor snapshot!: Snapshot;
  private clock: ReturnType<typeof setInterval> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.clock);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("snapshot")) {
      clearInterval(this.clock);
      if (this.isLost) {
        this.clock = setInterval(() => this.requestUpdate(), 1000);
      }
    }
  }

  private get isLost(): boolean {
    const { connected, retryAt, givenUp } = this.snapshot;
    return !connected && (retryAt > 0 || givenUp);
  }

  protected override render() {
    if (!this.isLost) {
      return nothing;
    }
    const { at, retryAt, givenUp } = this.snapshot;
    const seconds = Math.max(0, Math.ceil((retryAt - Date.now()) / 1000));
    return html`<div class="notice">
      <span role="alert"><coredeck-state kind="warn" word=${words().lost}></coredeck-state></span>
      ${at === 0
        ? html`<span>${words().noAnswerYet}</span>`
        : html`<span>${words().seenAt(clockTime(at))}</span>`}
      <span>${givenUp ? words().notTrying : seconds === 0 ? words().tryingNow : words().tryingIn(seconds)}</span>
      <button class="small" type="button" @click=${() => this.dispatchEvent(new CustomEvent("retry"))}>${words().tryNow}</button>
    </div>`;
  }
}
