import type { Series } from "./model/series";
import type { TimeKey } from "./parts/time-cursor";

/** A click may be the first half of a double click, which resets. */
const DOUBLE_CLICK_MS = 250;

/** The one cursor over all charts: which row it is at, and what a click, a finger or a key does with it. */
export class Cursor {
  /** The row; undefined where there is no cursor. */
  index: number | undefined;
  /** The values stand still beside it: a finger put it there. */
  pinned = false;
  private touched = false;
  private picking: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param picked told when the logs of a time are wanted
   * @param moved told after each move
   */
  constructor(
    private readonly series: () => Series | undefined,
    private readonly picked: (time: number) => void,
    private readonly moved: (index: number | undefined) => void,
  ) {}

  get time(): number | undefined {
    return this.timeOf(this.index);
  }

  private timeOf(index: number | undefined): number | undefined {
    return index === undefined ? undefined : this.series()?.columns.t[index];
  }

  /** The pointer is there. */
  point(index: number | undefined): void {
    if (!this.pinned && this.index !== index) {
      this.index = index;
      this.moved(index);
    }
  }

  /** A finger first shows the values, and a button beside them leads to the logs; a click leads there at once. */
  click(index: number, mayReset: boolean): void {
    clearTimeout(this.picking);
    if (this.touched) {
      this.pinned = true;
      this.set(index);
    } else {
      const time = this.timeOf(index); // other rows may have come until then
      this.picking = setTimeout(() => this.pick(time), mayReset ? DOUBLE_CLICK_MS : 0);
    }
  }

  /** A press somewhere; one beside the pinned values lets go of them. */
  touch(event: PointerEvent, tip: EventTarget | null): void {
    this.touched = event.pointerType === "touch";
    if (this.pinned && (tip === null || !event.composedPath().includes(tip))) {
      this.leave();
    }
  }

  press(key: TimeKey, shown: { from: number; to: number }): void {
    if (key.kind === "move") {
      this.move(key.by, key.to, shown);
    } else if (key.kind === "pick") {
      this.pick(this.time);
    } else if (key.kind === "leave") {
      this.leave();
    }
  }

  leave(): void {
    clearTimeout(this.picking);
    this.forget();
  }

  /** The rows are others now; a click that may be the first half of a double click still counts. */
  forget(): void {
    this.pinned = false;
    if (this.index !== undefined) {
      this.set(undefined);
    }
  }

  /** Rows went away at the start (a negative number), or came there. */
  shift(by: number): void {
    if (this.index !== undefined) {
      this.index = Math.max(0, this.index + by);
    }
  }

  private move(by: number, to: "first" | "last" | undefined, shown: { from: number; to: number }): void {
    const series = this.series();
    const last = series?.indexAt(shown.to);
    if (series === undefined || last === undefined) {
      return;
    }
    const { t, memory } = series.columns;
    const first = t.findIndex((time) => time >= shown.from);
    const start = to === "first" ? first : to === "last" || this.index === undefined ? last : this.index + by;
    let next = Math.min(last, Math.max(first, start));
    while (next > first && next < last && memory[next] === null) {
      next += by < 0 ? -1 : 1; // Over a hole.
    }
    this.set(next);
  }

  private set(index: number | undefined): void {
    this.index = index;
    this.moved(index);
  }

  private pick(time: number | undefined): void {
    if (time !== undefined) {
      this.picked(time);
    }
  }
}
