import uPlot from "uplot";
import { type CpuUnit, byteMarks, byteTicks, cpuPercent, ticks } from "./model/amounts";
import type { Mark } from "./model/happenings";
import { timeMarks, timeTicks } from "./model/range";
import type { Columns } from "./model/samples";
import { area, palette } from "./palette";

export type PlotKind = "cpu" | "memory" | "processes";

/** How CPU is told, and whether the y axis reaches up to the limit. */
export interface Telling {
  unit: CpuUnit;
  cpus: number;
  toLimit: boolean;
}

export interface PlotEvents {
  /** The pointer is over that row, or over none. */
  cursor(index: number | undefined): void;
  /** A part of the time was dragged over. */
  zoom(from: number, to: number): void;
  reset(): void;
  /** A row was clicked. */
  pick(index: number): void;
}

/** Pixels of the y axis: the same for all, so that one time is at one place in all charts. */
export const AXIS_PX = 62;
export const RIGHT_PX = 8;
const TIME_AXIS_PX = 24;
const TIME_MARK_PX = 90;
const DRAG_FROM_PX = 6;
/** Over the limit there is room for its line. */
const HEADROOM = 1.08;
const DASH = [5, 3];
const DOTS = [2, 3];
const LINES = { cpu: ["cpu"], memory: ["memory", "cache"], processes: ["processes"] } as const;

/** One chart: uPlot with our axes, marks and colours. What it draws is given; it keeps nothing else. */
export class Plot {
  private readonly chart: uPlot;
  private marks: readonly Mark[] = [];
  private told: Telling = { unit: "limit", cpus: 1, toLimit: true };
  private applying = false;
  private columns: Columns | undefined;
  /** Where the y axis has its marks. */
  private levels: number[] = [0, 1];
  private pressedAt = 0;

  constructor(
    private readonly place: HTMLElement,
    readonly kind: PlotKind,
    private readonly height: number,
    private readonly withTimes: boolean,
    private readonly events: PlotEvents,
  ) {
    this.chart = new uPlot(this.options(), [[], ...LINES[kind].map(() => [])], place);
    const { over } = this.chart;
    over.addEventListener("mouseleave", () => events.cursor(undefined));
    over.addEventListener("mousedown", (event) => (this.pressedAt = event.clientX));
    over.addEventListener("click", (event) => this.clicked(event));
  }

  dispose(): void {
    this.chart.destroy();
  }

  /** Where the columns of the chart begin and end, in pixels of the page. */
  get box(): DOMRect {
    return this.chart.over.getBoundingClientRect();
  }

  show(columns: Columns, marks: readonly Mark[], from: number, to: number, told: Telling): void {
    this.marks = marks;
    this.told = told;
    this.columns = columns;
    this.applying = true;
    this.chart.batch(() => {
      this.chart.setData(this.data(columns), false);
      this.chart.setScale("x", { min: from, max: to });
    });
    this.applying = false;
  }

  /** Shows the cursor at a row without telling so; hides it where there is none. */
  pointAt(index: number | undefined): void {
    const time = index === undefined ? undefined : this.columns?.t[index];
    this.applying = true;
    const left = time === undefined ? -10 : this.chart.valToPos(time, "x");
    this.chart.setCursor({ left, top: left < 0 ? -10 : 0 });
    this.applying = false;
  }

  fit(width: number): void {
    if (width > 0 && Math.round(width) !== this.chart.width) {
      this.chart.setSize({ width: Math.round(width), height: this.height });
    }
  }

  recolour(): void {
    this.chart.redraw(false, true);
  }

  private data(columns: Columns): uPlot.AlignedData {
    if (this.kind === "cpu") {
      const { unit, cpus } = this.told;
      return [columns.t, columns.cpu.map((cores) => cpuPercent(cores, unit, cpus))];
    }
    return this.kind === "memory" ? [columns.t, columns.memory, columns.cache] : [columns.t, columns.processes];
  }

  private options(): uPlot.Options {
    return {
      width: Math.max(200, Math.round(this.place.clientWidth)),
      height: this.height,
      ms: 1,
      padding: [8, RIGHT_PX, this.withTimes ? 0 : 6, 0],
      legend: { show: false },
      cursor: this.cursor(),
      scales: { x: { time: true, auto: false }, y: { auto: true, range: (_, __, most) => this.span(most ?? 0) } },
      axes: [this.timeAxis(), this.valueAxis()],
      series: [{}, ...LINES[this.kind].map((name) => this.line(name))],
      hooks: {
        drawAxes: [() => this.drawMarks()],
        draw: [() => this.drawLimit()],
        setCursor: [(chart) => this.pointed(chart)],
        setSelect: [(chart) => this.selected(chart)],
      },
    };
  }

  private cursor(): uPlot.Cursor {
    return {
      y: false,
      drag: { x: true, y: false, setScale: false, dist: DRAG_FROM_PX, click: () => undefined },
      move: (chart, left, top) => [this.snapped(chart, left), top],
      points: {
        size: 8,
        width: 2,
        fill: (_, index) => palette().line[LINES[this.kind][index - 1] ?? "cpu"],
        stroke: () => palette().surface,
      },
      bind: {
        dblclick: () => () => {
          this.events.reset();
          return null;
        },
      },
    };
  }

  private clicked(event: MouseEvent): void {
    const { idx } = this.chart.cursor;
    if (event.detail < 2 && Math.abs(event.clientX - this.pressedAt) < DRAG_FROM_PX && idx !== null && idx !== undefined) {
      this.events.pick(idx);
    }
  }

  private snapped(chart: uPlot, left: number): number {
    const time = left < 0 ? undefined : chart.data[0]?.[chart.posToIdx(left)];
    return time === undefined || this.applying ? left : Math.max(0, chart.valToPos(time, "x"));
  }

  private line(name: "cpu" | "memory" | "cache" | "processes"): uPlot.Series {
    const base: uPlot.Series = {
      scale: "y",
      width: 1.5,
      stroke: () => palette().line[name],
      points: { show: (chart, _, first, last) => isLonely(chart, first, last), size: 4 },
    };
    return name === "cache" ? { ...base, dash: DASH } : { ...base, fill: () => area(palette().line[name]) };
  }

  /** From 0 to the first mark above everything, the limit too if it is to be seen. */
  private span(most: number): [number, number] {
    const greatest = Math.max(most, this.told.toLimit ? this.limit() : 0);
    this.levels = this.kind === "memory" ? byteTicks(greatest) : ticks(greatest, 1, this.kind === "processes");
    return [0, Math.max(this.levels.at(-1) ?? 1, greatest * HEADROOM)];
  }

  /** The greatest limit of what is shown, in the unit of the axis; 0 where there is none. */
  private limit(): number {
    if (this.kind === "cpu") {
      return cpuPercent(this.told.cpus, this.told.unit, this.told.cpus) ?? 0;
    }
    return this.kind === "memory" ? (this.columns?.limit ?? []).reduce((one: number, other) => Math.max(one, other ?? 0), 0) : 0;
  }

  private valueAxis(): uPlot.Axis {
    return {
      ...this.axis(AXIS_PX),
      splits: () => this.levels,
      values: (_, marks) =>
        this.kind === "memory"
          ? byteMarks(marks)
          : marks.map((mark) => mark.toLocaleString("en") + (this.kind === "cpu" ? " %" : "")),
      gap: 8,
    };
  }

  private timeAxis(): uPlot.Axis {
    return {
      ...this.axis(TIME_AXIS_PX),
      show: this.withTimes,
      grid: { show: false },
      splits: (chart, _, from, to) => timeTicks(from, to, Math.max(2, chart.over.clientWidth / TIME_MARK_PX)),
      values: (_, marks) => timeMarks(marks),
      gap: 6,
    };
  }

  private axis(size: number): uPlot.Axis {
    return {
      size,
      font: palette().font,
      stroke: () => palette().text,
      grid: { stroke: () => palette().grid, width: 1 },
      ticks: { show: false },
    };
  }

  private pointed(chart: uPlot): void {
    if (!this.applying) {
      const { idx, left } = chart.cursor;
      this.events.cursor(left === undefined || left < 0 || idx === null ? undefined : idx);
    }
  }

  private selected(chart: uPlot): void {
    const { left, width } = chart.select;
    if (width >= DRAG_FROM_PX) {
      const [from, to] = [chart.posToVal(left, "x"), chart.posToVal(left + width, "x")];
      chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
      this.events.zoom(from, to);
    }
  }

  /** A dotted line through the chart for each mark. */
  private drawMarks(): void {
    for (const mark of this.marks) {
      this.stroke(palette().state[mark.state], DOTS, (context, { left, top, width, height }) => {
        const x = Math.round(this.chart.valToPos(mark.t, "x", true)) + 0.5;
        if (x >= left && x <= left + width) {
          context.moveTo(x, top);
          context.lineTo(x, top + height);
        }
      });
    }
  }

  /** The limit goes through holes: it holds also where nothing is measured. */
  private drawLimit(): void {
    const limit = this.limit();
    if (limit > 0 && limit <= (this.chart.scales["y"]?.max ?? 0)) {
      this.stroke(palette().line.limit, DASH, (context, { left, width }) => {
        const y = Math.round(this.chart.valToPos(limit, "y", true)) + 0.5;
        context.moveTo(left, y);
        context.lineTo(left + width, y);
      });
    }
  }

  private stroke(
    colour: string,
    dash: readonly number[],
    path: (context: CanvasRenderingContext2D, box: uPlot.BBox) => void,
  ): void {
    const { ctx, bbox } = this.chart;
    ctx.save();
    ctx.beginPath();
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1.25 * devicePixelRatio;
    ctx.setLineDash(dash.map((length) => length * devicePixelRatio));
    path(ctx, bbox);
    ctx.stroke();
    ctx.restore();
  }
}

/** Few samples have points, or one between two holes would not be seen. */
function isLonely(chart: uPlot, first: number, last: number): boolean {
  return last - first < 2 || chart.data[0].length < 3;
}
