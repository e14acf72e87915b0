import { type Columns, HOLE_AFTER_MS, type Sample, VALUES, fold, noColumns } from "./samples";

/** However long a chart stays open, it keeps no more rows than this; the oldest go first. */
export const MOST_ROWS = 10_000;

/** Rows that left the range are cut off when there are so many of them: cutting costs a copy. */
const CUT_AT = 256;

/**
 * The rows a chart draws: a history that came at once, and samples that follow it.
 *
 * Where one row of the history stands for more time than a sample does, the samples that follow are folded into rows of
 * that width too, so the number of rows depends on the width of the chart and not on how long it is open.
 */
export class Series {
  private rows: Columns = noColumns();
  private stepMs = 0;
  /** The samples of the stretch that is not full yet; the last rows are these. */
  private open: Sample[] = [];

  get columns(): Columns {
    return this.rows;
  }

  get length(): number {
    return this.rows.t.length;
  }

  /** When the newest sample was taken; 0 if there is none. */
  get newest(): number {
    return this.rows.t.at(-1) ?? 0;
  }

  /** @param stepMs the time two rows stand for; 0 where each row is a sample */
  replace(history: Columns, stepMs: number): void {
    this.rows = history;
    this.stepMs = stepMs;
    this.open = [];
  }

  /** Takes a sample that follows; one that is not newer than the newest is known already. */
  append(sample: Sample): void {
    const before = this.newest;
    if (sample.t <= before) {
      return;
    }
    const hole = before > 0 && sample.t - before > Math.max(HOLE_AFTER_MS, this.stepMs);
    if (hole) {
      this.close();
      this.pushHole(before + 1);
    }
    const first = this.open[0];
    if (this.stepMs > 0 && first !== undefined && this.stretch(sample.t) !== this.stretch(first.t)) {
      this.close();
    }
    if (this.stepMs > 0) {
      this.open.push(sample);
    }
    this.push(sample);
    this.keep(this.length - MOST_ROWS);
  }

  /** Lets go of what is older than the time. */
  cut(from: number): void {
    const stale = this.rows.t.findIndex((t) => t >= from);
    if (stale >= CUT_AT) {
      this.keep(stale);
    }
  }

  /** The last row at or before the time that is no hole; undefined where there is none. */
  indexAt(time: number): number | undefined {
    const { t, memory } = this.rows;
    let low = 0;
    let high = t.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((t[middle] as number) <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    let index = low - 1;
    while (index >= 0 && memory[index] === null) {
      index -= 1;
    }
    return index < 0 ? undefined : index;
  }

  private stretch(time: number): number {
    return Math.floor(time / this.stepMs);
  }

  private close(): void {
    if (this.open.length > 2) {
      const rows = fold(this.open);
      this.shorten(this.length - this.open.length);
      rows.forEach((row) => this.push(row));
    }
    this.open = [];
  }

  private push(sample: Sample): void {
    this.rows.t.push(sample.t);
    VALUES.forEach((value) => this.rows[value].push(sample[value]));
  }

  private pushHole(time: number): void {
    this.rows.t.push(time);
    VALUES.forEach((value) => this.rows[value].push(null));
  }

  private shorten(length: number): void {
    this.rows.t.length = length;
    VALUES.forEach((value) => (this.rows[value].length = length));
  }

  private keep(from: number): void {
    if (from > 0) {
      this.rows.t = this.rows.t.slice(from);
      VALUES.forEach((value) => (this.rows[value] = this.rows[value].slice(from)));
    }
  }
}
