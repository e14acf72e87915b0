import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/state";
import { clockTime } from "../../theme/time";
import type { FeedState } from "../line/feed";
import { MOST_TOGETHER } from "../model/containers";
import { type Words, words } from "../words";

/**
 * Says since when nothing new comes, why, and when it is tried again; and which containers are not shown.
 *
 * @fires retry when the person does not want to wait
 * @fires alone when the person wants to see the first container only
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
  /** Others are shown too. */
  @property({ type: Boolean }) accessor merged = false;
  /** What the containers are called that were asked for but are more than can be shown. */
  @property({ attribute: false }) accessor surplus: readonly string[] = [];
  private clock: ReturnType<typeof setInterval> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.clock);
  }

  protected override willUpdate(): void {
    clearInterval(this.clock);
    if (this.state.kind === "lost" || this.state.kind === "full") {
      this.clock = setInterval(() => this.requestUpdate(), 1000);
    }
  }

  protected override render() {
    return [this.connection(), this.surplus.length === 0 ? nothing : this.tooMany()];
  }

  private connection() {
    const { state } = this;
    switch (state.kind) {
      case "lost":
        return this.waiting(words().connectionLost, words().seenFrom(clockTime(state.since), this.secondsTo(state.retryAt)));
      case "full":
        return this.waiting(words().tooManyLogs, `${words().full[state.whose]} ${words().tryingAgain(this.secondsTo(state.retryAt))}`);
      case "away":
        return html`<div class="notice">
          <span role="alert"><coredeck-state kind="warn" word=${words().noNewLines}></coredeck-state></span>
          <span>${words().storeAway(clockTime(state.since))}</span>
        </div>`;
      case "refused":
        return this.refused(state.why);
      default:
        return this.trouble ? html`<div class="notice"><span role="alert">${words().notLoaded}</span></div>` : nothing;
    }
  }

  private secondsTo(time: number): number {
    return Math.max(0, Math.ceil((time - Date.now()) / 1000));
  }

  private waiting(word: string, text: string) {
    return html`<div class="notice">
      <span role="alert"><coredeck-state kind="warn" word=${word}></coredeck-state></span>
      <span>${text}</span>
      <button class="small" type="button" @click=${() => this.fire("retry")}>${words().tryNow}</button>
    </div>`;
  }

  private refused(why: keyof Words["refused"]) {
    const isOneOfThem = why === "forbidden" && this.merged;
    return html`<div class="notice refused">
      <span role="alert">${isOneOfThem ? words().forbiddenTogether : words().refused[why]}</span>
      ${isOneOfThem ? html`<button class="small" type="button" @click=${() => this.fire("alone")}>${words().showAlone}</button>` : nothing}
    </div>`;
  }

  private tooMany() {
    return html`<div class="notice"><span role="alert">${words().surplus(MOST_TOGETHER, this.surplus.join(", "))}</span></div>`;
  }

  private fire(event: string): void {
    this.dispatchEvent(new CustomEvent(event));
  }
}
