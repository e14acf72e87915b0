import { LitElement, type PropertyValues, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { clockTime } from "../theme/time";
import type { Point, Row } from "./line/frames";
import { type LineState, isOld } from "./line/state";
import { statsLine } from "./line/stats-line";
import { bytes, bytesShort, count, percent } from "./model/amounts";
import { HOLE_AFTER_MS } from "./model/samples";
import { area, onPaletteChange, palette } from "./palette";
import { words as say } from "./words";

export type Metric = "cpu" | "memory" | "processes";

/** A row draws this many points: two minutes. */
export const SPARK_POINTS = 60;

/** A value older than this is no longer what the container uses now. */
const STALE_MS = 10_000;
const AMBER_FROM = 0.88;
const RED_FROM = 0.97;
const HEIGHT = 18;

/**
 * One live value of a container, with the line of its last two minutes before it.
 *
 * For cells of a table and for headers: as many as one likes, they share one socket. A value that is not known says
 * "no data", never 0. What is drawn is 0 to the limit, so rows can be compared; the text is the same for everybody, so
 * the line is decoration to those who hear the page.
 */
@customElement("coredeck-spark")
export class CoredeckSpark extends LitElement {
  static override styles = css`
    :host {
      display: inline-flex;
      align-items: center;
      gap: var(--cd-2);
      min-width: 0;
      min-height: 20px;
      vertical-align: middle;
      color: inherit;
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }
    canvas {
      flex: 1 1 72px;
      width: 72px;
      min-width: 0;
      max-width: 104px;
      height: ${HEIGHT}px;
    }
    .value {
      flex: none;
      min-width: var(--spark-value, 56px);
      text-align: end;
    }
    :host([bare]) .value {
      min-width: 0;
    }
    .value.none {
      min-width: 0;
      color: var(--cd-text-3);
    }
    :host([old]) canvas {
      opacity: 0.55;
    }
    :host([old]) .value {
      color: var(--cd-text-3);
    }
    @media (forced-colors: active) {
      canvas {
        forced-color-adjust: none;
      }
    }
  `;

  /** Where the numbers come from, relative to the page's address. */
  @property() accessor src = "live/stats";
  @property() accessor container = "";
  @property() accessor metric: Metric = "cpu";
  /** Cores the container may use. */
  @property({ type: Number }) accessor cpus = 1;
  /** Shows the value alone. */
  @property({ type: Boolean, reflect: true }) accessor bare = false;
  /** The values are old: the connection is lost. */
  @property({ type: Boolean, reflect: true }) accessor old = false;

  @state() private accessor points: Point[] = [];
  @state() private accessor limit = 0;
  /** Why the server does not send the value. */
  @state() private accessor refusal = "";
  @query("canvas") private accessor canvas!: HTMLCanvasElement | null;
  private since = 0;
  private endRow: (() => void) | undefined;
  private endPalette: (() => void) | undefined;
  private stale: ReturnType<typeof setTimeout> | undefined;
  private watched = "";

  /** The points that are drawn: for tests. */
  get drawn(): readonly Point[] {
    return this.points;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.endPalette ??= onPaletteChange(() => this.draw());
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    setTimeout(() => {
      if (!this.isConnected) {
        this.end();
        this.endPalette?.();
        this.endPalette = undefined;
      }
    });
  }

  protected override willUpdate(_: PropertyValues<this>): void {
    const wanted = `${this.src} ${this.container}`;
    if (this.isConnected && this.watched !== wanted) {
      this.end();
      this.begin();
      this.watched = wanted;
    }
  }

  private begin(): void {
    this.points = [];
    this.refusal = "";
    if (this.container !== "") {
      this.endRow = statsLine(this.src).watchRow(this.container, {
        row: (row) => this.take(row),
        state: (line) => this.lineIs(line),
        refused: (text) => this.refuse(text),
      });
    }
  }

  private end(): void {
    clearTimeout(this.stale);
    this.endRow?.();
    this.endRow = undefined;
    this.watched = "";
  }

  private refuse(text: string): void {
    this.refusal = text;
    this.points = [];
  }

  private take(row: Row): void {
    this.refusal = "";
    this.points = [...(row.fresh ? [] : this.points), ...row.points].slice(-SPARK_POINTS);
    this.limit = row.limit;
    const newest = this.points.at(-1)?.[0] ?? 0;
    clearTimeout(this.stale);
    this.stale = setTimeout(() => this.requestUpdate(), newest + STALE_MS - statsLine(this.src).now() + 1);
  }

  private lineIs(line: LineState): void {
    this.old = isOld(line);
    this.since = line.since;
  }

  private amountOf(point: Point): number | null {
    return point[{ cpu: 1, memory: 2, processes: 3 }[this.metric]] as number | null;
  }

  /** The newest value, where there is one that tells about now. */
  private get value(): number | null {
    const newest = this.points.at(-1);
    if (newest === undefined || (!this.old && statsLine(this.src).now() - newest[0] > STALE_MS)) {
      return null;
    }
    return this.amountOf(newest);
  }

  private get most(): number {
    return this.metric === "cpu" ? this.cpus : this.limit;
  }

  private get words(): string {
    const value = this.value;
    if (value === null) {
      return this.refusal === "" ? say().noData : say().notSent;
    }
    if (this.metric === "cpu") {
      return percent((value * 100) / this.cpus).replace(/^([1-9])\.\d/, "$1");
    }
    return this.metric === "memory" ? bytesShort(value) : count(value);
  }

  private get details(): string {
    const value = this.value;
    if (value === null) {
      return this.refusal;
    }
    const told =
      this.metric === "cpu"
        ? say().sparkCpu(percent(value * 100), this.cpus)
        : this.metric === "memory" && this.limit > 0
          ? say().sparkMemory(bytes(value), bytes(this.limit), percent((value * 100) / this.limit))
          : say().sparkProcesses(count(value));
    return this.old && this.since > 0 ? `${told}. ${say().from(clockTime(this.since))}` : told;
  }

  protected override render() {
    const words = this.words;
    const none = this.value === null;
    return html`${this.bare || this.metric === "processes" || none ? nothing : html`<canvas aria-hidden="true"></canvas>`}
      <span class="value ${none ? "none" : ""}" title=${this.details}>${words}</span>`;
  }

  protected override updated(): void {
    this.draw();
  }

  private draw(): void {
    const canvas = this.canvas;
    const context = canvas?.getContext("2d");
    if (canvas === null || context === null || context === undefined) {
      return;
    }
    const ratio = devicePixelRatio;
    const width = canvas.clientWidth;
    if (canvas.width !== Math.round(width * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(HEIGHT * ratio);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, HEIGHT);
    this.drawLine(context, width);
  }

  private drawLine(context: CanvasRenderingContext2D, width: number): void {
    const last = this.points.at(-1);
    if (last === undefined) {
      return;
    }
    const colour = this.colour(this.amountOf(last));
    const greatest = Math.max(this.most, ...this.points.map((point) => this.amountOf(point) ?? 0)) || 1;
    const x = (t: number): number => width - 3 - ((last[0] - t) / (SPARK_POINTS * 2000)) * (width - 4);
    const y = (value: number): number => HEIGHT - 1.5 - (value / greatest) * (HEIGHT - 4);
    context.lineWidth = 1.25;
    context.lineJoin = "round";
    context.strokeStyle = colour;
    for (const run of runs(this.points, (point) => this.amountOf(point))) {
      const line = new Path2D();
      run.forEach(([t, value], index) => (index === 0 ? line.moveTo(x(t), y(value)) : line.lineTo(x(t), y(value))));
      const under = new Path2D(line);
      under.lineTo(x(run.at(-1)?.[0] ?? 0), HEIGHT);
      under.lineTo(x(run[0]?.[0] ?? 0), HEIGHT);
      context.fillStyle = area(colour);
      context.fill(under);
      context.stroke(line);
    }
    const value = this.amountOf(last);
    if (value !== null) {
      context.fillStyle = colour;
      context.beginPath();
      context.arc(x(last[0]), y(value), 1.75, 0, 2 * Math.PI);
      context.fill();
    }
  }

  /** The colour of the metric; amber and red where memory nears its limit, as the number beside it tells. */
  private colour(value: number | null): string {
    const share = this.metric === "memory" && this.limit > 0 && value !== null ? value / this.limit : 0;
    const { line, state: states } = palette();
    return share >= RED_FROM ? states.fail : share >= AMBER_FROM ? states.warn : line[this.metric];
  }
}

/** The stretches of points without a hole between them. */
function runs(points: readonly Point[], amountOf: (point: Point) => number | null): [t: number, value: number][][] {
  const found: [number, number][][] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const point of points) {
    const value = amountOf(point);
    if (value === null) {
      before = Number.NEGATIVE_INFINITY;
      continue;
    }
    if (point[0] - before > HOLE_AFTER_MS) {
      found.push([]);
    }
    found.at(-1)?.push([point[0], value]);
    before = point[0];
  }
  return found;
}
