import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/state";
import { clockTime } from "../../theme/time";
import type { FeedState } from "../line/feed";
import { type Zone, wholeTime, zoneName } from "../model/clock";

/** What the bar below the lines says. */
export interface Status {
  state: FeedState;
  follow: boolean;
  ended: boolean;
  rate: number;
  behind: number;
  loadable: number;
  lost: number;
  /** When the oldest kept line was printed, ms; 0 for none. */
  since: number;
  kept: number;
  zone: Zone;
}

const number = (value: number) => value.toLocaleString("en");
const lines = (value: number) => `${number(value)} ${value === 1 ? "line" : "lines"}`;

/**
 * The line below the lines: how the connection is, how much comes, what is missing.
 *
 * @fires gap with {lost}: to where lines are missing, which can be loaded or are lost
 */
@customElement("coredeck-log-status")
export class CoredeckLogStatus extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex: none;
        align-items: center;
        gap: var(--cd-4);
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
      .missing,
      .lost {
        height: 24px;
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
        .right .kept {
          display: none;
        }
      }
      @media (max-width: 640px) {
        .right {
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
      ${isLive && !status.ended ? html`<span>${number(Math.round(status.rate))} lines/s</span>` : nothing}
      ${isLive && status.follow && !status.ended ? html`<span>behind by ${(status.behind / 1000).toFixed(1)} s</span>` : nothing}
      ${status.loadable > 0 ? this.missing("missing", `${lines(status.loadable)} not shown`) : nothing}
      ${status.lost > 0 ? this.missing("lost", `${lines(status.lost)} lost`) : nothing}
      <span class="right">
        <span>${zoneName(status.zone)}</span>
        ${status.since > 0
          ? html`<span class="kept" title=${wholeTime(status.since, status.zone)}>${number(status.kept)} lines kept since ${since(status.since)}</span>`
          : nothing}
      </span>`;
  }

  private missing(kind: "missing" | "lost", text: string) {
    const tell = () => this.dispatchEvent(new CustomEvent("gap", { detail: { lost: kind === "lost" } }));
    return html`<button class=${kind} type="button" title="Go to where they are missing" @click=${tell}>${text}</button>`;
  }

  private word() {
    const { state, follow, ended } = this.status;
    switch (state.kind) {
      case "connecting":
        return html`<coredeck-state kind="busy" word="Connecting"></coredeck-state>`;
      case "live":
        return ended
          ? html`<coredeck-state kind="idle" word="Ended"></coredeck-state>`
          : follow
            ? html`<coredeck-state kind="ok" word="Live"></coredeck-state>`
            : html`<coredeck-state kind="idle" word="Paused"></coredeck-state>`;
      case "lost":
        return html`<coredeck-state kind="warn" word="Connection lost since ${clockTime(state.since)}"></coredeck-state>`;
      case "away":
        return html`<coredeck-state kind="warn" word="No new lines since ${clockTime(state.since)}"></coredeck-state>`;
      case "refused":
        return html`<coredeck-state kind="fail" word="Not connected"></coredeck-state>`;
    }
  }
}

/** A time of today, or the day. */
function since(millis: number): string {
  const date = new Date(millis);
  return date.toDateString() === new Date().toDateString()
    ? clockTime(millis).slice(0, 5)
    : date.toLocaleDateString("en-GB", { day: "numeric", month: "short" });
}
