import { Level } from "./levels";

/** How many lines of three kinds: usual ones, warnings, errors. */
export type Count = [usual: number, warnings: number, errors: number];

export interface Bar {
  from: number;
  to: number;
  count: Count;
}

/** Seconds remembered; of what is older the counts are forgotten. */
const MOST_SECONDS = 7_200;
/** A short log is drawn at the right end of so many bars. */
const FEWEST_BARS = 60;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

/** Lines per second and kind, also of lines the page has dropped. */
export class Counts {
  private readonly seconds = new Map<number, Count>();
  private oldest = Number.POSITIVE_INFINITY;
  private newest = Number.NEGATIVE_INFINITY;

  add(millis: number, level: Level): void {
    const second = Math.floor(millis / 1000);
    let count = this.seconds.get(second);
    if (count === undefined) {
      count = [0, 0, 0];
      this.seconds.set(second, count);
      this.oldest = Math.min(this.oldest, second);
      this.newest = Math.max(this.newest, second);
      if (this.newest - this.oldest > MOST_SECONDS) {
        this.forget(this.newest - MOST_SECONDS);
      }
    }
    count[level >= Level.ERROR ? 2 : level === Level.WARN ? 1 : 0] += 1;
  }

  clear(): void {
    this.seconds.clear();
    this.oldest = Number.POSITIVE_INFINITY;
    this.newest = Number.NEGATIVE_INFINITY;
  }

  private forget(before: number): void {
    for (const second of this.seconds.keys()) {
      if (second < before) {
        this.seconds.delete(second);
      }
    }
    this.oldest = before;
  }

  /** All counts in at most so many bars, each as many seconds long; none while nothing was counted. */
  bars(most: number): Bar[] {
    if (this.seconds.size === 0 || most < 1) {
      return [];
    }
    const span = this.newest - this.oldest + 1;
    const step = STEPS.find((seconds) => span / seconds < most - 1) ?? Math.ceil(span / Math.max(1, most - 1));
    const last = Math.floor(this.newest / step);
    const first = Math.max(last - most + 1, Math.min(Math.floor(this.oldest / step), last - Math.min(most, FEWEST_BARS) + 1));
    const bars: Bar[] = [];
    for (let bar = first; bar <= last; bar += 1) {
      bars.push({ from: bar * step * 1000, to: (bar + 1) * step * 1000, count: [0, 0, 0] });
    }
    for (const [second, count] of this.seconds) {
      const bar = bars[Math.floor(second / step) - first];
      bar?.count.forEach((_, kind) => (bar.count[kind as 0 | 1 | 2] += count[kind as 0 | 1 | 2]));
    }
    return bars;
  }
}
