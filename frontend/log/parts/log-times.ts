import { LitElement, type PropertyValues, css, html } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import { onModeChange } from "../../theme/mode";
import { type Zone, axisTime } from "../model/clock";
import type { Bar } from "../model/counts";
import { number, words } from "../words";

/** Narrowest bar with the space beside it, px. */
const STEP = 12;
/** How much of it is the bar. */
const SHARE = 0.78;
const HEIGHT = 40;
const LABELS = 5;
const TABLE_ROWS = 12;

/**
 * How many lines there were when, by kind; shows what is in sight, and goes elsewhere on a click.
 *
 * @fires pick with a time, ms
 * @fires bars with how many bars fit
 */
@customElement("coredeck-log-times")
export class CoredeckLogTimes extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        flex: none;
        padding: 8px 16px 4px;
        border-bottom: 1px solid var(--cd-line);
        background: var(--cd-surface);
      }
      .plot {
        position: relative;
        height: ${HEIGHT}px;
        cursor: pointer;
        touch-action: pan-y;
      }
      canvas {
        display: block;
        width: 100%;
        height: 100%;
      }
      .seen {
        position: absolute;
        inset: 0 auto;
        border: 1px solid var(--cd-accent-soft);
        border-width: 0 1px;
        background: color-mix(in srgb, var(--cd-accent) 14%, transparent);
        pointer-events: none;
      }
      .ink {
        position: absolute;
        visibility: hidden;
        border: 0 solid;
        border-color: var(--cd-warn-fill) var(--cd-fail-fill) transparent transparent;
        color: color-mix(in srgb, var(--cd-idle-fill) 72%, transparent);
      }
      .axis {
        display: flex;
        justify-content: space-between;
        height: 20px;
        color: var(--cd-text-3);
        font-size: var(--cd-t-2xs);
        line-height: 20px;
        font-variant-numeric: tabular-nums;
      }
      @media (max-width: 640px) {
        :host {
          padding: 6px 12px 2px;
        }
      }
    `,
  ];

  @property({ attribute: false }) accessor bars: readonly Bar[] = [];
  /** The times in sight, ms. */
  @property({ attribute: false }) accessor seen: readonly [number, number] | undefined;
  @property() accessor zone: Zone = "local";
  @query("canvas") private accessor canvas!: HTMLCanvasElement;
  @query(".seen") private accessor window!: HTMLElement;

  private width = 0;
  private plotWidth = 1;
  private colours: readonly string[] = [];
  private watching: ResizeObserver | undefined;
  private stopModeChange: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopModeChange = onModeChange(() => {
      this.colours = [];
      this.requestUpdate("bars");
    });
    this.watching = new ResizeObserver(([entry]) => {
      this.width = Math.floor(entry!.contentRect.width);
      this.dispatchEvent(new CustomEvent("bars", { detail: this.fitting }));
      this.requestUpdate("bars");
    });
    this.watching.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopModeChange?.();
    this.watching?.disconnect();
  }

  get fitting(): number {
    return Math.max(1, Math.floor((this.width - 32) / STEP));
  }

  /** Width of one bar with the space beside it, px. */
  private get step(): number {
    return this.plotWidth / Math.max(1, this.bars.length);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("bars")) {
      this.draw();
    }
    this.place();
  }

  private readColours(): readonly string[] {
    if (this.colours.length === 0) {
      // A canvas knows no light-dark(): a style of the page does.
      const style = getComputedStyle(this.renderRoot.querySelector(".ink")!);
      this.colours = [style.color, style.borderTopColor, style.borderRightColor];
    }
    return this.colours;
  }

  private draw(): void {
    const scale = devicePixelRatio;
    const width = this.canvas.clientWidth;
    this.plotWidth = width;
    this.canvas.width = Math.round(width * scale);
    this.canvas.height = Math.round(HEIGHT * scale);
    const context = this.canvas.getContext("2d");
    if (context === null || this.bars.length === 0) {
      return;
    }
    context.scale(scale, scale);
    const most = Math.max(...this.bars.map(({ count }) => count[0] + count[1] + count[2]), 1);
    const colours = this.readColours();
    this.bars.forEach(({ count }, index) => {
      let bottom = HEIGHT;
      for (const kind of [2, 1, 0] as const) {
        if (count[kind] > 0) {
          const height = Math.max(2, Math.round((count[kind] / most) * (HEIGHT - 2)));
          context.fillStyle = colours[kind]!;
          context.fillRect(index * this.step, bottom - height, this.step * SHARE, height);
          bottom -= height;
        }
      }
    });
  }

  private place(): void {
    const [first] = this.bars;
    const last = this.bars.at(-1);
    if (first === undefined || last === undefined || this.seen === undefined) {
      this.window.hidden = true;
      return;
    }
    const perMs = this.plotWidth / (last.to - first.from);
    const clamp = (time: number) => Math.min(Math.max(time, first.from), last.to);
    const left = (clamp(this.seen[0]) - first.from) * perMs;
    const right = (clamp(this.seen[1]) - first.from) * perMs;
    this.window.hidden = this.seen[1] < first.from;
    this.window.style.left = `${Math.min(left, right - 4)}px`;
    this.window.style.width = `${Math.max(4, right - left)}px`;
  }

  private pick(event: PointerEvent): void {
    if (event.buttons === 1 && this.bars.length > 0) {
      const at = event.clientX - this.canvas.getBoundingClientRect().left;
      const index = Math.floor(at / this.step);
      this.tell(this.bars[Math.max(0, Math.min(this.bars.length - 1, index))]!.from);
    }
  }

  private pressed(event: KeyboardEvent): void {
    const by = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    const index = this.bars.findIndex((bar) => this.seen !== undefined && bar.to > this.seen[0]);
    const bar = this.bars[index + by];
    if (by !== 0 && bar !== undefined) {
      event.preventDefault();
      this.tell(bar.from);
    }
  }

  private tell(time: number): void {
    this.dispatchEvent(new CustomEvent("pick", { detail: time }));
  }

  protected override render() {
    const [first] = this.bars;
    const last = this.bars.at(-1);
    const withSeconds = first !== undefined && first.to - first.from < 60_000;
    const time = (millis: number) => axisTime(millis, this.zone, withSeconds);
    const span = first === undefined || last === undefined ? 0 : last.to - first.from;
    const now = this.seen === undefined ? "" : words().fromTo(time(this.seen[0]), time(this.seen[1]));
    return html`<div class="plot" tabindex="0" role="slider" aria-label=${words().timeShown} aria-valuetext=${now} aria-valuenow=${this.seen?.[0] ?? 0}
        title=${words().overTimeHint} @pointerdown=${this.pick} @pointermove=${this.pick} @keydown=${this.pressed}>
        <canvas></canvas>
        <div class="seen"></div>
        <span class="ink"></span>
      </div>
      <div class="axis" aria-hidden="true">
        ${first === undefined ? "" : Array.from({ length: LABELS }, (_, i) => html`<span>${time(first.from + (span * i) / (LABELS - 1))}</span>`)}
      </div>
      ${this.table(time)}`;
  }

  private table(time: (millis: number) => string) {
    const each = Math.ceil(this.bars.length / TABLE_ROWS) || 1;
    const rows = this.bars.filter((_, index) => index % each === 0);
    const sum = (index: number, kind: 0 | 1 | 2) => this.bars.slice(index * each, (index + 1) * each).reduce((all, bar) => all + bar.count[kind], 0);
    return html`<table class="sr">
      <caption>${words().overTime}</caption>
      <tr><th>${words().from}</th><th>${words().errors}</th><th>${words().warnings}</th><th>${words().others}</th></tr>
      ${rows.map((bar, index) => html`<tr><td>${time(bar.from)}</td><td>${number(sum(index, 2))}</td><td>${number(sum(index, 1))}</td><td>${number(sum(index, 0))}</td></tr>`)}
    </table>`;
  }
}
