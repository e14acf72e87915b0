import { LitElement, type PropertyValues, html, nothing, unsafeCSS } from "lit";
import { customElement, property, query, queryAll, state } from "lit/decorators.js";
import uplotStyles from "uplot/dist/uPlot.min.css";
import { controls } from "../theme/controls";
import { Board, TWO_COLUMNS } from "./board";
import { Cursor } from "./cursor";
import { Feed } from "./feed";
import { type TimeKey } from "./parts/time-cursor";
import "./parts/metrics-tools";
import { chartsView, tableView } from "./charts-view";
import { metricsStyles } from "./metrics-styles";
import type { CpuUnit } from "./model/amounts";
import { type Range, between, bounds, formatRange, parseRange, zoomed } from "./model/range";
import { csv, tableRows } from "./model/rows";
import { type Columns, noColumns } from "./model/samples";
import { onPaletteChange } from "./palette";
import type { CoredeckCursorTip } from "./parts/cursor-tip";
import type { PlotKind } from "./plot";
import { Steps } from "./steps";

/** While no sample comes the charts step on as if one had come. */
const STEP_MS = 2_000;
/** Charts that differ by less ask for the same. */
const COLUMNS_STEP_PX = 200;
const KEY_ZOOM = 0.5;

/**
 * What one container used: CPU, memory and processes on one time axis, with what happened to it.
 *
 * The numbers come over one socket by themselves; the page only names the container. The element may be moved in the
 * page: it lets go only when it is still outside after the current task.
 *
 * @fires pick with {second}: milliseconds since 1970 of the second whose logs are wanted
 * @fires range-change with {range}: the text for the attribute `range`, for the page's address
 */
@customElement("coredeck-metrics")
export class CoredeckMetrics extends LitElement {
  static override styles = [unsafeCSS(uplotStyles), controls, metricsStyles];

  /** Where the numbers come from, relative to the page's address. */
  @property() accessor src = "live/stats";
  @property() accessor container = "";
  /** Cores the container may use. */
  @property({ type: Number }) accessor cpus = 1;
  /** `15m`, `1h`, `6h`, `24h`, or `FROM-TO` in milliseconds since 1970. */
  @property() accessor range = "";
  /** How CPU is told. */
  @property() accessor unit: CpuUnit = "limit";

  @state() private accessor shown: Range = parseRange("");
  @state() private accessor toLimit = true;
  @state() private accessor table: ReturnType<typeof tableRows> | undefined;
  @query(".board") private accessor boardPlace!: HTMLElement;
  @query("coredeck-cursor-tip") private accessor tip!: CoredeckCursorTip | null;
  @queryAll(".plot") private accessor places!: NodeListOf<HTMLElement>;

  private feed: Feed | undefined;
  private home: Range = parseRange("");
  private readonly board = new Board(
    (kind) => this.placeOf(kind),
    {
      cursor: (index) => this.cursor.point(index),
      zoom: (from, to) => this.show(between(from, to)),
      reset: () => this.reset(),
      pick: (index) => this.cursor.click(index, this.shown.kind === "fixed"),
    },
    () => this.steps.soon(),
  );
  private readonly cursor = new Cursor(
    () => this.feed?.series,
    (time) => this.pick(time),
    (index) => {
      this.board.pointAt(index);
      this.requestUpdate();
    },
  );
  private readonly twoColumns = matchMedia(TWO_COLUMNS);
  private readonly relaid = (): void => this.rebuild();
  private endPalette: (() => void) | undefined;
  private readonly steps = new Steps(
    STEP_MS,
    () => this.draw(),
    () => this.shown.kind === "last",
  );

  /** The rows that are drawn: for tests. */
  get columns(): Columns {
    return this.feed?.series.columns ?? noColumns();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) {
      this.begin();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    setTimeout(() => {
      if (!this.isConnected) {
        this.end();
      }
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("range")) {
      this.shown = parseRange(this.range);
      this.home = this.shown.kind === "last" ? this.shown : this.home;
    }
  }

  protected override firstUpdated(): void {
    this.begin();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("container") || changed.has("src")) {
      this.follow();
    } else if (changed.has("range")) {
      this.ask();
    }
    this.tip?.placeBeside(this.cursor.time, this.bounds(), this.board.boxOf("cpu"), this.boardPlace);
    if (changed.has("cpus") || changed.has("unit") || (changed as Map<string, unknown>).has("toLimit")) {
      this.steps.soon();
    }
  }

  private begin(): void {
    if (this.endPalette !== undefined) {
      return;
    }
    this.endPalette = onPaletteChange(() => this.board.recolour());
    this.twoColumns.addEventListener("change", this.relaid);
    this.steps.start();
    this.rebuild();
    void document.fonts.ready.then(() => this.board.recolour());
    this.follow();
  }

  private end(): void {
    this.feed?.end();
    this.feed = undefined;
    this.board.dispose();
    this.endPalette?.();
    this.endPalette = undefined;
    this.twoColumns.removeEventListener("change", this.relaid);
    this.steps.stop();
    this.cursor.leave();
  }

  private rebuild(): void {
    this.board.build(this.twoColumns.matches);
    this.steps.soon();
  }

  private follow(): void {
    if (!this.board.isBuilt || (this.feed?.container === this.container && this.feed.src === this.src)) {
      return;
    }
    this.feed?.end();
    this.feed = undefined;
    this.cursor.leave();
    if (this.container !== "") {
      this.feed = new Feed(this.src, this.container, (whole) => this.fed(whole));
      this.ask();
    }
  }

  private ask(): void {
    const columns = Math.ceil(Math.max(1, this.board.width) / COLUMNS_STEP_PX) * COLUMNS_STEP_PX;
    this.feed?.ask(this.shown, columns);
    this.steps.soon();
  }

  private fed(whole: boolean): void {
    if (whole) {
      this.cursor.forget();
    }
    this.steps.soon();
  }

  private draw(): boolean {
    const { feed } = this;
    if (feed === undefined || !this.board.isBuilt) {
      return false;
    }
    const before = feed.series.length;
    feed.cut(this.shown);
    this.cursor.shift(feed.series.length - before);
    const { from, to } = this.bounds();
    this.board.show(feed.series.columns, feed.marks, from, to, this.telling);
    this.board.pointAt(this.cursor.index);
    this.requestUpdate();
    return true;
  }

  private get telling() {
    return { unit: this.unit, cpus: this.cpus, toLimit: this.toLimit };
  }

  private now(): number {
    return this.feed?.now() ?? Date.now();
  }

  private bounds(): { from: number; to: number } {
    return bounds(this.shown, this.now());
  }

  private placeOf(kind: PlotKind): HTMLElement {
    return [...this.places].find(({ dataset }) => dataset["kind"] === kind) as HTMLElement;
  }

  /** Shows another part of the time, and tells the page so. */
  private show(range: Range): void {
    this.cursor.leave();
    if (range.kind === "last") {
      this.home = range;
    }
    this.range = formatRange(range);
    this.dispatchEvent(new CustomEvent("range-change", { detail: { range: this.range }, bubbles: true, composed: true }));
  }

  private reset(): void {
    if (this.shown.kind === "fixed") {
      this.show(this.home);
    }
  }

  private zoomBy(factor: number): void {
    const { from, to } = this.bounds();
    this.show(zoomed(this.shown, this.now(), this.cursor.time ?? (from + to) / 2, factor));
  }

  private pressed(key: TimeKey): void {
    if (key.kind === "zoom") {
      this.zoomBy(key.near ? KEY_ZOOM : 1 / KEY_ZOOM);
    } else if (key.kind === "reset") {
      this.reset();
    } else {
      this.cursor.press(key, this.bounds());
    }
  }

  private toggleTable(open: boolean): void {
    const { from, to } = this.bounds();
    this.table = open && this.feed !== undefined
      ? tableRows(this.feed.series.columns, this.feed.marks, from, to, { unit: this.unit, cpus: this.cpus })
      : undefined;
  }

  private csvText(): string {
    const { from, to } = this.bounds();
    return this.feed === undefined ? "" : csv(this.feed.series.columns, this.feed.marks, from, to);
  }

  protected override render() {
    const { feed, table } = this;
    return html`<coredeck-metrics-tools
        .range=${this.shown}
        .now=${this.now()}
        .oldest=${feed?.oldest ?? null}
        .line=${feed?.line ?? NO_LINE}
        .newest=${feed?.series.newest ?? 0}
        .unit=${this.unit}
        .toLimit=${this.toLimit}
        .table=${table !== undefined}
        .csv=${() => this.csvText()}
        .name=${this.container}
        @range-pick=${(event: CustomEvent<Range>) => this.show(event.detail)}
        @back=${() => this.reset()}
        @retry=${() => feed?.retryNow()}
        @unit-pick=${(event: CustomEvent<CpuUnit>) => (this.unit = event.detail)}
        @limit-pick=${(event: CustomEvent<boolean>) => (this.toLimit = event.detail)}
        @table-pick=${(event: CustomEvent<boolean>) => this.toggleTable(event.detail)}
      ></coredeck-metrics-tools>
      <div class="card">
        ${chartsView({
          feed,
          cursor: this.cursor,
          telling: this.telling,
          width: this.board.width,
          ...this.bounds(),
          touched: (event) => this.cursor.touch(event, this.tip),
          pressed: (key) => this.pressed(key),
          pick: (time) => this.pick(time),
        })}
      </div>
      ${table === undefined ? nothing : tableView(table, this.unit, () => this.toggleTable(true))}`;
  }

  private pick(time: number): void {
    const second = Math.floor(time / 1000) * 1000;
    this.dispatchEvent(new CustomEvent("pick", { detail: { second }, bubbles: true, composed: true }));
  }
}

const NO_LINE = { kind: "connecting", since: 0, retryAt: 0 } as const;
