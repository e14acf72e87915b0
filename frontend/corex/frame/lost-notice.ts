import { LitElement, type PropertyValues, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/state";
import { clockTime } from "../../theme/time";
import type { Snapshot } from "../model/snapshot";

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
    return !this.snapshot.connected && this.snapshot.retryAt > 0;
  }

  protected override render() {
    if (!this.isLost) {
      return nothing;
    }
    const { at, retryAt } = this.snapshot;
    const seconds = Math.max(0, Math.ceil((retryAt - Date.now()) / 1000));
    return html`<div class="notice">
      <span role="alert"><coredeck-state kind="warn" word="Connection lost"></coredeck-state></span>
      ${at === 0
        ? html`<span>The container did not answer yet.</span>`
        : html`<span>What you see is from ${clockTime(at)}.</span>`}
      <span>${seconds === 0 ? "Trying now." : `Trying again in ${seconds} s.`}</span>
      <button class="small" type="button" @click=${() => this.dispatchEvent(new CustomEvent("retry"))}>Try now</button>
    </div>`;
  }
}
