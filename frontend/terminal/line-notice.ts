import { LitElement, type PropertyValues, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../theme/controls";
import { clockTime } from "../theme/time";
import type { LineState } from "./line/connection";
import { exitWords } from "./line-words";
import { words } from "./words";

/**
 * Says below a terminal that its line is lost, since when and until when, or that its process has ended.
 *
 * @fires retry when the person does not want to wait
 */
@customElement("coredeck-line-notice")
export class CoredeckLineNotice extends LitElement {
  static override styles = [
    controls,
    css`
      .notice {
        display: flex;
        flex: none;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--cd-1) var(--cd-3);
        padding: 6px 12px;
        border-top: 1px solid var(--cd-line);
        background: var(--cd-surface);
        color: var(--cd-text-2);
        font-size: var(--cd-t-s);
      }
      .notice b {
        color: var(--cd-warn);
        font-weight: 550;
      }
    `,
  ];

  @property({ attribute: false }) accessor line: LineState = { kind: "connecting" };
  /** What is said of an ended process in place of the usual. */
  @property() accessor ended = "";
  /** When the line was lost, in milliseconds since 1970; 0 if there never was one. */
  @property({ type: Number }) accessor since = 0;
  private clock: ReturnType<typeof setInterval> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.clock);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("line")) {
      clearInterval(this.clock);
      if (this.line.kind === "lost") {
        this.clock = setInterval(() => this.requestUpdate(), 1000);
      }
    }
  }

  protected override render() {
    if (this.line.kind === "ended") {
      return html`<div class="notice" role="status">${this.ending(this.line)}</div>`;
    }
    if (this.line.kind !== "lost") {
      return nothing;
    }
    const seconds = Math.max(0, Math.ceil((this.line.retryAt - Date.now()) / 1000));
    return html`<div class="notice">
      <b role="alert">${words().lost}</b>
      ${this.since === 0 ? nothing : html`<span>${words().seenAt(clockTime(this.since))}</span>`}
      <span>${seconds === 0 ? words().tryingNow : words().tryingIn(seconds)}</span>
      <button class="small" type="button" @click=${() => this.dispatchEvent(new CustomEvent("retry"))}>${words().tryNow}</button>
    </div>`;
  }

  private ending({ gone, exit }: Extract<LineState, { kind: "ended" }>): string {
    if (gone === true) {
      return words().gone;
    }
    return this.ended === "" ? `${exit === undefined ? words().ended : exitWords(exit)} ${words().lastPrinted}` : this.ended;
  }
}
