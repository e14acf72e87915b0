import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import { exactTime } from "../../theme/time";
import { words as say } from "../words";

/** What a key asks of the charts. */
export type TimeKey =
  | { kind: "move"; by: number; to: "first" | "last" | undefined }
  | { kind: "zoom"; near: boolean }
  | { kind: "reset" | "pick" | "leave" };

const FAR = 10;

const KEYS: Record<string, TimeKey> = {
  Home: { kind: "move", by: 0, to: "first" },
  End: { kind: "move", by: 0, to: "last" },
  PageUp: { kind: "move", by: -FAR, to: undefined },
  PageDown: { kind: "move", by: FAR, to: undefined },
  "+": { kind: "zoom", near: true },
  "=": { kind: "zoom", near: true },
  "-": { kind: "zoom", near: false },
  "0": { kind: "reset" },
  Enter: { kind: "pick" },
  Escape: { kind: "leave" },
};

/** What a key means; undefined for a key that is not ours. */
export function timeKey(event: Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "altKey" | "metaKey">): TimeKey | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey) {
    return undefined;
  }
  const steps = event.shiftKey ? FAR : 1;
  if (event.key === "ArrowLeft" || event.key === "ArrowDown") {
    return { kind: "move", by: -steps, to: undefined };
  }
  return event.key === "ArrowRight" || event.key === "ArrowUp" ? { kind: "move", by: steps, to: undefined } : KEYS[event.key];
}

/**
 * The cursor of the charts for the keyboard and for those who hear the page: a slider over the time, whose value is told
 * in words when the person moves it and not by itself.
 *
 * @fires time-key with a {@link TimeKey}
 */
@customElement("coredeck-time-cursor")
export class CoredeckTimeCursor extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        position: absolute;
        inset: 28px -6px -2px;
        pointer-events: none;
      }
      div {
        height: 100%;
        border-radius: var(--cd-r-m);
      }
    `,
  ];

  @property({ attribute: false }) accessor from = 0;
  @property({ attribute: false }) accessor to = 1;
  /** Where the cursor is; undefined where there is none. */
  @property({ attribute: false }) accessor at: number | undefined;
  /** Time and values under the cursor. */
  @property({ attribute: false }) accessor words = "";

  protected override render() {
    const at = this.at ?? this.to;
    return html`<div
      role="slider"
      tabindex="0"
      aria-label=${say().timeInCharts}
      aria-description=${say().cursorKeys}
      aria-valuemin=${Math.round(this.from / 1000)}
      aria-valuemax=${Math.round(this.to / 1000)}
      aria-valuenow=${Math.round(at / 1000)}
      aria-valuetext=${this.at === undefined ? say().until(exactTime(this.to)) : this.words}
      @keydown=${this.pressed}
    >${nothing}</div>`;
  }

  private pressed(event: KeyboardEvent): void {
    const key = timeKey(event);
    if (key !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      this.dispatchEvent(new CustomEvent("time-key", { detail: key }));
    }
  }
}
