import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import type { StateKind } from "../../theme/elements/state";
import "../../theme/elements/state";
import { exactTime } from "../../theme/time";
import { type Mark, type MarkGroup, groupWords, layMarks } from "../model/happenings";
import { words as say } from "../words";

const SHAPE_PX = 34;

/**
 * What happened, on one row above the charts: each with a shape, and a word where there is room.
 *
 * @fires mark-pick with the time of the one that was clicked
 */
@customElement("coredeck-event-row")
export class CoredeckEventRow extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        position: relative;
        height: 28px;
        border-bottom: 1px solid var(--cd-line);
        overflow: hidden;
      }
      ul {
        position: relative;
        height: 100%;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        position: absolute;
        top: 2px;
      }
      li.before {
        translate: -100%;
      }
      button {
        gap: 5px;
        height: 20px;
        padding: 0 6px 0 5px;
        border: 0;
        border-radius: var(--cd-r-s);
        font-size: var(--cd-t-2xs);
      }
      button.narrow {
        padding: 0 4px;
        translate: -10px;
      }
      button.ok {
        background: var(--cd-ok-tint);
        color: var(--cd-ok);
      }
      button.busy {
        background: var(--cd-busy-tint);
        color: var(--cd-busy);
      }
      button.warn {
        background: var(--cd-warn-tint);
        color: var(--cd-warn);
      }
      button.fail {
        background: var(--cd-fail-tint);
        color: var(--cd-fail);
      }
      button.idle,
      button.done {
        background: var(--cd-idle-tint);
        color: var(--cd-idle);
      }
      button:focus-visible {
        outline-offset: -2px;
      }
      coredeck-state {
        scale: 0.84;
        color: inherit;
      }
    `,
  ];

  /** The marks with their pixels from the left, in the order of time. */
  @property({ attribute: false }) accessor placed: readonly { mark: Mark; x: number }[] = [];
  @property({ type: Number }) accessor width = 0;
  private groups: MarkGroup[] = [];

  protected override render() {
    this.groups = layMarks(this.placed, this.width, wordWidth);
    return html`<ul aria-label=${say().events}>
      ${this.groups.map((group) => html`<li class=${group.before ? "before" : ""}>${this.label(group)}</li>`)}
    </ul>`;
  }

  /** Places are set here and not in the template: a strict policy allows no style attribute. */
  protected override updated(): void {
    this.renderRoot.querySelectorAll("li").forEach((item, index) => {
      const group = this.groups[index];
      const x = group?.x ?? 0;
      item.style.left = `${group?.wide === false ? Math.max(10, Math.min(this.width - 10, x)) : x}px`;
    });
  }

  private label(group: MarkGroup) {
    const told = group.marks.map(({ t, word, text }) => `${exactTime(t)}  ${word}${text === "" ? "" : `: ${text}`}`).join("\n");
    return html`<button
      type="button"
      class="${group.lead.state} ${group.wide ? "" : "narrow"}"
      title=${told}
      aria-label=${say().showLogs(told.replaceAll("\n", ". "))}
      @click=${() => this.dispatchEvent(new CustomEvent("mark-pick", { detail: group.lead.t }))}
    >
      <coredeck-state shape kind=${shapeOf(group.lead.state)}></coredeck-state>${group.wide ? groupWords(group) : ""}
    </button>`;
  }
}

/** Nothing turns on this row: what is neither good nor bad is a dot in its own colour. */
function shapeOf(state: StateKind): StateKind {
  return state === "busy" ? "ok" : state;
}

let measure: CanvasRenderingContext2D | null | undefined;

function wordWidth(text: string): number {
  measure ??= document.createElement("canvas").getContext("2d");
  if (measure === null) {
    return text.length * 7 + SHAPE_PX;
  }
  measure.font = '500 11px "Inter Variable", system-ui, sans-serif';
  return measure.measureText(text).width + SHAPE_PX;
}
