import { Level, judge } from "./levels";
import type { LineRow, Row } from "./row";
import type { LogRows } from "./rows";
import { type Matcher, matcher } from "./search";

export type Streams = "both" | "stdout" | "stderr";

/** What of the rows is shown. */
export interface Filter {
  search: string;
  isPattern: boolean;
  onlyHits: boolean;
  /** Lines shown before and after a hit, where only hits are shown. */
  context: number;
  streams: Streams;
  /** Lines below are not shown; {@link Level.NONE} shows all. */
  level: Level;
}

/** Searching goes on in the next frame after so many milliseconds. */
const SEARCH_BUDGET_MS = 24;
const LOOK_AT_CLOCK = 128;

/** The rows that a filter lets through, and where the search hits. */
export class LogView {
  shown: readonly Row[] = [];
  hits: readonly LineRow[] = [];
  /** Rows with others left out before them. */
  breaks: ReadonlySet<Row> = new Set();
  /** What is wrong with the search; empty for nothing. */
  fault = "";
  find: Matcher | undefined;
  private filter: Filter = { search: "", isPattern: false, onlyHits: false, context: 0, streams: "both", level: Level.NONE };
  private generation = 0;

  constructor(private readonly rows: LogRows) {}

  /** Which search the marks of a row belong to. */
  get search(): number {
    return this.generation;
  }

  get isFiltered(): boolean {
    const { onlyHits, streams, level } = this.filter;
    return (onlyHits && this.find !== undefined) || streams !== "both" || level > Level.TRACE;
  }

  set(filter: Filter): void {
    if (filter.search !== this.filter.search || filter.isPattern !== this.filter.isPattern) {
      const found = matcher(filter.search, filter.isPattern);
      this.fault = typeof found === "string" ? found : "";
      this.find = typeof found === "string" ? undefined : found;
      this.generation += 1;
    }
    this.filter = { ...filter };
  }

  /**
   * Looks at all rows again.
   *
   * @param now of `performance.now()`, when this began
   * @returns false if there was no time to search them all: it is to be called again
   */
  refresh(now: () => number): boolean {
    const all = this.rows.rows;
    this.breaks = NO_ROWS;
    const isDone = this.find === undefined || this.searchAll(all, this.find, now);
    if (!this.isFiltered) {
      this.shown = all;
      this.hits = this.find === undefined ? NO_HITS : (all.filter((row) => row.kind === "line" && this.isHit(row)) as LineRow[]);
      return isDone;
    }
    const passing = all.filter((row) => this.passes(row));
    this.hits = this.find === undefined ? NO_HITS : (passing.filter((row) => row.kind === "line" && this.isHit(row)) as LineRow[]);
    this.shown = this.filter.onlyHits && this.find !== undefined ? this.around(passing) : passing;
    return isDone;
  }

  isHit(row: LineRow): boolean {
    return row.searched === this.generation && row.isHit;
  }

  private searchAll(all: readonly Row[], find: Matcher, now: () => number): boolean {
    const end = now() + SEARCH_BUDGET_MS;
    let searched = 0;
    for (let i = all.length - 1; i >= 0; i -= 1) {
      const row = all[i]!;
      if (row.kind === "line" && row.searched !== this.generation) {
        row.searched = this.generation;
        row.isHit = find.test(row.text);
        searched += 1;
        if (searched % LOOK_AT_CLOCK === 0 && now() > end) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether a line that is not among the rows would be a hit. */
  lets(text: string, isErr: boolean): boolean {
    return this.find?.test(text) === true && this.isShown(isErr, judge(text).level);
  }

  /** Whether lines of this output that have no end yet are shown: search and levels do not look at them. */
  letsOpen(isErr: boolean): boolean {
    const { onlyHits, streams, level } = this.filter;
    return (streams === "both" || (streams === "stderr") === isErr) && !(onlyHits && this.find !== undefined) && level <= Level.TRACE;
  }

  private passes(row: Row): boolean {
    return row.kind !== "line" || this.isShown(row.isErr, row.level);
  }

  private isShown(isErr: boolean, of: Level): boolean {
    const { streams, level } = this.filter;
    return (streams === "both" || (streams === "stderr") === isErr) && (of === Level.NONE ? Level.INFO : of) >= level;
  }

  private around(passing: readonly Row[]): Row[] {
    const { context } = this.filter;
    const shown: Row[] = [];
    const breaks = new Set<Row>();
    let next = 0;
    let last = -1;
    const add = (index: number) => {
      if (last >= 0 && index > last + 1) {
        breaks.add(passing[index]!);
      }
      shown.push(passing[index]!);
      last = index;
    };
    passing.forEach((row, index) => {
      if (row.kind !== "line" || this.isHit(row)) {
        const reach = row.kind === "line" ? context : 0;
        for (let i = Math.max(next, index - reach); i <= Math.min(passing.length - 1, index + reach); i += 1) {
          if (i >= next) {
            add(i);
            next = i + 1;
          }
        }
      }
    });
    this.breaks = breaks;
    return shown;
  }
}

const NO_ROWS: ReadonlySet<Row> = new Set();
const NO_HITS: readonly LineRow[] = [];
