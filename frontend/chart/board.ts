import type { Mark } from "./model/happenings";
import type { Columns } from "./model/samples";
import { AXIS_PX, Plot, type PlotKind, RIGHT_PX, type Telling } from "./plot";

export interface BoardEvents {
  cursor(index: number | undefined): void;
  zoom(from: number, to: number): void;
  reset(): void;
  pick(index: number): void;
}

/** From this width of the window on there are two columns of charts. */
export const TWO_COLUMNS = "(min-width: 1920px)";

const KINDS: readonly PlotKind[] = ["cpu", "memory", "processes"];
const HEIGHTS = { cpu: 172, memory: 192, processes: 136 } as const;
/** In two columns memory stands beside the two others. */
const TALL_MEMORY = 337;
const TIME_AXIS = 24;

/** All charts with one cursor: the one under the pointer leads, the others follow. */
export class Board {
  private plots: Plot[] = [];
  private watching: ResizeObserver | undefined;
  private frame = 0;

  /**
   * @param placeOf finds where a chart goes
   * @param sized told when the width has changed
   */
  constructor(
    private readonly placeOf: (kind: PlotKind) => HTMLElement,
    private readonly events: BoardEvents,
    private readonly sized: () => void,
  ) {}

  build(twoColumns: boolean): void {
    this.dispose();
    this.plots = KINDS.map((kind) => {
      const withTimes = kind === "processes" || (twoColumns && kind === "memory");
      const height = (twoColumns && kind === "memory" ? TALL_MEMORY : HEIGHTS[kind]) + (withTimes ? TIME_AXIS : 0);
      const plot: Plot = new Plot(this.placeOf(kind), kind, height, withTimes, {
        ...this.events,
        cursor: (index) => {
          this.pointAt(index, plot);
          this.events.cursor(index);
        },
      });
      return plot;
    });
    this.watching = new ResizeObserver(() => this.fitSoon());
    this.plots.forEach(({ kind }) => this.watching?.observe(this.placeOf(kind)));
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    this.watching?.disconnect();
    this.plots.forEach((plot) => plot.dispose());
    this.plots = [];
  }

  get isBuilt(): boolean {
    return this.plots.length > 0;
  }

  /** How many pixels of width the lines have. */
  get width(): number {
    const place = this.isBuilt ? this.placeOf("cpu").clientWidth : 0;
    return Math.max(0, place - AXIS_PX - RIGHT_PX);
  }

  /** Where the lines of a chart are on the page; for what floats over them. */
  boxOf(kind: PlotKind): DOMRect | undefined {
    return this.plots.find((plot) => plot.kind === kind)?.box;
  }

  show(columns: Columns, marks: readonly Mark[], from: number, to: number, told: Telling): void {
    this.plots.forEach((plot) => plot.show(columns, marks, from, to, told));
  }

  pointAt(index: number | undefined, but?: Plot): void {
    this.plots.filter((plot) => plot !== but).forEach((plot) => plot.pointAt(index));
  }

  recolour(): void {
    this.plots.forEach((plot) => plot.recolour());
  }

  /** Many steps of one resize are one drawing. */
  private fitSoon(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      this.plots.forEach((plot) => plot.fit(this.placeOf(plot.kind).clientWidth));
      this.sized();
    });
  }
}
