import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/state";
import { clockTime } from "../../theme/time";
import type { FeedState } from "../line/feed";
import { words } from "../words";

/**
 * Says since when nothing new comes, why, and when it is tried again.
 *
 * @fires retry when the person does not want to wait
 */
@customElement("coredeck-log-notice")
export class CoredeckLogNotice extends LitElement {
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
      .refused {
        background: var(--cd-fail-tint);
      }
      button {
        margin-left: auto;
      }
    `,
  ];

  @property({ attribute: false }) accessor state: FeedState = { kind: "connecting" };
  /** Lines that were asked for did not come. */
  @property({ type: Boolean }) accessor trouble = false;
  private clock: ReturnType<typeof setInterval> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.clock);
  }

  protected override willUpdate(): void {
    clearInterval(this.clock);
    if (this.state.kind === "lost") {
      this.clock = setInterval(() => this.requestUpdate(), 1000);
    }
  }

  protected override render() {
    const { state } = this;
    switch (state.kind) {
      case "lost":
        return html`<div class="notice">
          <span role="alert"><coredeck-state kind="warn" word=${words().connectionLost}></coredeck-state></span>
          <span>${words().seenFrom(clockTime(state.since), Math.max(0, Math.ceil((state.retryAt - Date.now()) / 1000)))}</span>
          <button class="small" type="button" @click=${() => this.dispatchEvent(new CustomEvent("retry"))}>${words().tryNow}</button>
        </div>`;
      case "away":
        return html`<div class="notice">
          <span role="alert"><coredeck-state kind="warn" word=${words().noNewLines}></coredeck-state></span>
          <span>${words().storeAway(clockTime(state.since))}</span>
        </div>`;
      case "refused":
        return html`<div class="notice refused"><span role="alert">${words().refused[state.why]}</span></div>`;
      default:
        return this.trouble ? html`<div class="notice"><span role="alert">${words().notLoaded}</span></div>` : nothing;
    }
  }
}
