import { Counts } from "./counts";
import { LoadedRows } from "./loaded";
import { type GapRow, type Head, type LineRow, type Raw, type Row, numberOf } from "./row";
import { RowMaker } from "./row-maker";
import { dropSurplus } from "./surplus";

/** What is known of the log of one container. */
interface Log {
  readonly container: string;
  run: number;
  /** Everything up to this number is accounted for. */
  end: number;
  /** The lowest number this page has ever had. */
  lowest: number;
  order: number;
  head: Head | undefined;
  /** The newest lines of stdout and stderr, which may go on. */
  last: [LineRow | undefined, LineRow | undefined];
  /** The gap after which nothing came yet. */
  gap: GapRow | undefined;
}

/** The rows of a page, in the order of their times; each container's numbers without a hole between its rows. */
export class LogRows {
  rows: Row[] = [];
  readonly counts = new Counts();
  /** Lines that came, all told. */
  taken = 0;
  private readonly logs = new Map<string, Log>();
  private readonly maker: RowMaker;
  private readonly loaded: LoadedRows;

  /** @param heightOf how high a row is drawn */
  constructor(heightOf: (row: Row) => number) {
    this.maker = new RowMaker(heightOf);
    this.loaded = new LoadedRows(this.maker, this.counts);
  }

  private log(container: string): Log {
    let log = this.logs.get(container);
    if (log === undefined) {
      log = { container, run: 1, order: 0, end: -1, ...nothingKnown() };
      this.logs.set(container, log);
    }
    return log;
  }

  clear(): void {
    this.maker.letGo(this.rows);
    this.rows = [];
    this.logs.clear();
    this.counts.clear();
    this.taken = 0;
  }

  /** The number after which the page wants lines, when it comes back; undefined if it has none. */
  endOf(container: string): number | undefined {
    const end = this.logs.get(container)?.end ?? -1;
    return end < 0 ? undefined : end;
  }

  /** Lines that came or were announced, of all containers. */
  get announced(): number {
    return [...this.logs.values()].reduce((sum, log) => sum + Math.max(0, log.end), 0);
  }

  headOf(container: string): Head | undefined {
    return this.logs.get(container)?.head;
  }

  setHead(container: string, head: Head): void {
    const log = this.log(container);
    log.head = head;
    if (head.last === 0 && log.end < 0) {
      log.end = 0;
    }
  }

  /** New lines, with rising numbers; those the page has already are left out. */
  take(container: string, raws: readonly Raw[]): void {
    const log = this.log(container);
    const from = this.rows.length;
    for (const raw of raws) {
      if (raw[0] <= log.end) {
        continue;
      }
      if (log.end >= 0 && raw[0] > log.end + 1) {
        this.openGap(log, log.end + 1, raw[0] - 1, true);
      }
      this.takeOne(log, raw);
    }
    this.settle(from);
  }

  private takeOne(log: Log, raw: Raw): void {
    const [number, millis] = raw;
    log.end = number;
    log.lowest = Math.min(log.lowest, number);
    log.order = Math.max(log.order, millis);
    if (log.gap !== undefined) {
      log.gap.until = millis;
      log.gap = undefined;
    }
    this.taken += 1;
    const output = RowMaker.isErr(raw) ? 1 : 0;
    const before = log.last[output];
    if (this.maker.takesMore(before)) {
      this.maker.lengthen(before, raw);
      return;
    }
    const row = this.maker.line(log, raw, before);
    log.last[output] = row;
    this.rows.push(row);
    this.counts.add(row.millis, row.level);
  }

  /** A gap behind all rows; the next line says when it ends. */
  private openGap(log: Log, from: number, to: number, lost: boolean): void {
    log.gap = this.maker.gap(log, { from, to, lost, seen: false, since: log.order, until: 0 });
    this.rows.push(log.gap);
  }

  /** The server leaves lines out. */
  gap(container: string, from: number, to: number, lost: boolean): void {
    const log = this.log(container);
    const begin = Math.max(from, log.end + 1);
    log.last = [undefined, undefined];
    if (begin <= to) {
      const isBeginning = log.end < 0;
      log.end = to;
      if (!isBeginning) {
        this.openGap(log, begin, to, lost);
        this.settle(this.rows.length - 1);
      }
    }
  }

  /** The container's numbers begin anew. */
  restarted(container: string): void {
    const log = this.log(container);
    this.rows.push(this.maker.note(log));
    Object.assign(log, { run: log.run + 1, end: 0, ...nothingKnown() });
    this.settle(this.rows.length - 1);
  }

  /** Lines that were asked for: everything the server has of these numbers; what is not among them is lost. */
  insert(container: string, from: number, to: number, raws: readonly Raw[]): void {
    const log = this.log(container);
    const isOurs = (row: Row) => row.container === container && row.run === log.run;
    const first = this.rows.findIndex((row) => isOurs(row) && row.kind !== "note");
    this.insertBefore(first, log, from, to, raws);
    for (let i = this.rows.length - 1; i >= 0; i -= 1) {
      const row = this.rows[i]!;
      if (row.kind === "gap" && !row.lost && isOurs(row) && row.from <= to && row.to >= from) {
        this.rows.splice(i, 1, ...this.loaded.instead(row, from, to, raws));
      }
    }
    this.settle(0);
  }

  /** @param first where the container's first row is; -1 for none */
  private insertBefore(first: number, log: Log, from: number, to: number, raws: readonly Raw[]): void {
    const lowest = first < 0 ? log.end + 1 : numberOf(this.rows[first]!);
    if (from >= lowest) {
      return;
    }
    const at = first < 0 ? this.rows.length : first;
    const order = this.rows[at]?.order ?? log.order;
    const { container, run } = log;
    const place = { container, run, order, since: 0, until: order };
    const added = this.loaded.cover(place, from, Math.min(to, lowest - 1), raws, from < log.lowest);
    if (to < lowest - 1) {
      const since = raws.at(-1)?.[1] ?? 0;
      added.push(this.maker.gap(place, { from: to + 1, to: lowest - 1, lost: false, seen: false, since, until: order }));
    }
    this.rows.splice(at, 0, ...added);
    log.lowest = Math.min(log.lowest, from);
  }

  /** Puts rows of several containers in order; those of one stay as they are. */
  private settle(from: number): void {
    if (this.logs.size < 2) {
      return;
    }
    for (let i = Math.max(1, from); i < this.rows.length; i += 1) {
      if (this.rows[i - 1]!.order > this.rows[i]!.order) {
        this.rows.sort((a, b) => a.order - b.order);
        return;
      }
    }
  }

  /**
   * Drops rows where there are too many.
   *
   * @param reading index of the row being read, around which rows stay; -1 drops the oldest
   */
  trim(reading: number): void {
    dropSurplus(this.rows, reading, this.maker, this.logs.size);
  }

  /** What stands before the first row: lines that can be loaded, and lines nobody has any more. */
  before(container: string): { from: number; to: number; lost: number } {
    const log = this.logs.get(container);
    const head = log?.head;
    if (log === undefined || head === undefined || head.last === 0) {
      return { from: 1, to: 0, lost: 0 };
    }
    const first = this.rows.find((row) => row.container === container && row.run === log.run && row.kind !== "note");
    const lowest = first === undefined ? log.end + 1 : numberOf(first);
    return { from: head.first === 0 ? lowest : head.first, to: lowest - 1, lost: Math.min(lowest, head.first || lowest) - 1 };
  }

  /** All heights are measured anew: the width or the letters have changed. */
  resize(): void {
    for (const row of this.rows) {
      this.maker.sized(row);
    }
  }
}

/** As it is before anything came of a run of the container. */
function nothingKnown(): Pick<Log, "lowest" | "head" | "last" | "gap"> {
  return { lowest: Number.POSITIVE_INFINITY, head: undefined, last: [undefined, undefined], gap: undefined };
}
