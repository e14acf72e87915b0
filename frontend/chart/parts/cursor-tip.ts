import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/icon";
import { clockTime } from "../../theme/time";
import { dayWords } from "../model/range";
import { words as say } from "../words";

const WIDTH_PX = 206;
const GAP_PX = 12;

/** The values under the cursor, told. */
export interface Told {
  t: number;
  values: [name: string, value: string][];
}

/**
 * The small panel beside the cursor.
 *
 * @fires pick when the logs of that second are wanted; only where it is pinned
 */
@customElement("coredeck-cursor-tip")
export class CoredeckCursorTip extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        width: ${WIDTH_PX}px;
        padding: 8px 10px;
        border: 1px solid var(--cd-line-strong);
        border-radius: var(--cd-r-m);
        background: var(--cd-raised);
        box-shadow: var(--cd-sh-2);
        font-size: var(--cd-t-xs);
        line-height: 18px;
        font-variant-numeric: tabular-nums;
      }
      p,
      dl div {
        display: flex;
        justify-content: space-between;
        gap: var(--cd-3);
        margin: 0;
      }
      p {
        margin-bottom: 4px;
        color: var(--cd-text-3);
      }
      b {
        color: var(--cd-text);
        font-weight: 600;
      }
      dl,
      dd {
        margin: 0;
      }
      dt {
        color: var(--cd-text-2);
      }
      .logs {
        display: flex;
        align-items: center;
        gap: 6px;
        margin-top: 6px;
        padding-top: 6px;
        border-top: 1px solid var(--cd-line);
        color: var(--cd-accent-text);
        font-weight: 500;
      }
    `,
  ];

  @property({ attribute: false }) accessor told!: Told;
  /** It stands still and can be touched. */
  @property({ type: Boolean, reflect: true }) accessor pinned = false;

  /** Stands beside the cursor, on the side where the newer part is not hidden, if there is room. */
  placeBeside(time: number | undefined, shown: { from: number; to: number }, lines: DOMRect | undefined, within: HTMLElement): void {
    if (time === undefined || lines === undefined) {
      return;
    }
    const share = (time - shown.from) / (shown.to - shown.from);
    const x = lines.left - within.getBoundingClientRect().left + share * lines.width;
    const left = x > WIDTH_PX + 2 * GAP_PX ? x - WIDTH_PX - GAP_PX : x + GAP_PX;
    this.style.left = `${Math.max(0, Math.min(left, within.clientWidth - WIDTH_PX))}px`;
  }

  protected override render() {
    const { t, values } = this.told;
    const logs = html`<coredeck-icon small name="scroll-text"></coredeck-icon>${say().logsOfSecond}`;
    return html`<p><b>${clockTime(t)}</b>${dayWords(t)}</p>
      <dl>${values.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
      <div class="logs">
        ${this.pinned
          ? html`<button class="link" type="button" @click=${() => this.dispatchEvent(new CustomEvent("pick"))}>${logs}</button>`
          : logs}
      </div>`;
  }
}
