import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { LineState } from "../../terminal/line/connection";
import { LINES_KEPT } from "../../terminal/screen";
import { controls } from "../../theme/controls";
import "../../theme/elements/state";

const WORDS = {
  connecting: ["busy", "Connecting"],
  connected: ["ok", "Connected"],
  lost: ["warn", "Connection lost"],
  ended: ["idle", "Ended"],
} as const;

/** The line below a terminal: how its connection is, and the keys it leaves to the page. */
@customElement("corex-status-bar")
export class CorexStatusBar extends LitElement {
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
      .keys {
        display: flex;
        gap: var(--cd-4);
        margin-left: auto;
      }
      .keys span {
        display: flex;
        align-items: center;
        gap: 3px;
      }
      .keys kbd:last-of-type {
        margin-right: 2px;
      }
      @media (max-width: 900px) {
        .keys,
        .kept {
          display: none;
        }
      }
    `,
  ];

  /** How the terminal's line is; undefined while no terminal is open. */
  @property({ attribute: false }) accessor line: LineState | undefined;
  @property({ attribute: false }) accessor roundTripMs: number | undefined;
  /** Only one terminal can be shown here. */
  @property({ type: Boolean }) accessor single = false;

  protected override render() {
    if (this.line === undefined) {
      return html`<span>No terminal is open</span>`;
    }
    const [kind, word] = WORDS[this.line.kind];
    const live = this.line.kind === "connected";
    return html`<span aria-live="polite"><coredeck-state kind=${kind} word=${word}></coredeck-state></span>
      ${live && this.roundTripMs !== undefined ? html`<span>${Math.max(1, Math.round(this.roundTripMs))} ms</span>` : nothing}
      <span class="kept">${LINES_KEPT.toLocaleString("en")} lines kept</span>
      <span class="keys">
        ${this.single ? nothing : html`<span><kbd>Ctrl</kbd><kbd>Shift</kbd><kbd>D</kbd> split</span>`}
        <span><kbd>Ctrl</kbd><kbd>Shift</kbd><kbd>F</kbd> search</span>
        <span><kbd>Ctrl</kbd><kbd>Shift</kbd><kbd>Esc</kbd> leave</span>
      </span>`;
  }
}
