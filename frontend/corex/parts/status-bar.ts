import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { LineState } from "../../terminal/line/connection";
import { controls } from "../../theme/controls";
import "../../theme/elements/state";
import { language } from "../../theme/language";
import { words } from "../words";

const LOOKS = {
  connecting: ["busy", "connecting"],
  connected: ["ok", "connected"],
  lost: ["warn", "lost"],
  ended: ["idle", "lineEnded"],
} as const;

/** The line below a terminal: how its connection is, and the keys it leaves to the page. */
@customElement("corex-status-bar")
export class CorexStatusBar extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        flex: none;
        overflow: hidden;
        container-type: inline-size;
        border-top: 1px solid var(--cd-line);
        background: var(--cd-canvas);
        color: var(--cd-text-2);
        font-size: var(--cd-t-xs);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .bar {
        display: flex;
        align-items: center;
        gap: var(--cd-4);
        height: 27px;
        padding: 0 12px;
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
      @container (max-width: 880px) {
        .keys .more {
          display: none;
        }
      }
      @container (max-width: 560px) {
        .kept {
          display: none;
        }
      }
      @container (max-width: 400px) {
        .keys {
          display: none;
        }
      }
    `,
  ];

  /** How the terminal's line is; undefined while no terminal is open. */
  @property({ attribute: false }) accessor line: LineState | undefined;
  @property({ attribute: false }) accessor roundTripMs: number | undefined;
  /** Whose size the terminal has, in words; empty while that is not known. */
  @property() accessor size = "";
  /** Lines that scrolled away and are kept. */
  @property({ type: Number }) accessor kept = 0;
  /** Only one terminal can be shown here. */
  @property({ type: Boolean }) accessor single = false;

  protected override render() {
    if (this.line === undefined) {
      return html`<div class="bar"><span>${words().noTerminal}</span></div>`;
    }
    const [kind, word] = LOOKS[this.line.kind];
    const live = this.line.kind === "connected";
    return html`<div class="bar"><span aria-live="polite"><coredeck-state kind=${kind} word=${words()[word]}></coredeck-state></span>
      ${live && this.roundTripMs !== undefined ? html`<span>${Math.max(1, Math.round(this.roundTripMs))} ms</span>` : nothing}
      ${this.kept === 0 ? nothing : html`<span class="kept">${words().linesKept(this.kept.toLocaleString(language()))}</span>`}
      ${this.size === "" ? nothing : html`<span class="kept size">${this.size}</span>`}
      <span class="keys">
        ${this.single ? nothing : html`<span class="more"><kbd>Ctrl</kbd><kbd>Shift</kbd><kbd>D</kbd> ${words().splitWord}</span>`}
        <span class="more"><kbd>Ctrl</kbd><kbd>Shift</kbd><kbd>F</kbd> ${words().searchWord}</span>
        <span><kbd>Ctrl</kbd><kbd>Shift</kbd><kbd>Esc</kbd> ${words().leaveWord}</span>
      </span></div>`;
  }
}
