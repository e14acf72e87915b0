import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/state";
import { locale } from "../../theme/language";
import { clockTime } from "../../theme/time";
import { wholeTime, zoneName } from "../model/clock";
import type { Status } from "../model/status";
import { words } from "../words";

/**
 * The line below the lines: how the connection is, how much comes, what is missing.
 *
 * @fires gap to go where lines are missing: true for lost ones, false for those that can be loaded
 */
@customElement("coredeck-log-status")
export class CoredeckLogStatus extends LitElement {
  static override styles = [
    controls,
    css`
      /* What does not fit stands on a second line, out of sight: rest first, then what can be done without. */
      :host {
        display: flex;
        flex: none;
        flex-wrap: wrap;
        gap: 0 var(--cd-4);
        height: 28px;
        padding: 0 12px;
        overflow: hidden;
        border-top: 1px solid var(--cd-line);
        background: var(--cd-canvas);
        color: var(--cd-text-2);
        font-size: var(--cd-t-xs);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      span,
      button {
        flex: none;
        height: 27px;
        line-height: 27px;
      }
      .missing,
      .lost {
        padding: 0 4px;
        margin: 0 -4px;
        border: 0;
        background: none;
        color: var(--cd-warn);
        font: inherit;
      }
      .lost {
        color: var(--cd-fail);
      }
      .missing:hover,
      .lost:hover {
        text-decoration: underline;
      }
      button:focus-visible {
        outline-offset: -2px;
      }
      .right {
        display: flex;
        gap: var(--cd-4);
        margin-left: auto;
      }
      @media (max-width: 900px) {
        .behind {
          order: 1;
        }
        .rate {
          order: 2;
        }
        .right {
          order: 3;
        }
        .right .kept {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) accessor status!: Status;

  protected override render() {
    const { status } = this;
    const isLive = status.state.kind === "live";
    return html`<span aria-live="polite">${this.word()}</span>
      ${isLive && !status.ended ? html`<span class="rate">${words().rate(Math.round(status.rate))}</span>` : nothing}
      ${isLive && status.follow && !status.ended ? html`<span class="behind">${words().behind(status.behind)}</span>` : nothing}
      ${status.loadable > 0 ? this.missing("missing", words().notShown(status.loadable)) : nothing}
      ${status.lost > 0 ? this.missing("lost", words().lost(status.lost)) : nothing}
      <span class="right">
        <span>${zoneName(status.zone)}</span>
        ${status.since > 0
          ? html`<span class="kept" title=${wholeTime(status.since, status.zone)}>${words().kept(status.kept, since(status.since))}</span>`
          : nothing}
      </span>`;
  }

  private missing(kind: "missing" | "lost", text: string) {
    const tell = () => this.dispatchEvent(new CustomEvent("gap", { detail: kind === "lost" }));
    return html`<button class=${kind} type="button" title=${words().toGap} @click=${tell}>${text}</button>`;
  }

  private word() {
    const { state, follow, ended } = this.status;
    switch (state.kind) {
      case "connecting":
        return html`<coredeck-state kind="busy" word=${words().connecting}></coredeck-state>`;
      case "live":
        return ended
          ? html`<coredeck-state kind="idle" word=${words().ended}></coredeck-state>`
          : follow
            ? html`<coredeck-state kind="ok" word=${words().live}></coredeck-state>`
            : html`<coredeck-state kind="idle" word=${words().paused}></coredeck-state>`;
      case "lost":
        return html`<coredeck-state kind="warn" word=${words().lostSince(clockTime(state.since))}></coredeck-state>`;
      case "away":
        return html`<coredeck-state kind="warn" word=${words().noneSince(clockTime(state.since))}></coredeck-state>`;
      case "refused":
        return html`<coredeck-state kind="fail" word=${words().notConnected}></coredeck-state>`;
    }
  }
}

/** A time of today, or the day. */
function since(millis: number): string {
  const date = new Date(millis);
  return date.toDateString() === new Date().toDateString()
    ? clockTime(millis).slice(0, 5)
    : date.toLocaleDateString(locale(), { day: "numeric", month: "short" });
}
