import { plain } from "./ansi";
import { Counts } from "./counts";
import { Level, continues, judge } from "./levels";

/** A line as it comes: number, time (ms), kind (1 stdout, 2 stderr, 4 more: goes on in the next of its kind), text. */
export type Raw = readonly [number: number, millis: number, kind: number, text: string];

/** What the server says of a log: oldest number kept and its time, newest number and its time; numbers are 0 for none. */
export interface Head {
  first: number;
  since: number;
  last: number;
  at: number;
}

interface Common {
  readonly id: number;
  readonly container: string;
  /** Counts the runs of the container; numbers begin anew with each. */
  readonly run: number;
  /** Where it stands among the rows of all containers, ms. */
  order: number;
  height: number;
}

export interface LineRow extends Common {
  readonly kind: "line";
  readonly number: number;
  readonly millis: number;
  readonly isErr: boolean;
  /** As it was printed; grows while pieces of it come. */
  raw: string;
  /** Without colours and controls. */
  text: string;
  level: Level;
  /** Belongs to the line before, whose level it has. */
  isMore: boolean;
  /** So many characters at the start say only the level. */
  cut: number;
  version: number;
  /** Of which search the next is the result. */
  searched: number;
  isHit: boolean;
  isOpen: boolean;
}

export interface GapRow extends Common {
  readonly kind: "gap";
  readonly from: number;
  readonly to: number;
  /** Nobody has these lines any more. */
  readonly lost: boolean;
  /** The page had them and dropped them. */
  readonly seen: boolean;
  /** When the lines before and after were printed, ms; 0 while it is not known. */
  since: number;
  until: number;
}

export interface NoteRow extends Common {
  readonly kind: "note";
  readonly text: string;
}

export type Row = LineRow | GapRow | NoteRow;

/** Most rows a page holds; and how many each side of the place being read stay while more come. */
export const MOST_ROWS = 50_000;
export const KEPT_AROUND = 20_000;
/** Most characters all rows hold together; long lines are dropped before there are too many rows. */
export const MOST_CHARACTERS = 24_000_000;
/** Pieces of a long line are joined up to so many characters. */
export const LONGEST_LINE = 64 * 1024;
/** A line goes on from the one before it only if it was printed this soon after it, ms. */
const SOON = 2_000;

interface Log {
  run: number;
  /** Everything up to this number is accounted for. */
  end: number;
  /** The lowest number this page has ever had. */
  lowest: number;
  order: number;
  head: Head | undefined;
  /** The lines of stdout and stderr that still go on, and the last whole ones. */
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
  private nextId = 1;
  private characters = 0;

  /** @param heightOf how high a row is drawn */
  constructor(private readonly heightOf: (row: Row) => number) {}

  private log(container: string): Log {
    let log = this.logs.get(container);
    if (log === undefined) {
      log = { run: 1, end: -1, lowest: Number.POSITIVE_INFINITY, order: 0, head: undefined, last: [undefined, undefined], gap: undefined };
      this.logs.set(container, log);
    }
    return log;
  }

  clear(): void {
    this.rows = [];
    this.logs.clear();
    this.counts.clear();
    this.taken = 0;
    this.characters = 0;
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
        this.openGap(container, log, log.end + 1, raw[0] - 1, true);
      }
      this.takeOne(container, log, raw);
    }
    this.settle(from);
  }

  private takeOne(container: string, log: Log, raw: Raw): void {
    log.end = raw[0];
    log.lowest = Math.min(log.lowest, raw[0]);
    log.order = Math.max(log.order, raw[1]);
    if (log.gap !== undefined) {
      log.gap.until = raw[1];
      log.gap = undefined;
    }
    this.taken += 1;
    const stream = (raw[2] & 2) === 2 ? 1 : 0;
    const before = log.last[stream];
    if (before?.isOpen === true && before.raw.length < LONGEST_LINE) {
      this.lengthen(before, raw);
      return;
    }
    const row = this.lineRow(container, log.run, raw, log.order, before);
    log.last[stream] = row;
    this.rows.push(row);
    this.counts.add(row.millis, row.level);
  }

  private lengthen(row: LineRow, raw: Raw): void {
    row.raw += raw[3];
    this.characters += raw[3].length;
    row.text = plain(row.raw);
    row.isOpen = (raw[2] & 4) !== 0;
    row.version += 1;
    row.searched = -1;
    row.height = this.heightOf(row);
  }

  private lineRow(container: string, run: number, raw: Raw, order: number, before: LineRow | undefined): LineRow {
    const text = plain(raw[3]);
    let { level, cut } = judge(text);
    const isMore =
      level === Level.NONE && before !== undefined && before.level !== Level.NONE && raw[1] - before.millis < SOON && continues(text);
    if (isMore) {
      level = before.level;
    }
    const row: LineRow = {
      kind: "line",
      id: this.nextId++,
      container,
      run,
      order,
      height: 0,
      number: raw[0],
      millis: raw[1],
      isErr: (raw[2] & 2) === 2,
      raw: raw[3],
      text,
      level,
      isMore,
      cut: isMore ? 0 : cut,
      version: 0,
      searched: -1,
      isHit: false,
      isOpen: (raw[2] & 4) !== 0,
    };
    row.height = this.heightOf(row);
    this.characters += row.raw.length;
    return row;
  }

  private gapRow(container: string, log: Log, from: number, to: number, lost: boolean, seen: boolean): GapRow {
    return this.sized({
      kind: "gap",
      id: this.nextId++,
      container,
      run: log.run,
      order: log.order,
      height: 0,
      from,
      to,
      lost,
      seen,
      since: 0,
      until: 0,
    });
  }

  /** A gap behind all rows; the next line says when it ends. */
  private openGap(container: string, log: Log, from: number, to: number, lost: boolean): void {
    log.gap = { ...this.gapRow(container, log, from, to, lost, false), since: log.order };
    this.rows.push(log.gap);
  }

  private sized<R extends Row>(row: R): R {
    row.height = this.heightOf(row);
    return row;
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
        this.openGap(container, log, begin, to, lost);
        this.settle(this.rows.length - 1);
      }
    }
  }

  /** The container's numbers begin anew. */
  restarted(container: string): void {
    const log = this.log(container);
    this.rows.push(
      this.sized({
        kind: "note",
        id: this.nextId++,
        container,
        run: log.run,
        order: log.order,
        height: 0,
        text: "The container was started again. What stands above is from before.",
      }),
    );
    log.run += 1;
    log.end = 0;
    log.lowest = Number.POSITIVE_INFINITY;
    log.head = undefined;
    log.last = [undefined, undefined];
    log.gap = undefined;
    this.settle(this.rows.length - 1);
  }

  /** Lines that were asked for: everything the server has of these numbers; what is not among them is lost. */
  insert(container: string, from: number, to: number, raws: readonly Raw[]): void {
    const log = this.log(container);
    const isOurs = (row: Row) => row.container === container && row.run === log.run;
    const first = this.rows.findIndex((row) => isOurs(row) && row.kind !== "note");
    const lowest = first < 0 ? log.end + 1 : numberOf(this.rows[first]!);
    if (from < lowest) {
      const at = first < 0 ? this.rows.length : first;
      const order = this.rows[at]?.order ?? log.order;
      const added = this.cover(container, log, from, Math.min(to, lowest - 1), raws, { order, since: 0, until: order }, from < log.lowest);
      if (to < lowest - 1) {
        added.push({ ...this.gapRow(container, log, to + 1, lowest - 1, false, false), order, since: raws.at(-1)?.[1] ?? 0, until: order });
      }
      this.rows.splice(at, 0, ...added);
      log.lowest = Math.min(log.lowest, from);
    }
    for (let i = this.rows.length - 1; i >= 0; i -= 1) {
      const row = this.rows[i]!;
      if (row.kind === "gap" && !row.lost && isOurs(row) && row.from <= to && row.to >= from) {
        this.rows.splice(i, 1, ...this.filled(log, row, from, to, raws));
      }
    }
    this.settle(0);
  }

  private filled(log: Log, gap: GapRow, from: number, to: number, raws: readonly Raw[]): Row[] {
    const begin = Math.max(gap.from, from);
    const end = Math.min(gap.to, to);
    const inside = raws.filter((raw) => raw[0] >= begin && raw[0] <= end);
    const left = (a: number, b: number, since: number, until: number): Row[] =>
      a > b ? [] : [{ ...this.gapRow(gap.container, log, a, b, false, gap.seen), order: gap.order, since, until }];
    return [
      ...left(gap.from, begin - 1, gap.since, inside[0]?.[1] ?? gap.until),
      ...this.cover(gap.container, log, begin, end, inside, gap, !gap.seen),
      ...left(end + 1, gap.to, inside.at(-1)?.[1] ?? gap.since, gap.until),
    ];
  }

  /** Rows for all these numbers: the lines there are, and lost gaps for the rest. */
  private cover(
    container: string,
    log: Log,
    from: number,
    to: number,
    raws: readonly Raw[],
    place: { order: number; since: number; until: number },
    isNew: boolean,
  ): Row[] {
    const rows: Row[] = [];
    let next = from;
    let before: LineRow | undefined;
    let { since } = place;
    const lose = (end: number, until: number) => {
      if (next <= end) {
        rows.push({ ...this.gapRow(container, log, next, end, true, false), order: place.order, since, until });
      }
    };
    for (const raw of raws) {
      if (raw[0] < next || raw[0] > to) {
        continue;
      }
      lose(raw[0] - 1, raw[1]);
      next = raw[0] + 1;
      since = raw[1];
      if (before?.isOpen === true && before.isErr === ((raw[2] & 2) === 2) && before.raw.length < LONGEST_LINE) {
        this.lengthen(before, raw);
        continue;
      }
      before = this.lineRow(container, log.run, raw, Math.min(place.order, raw[1]), before);
      rows.push(before);
      if (isNew) {
        this.counts.add(before.millis, before.level);
      }
    }
    lose(to, place.until);
    return rows;
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
   * Drops what is too much.
   *
   * @param reading the row that is being read, around which rows stay; -1 drops the oldest
   */
  trim(reading: number): void {
    const surplus = this.characters - MOST_CHARACTERS;
    let excess = this.rows.length - MOST_ROWS;
    if (surplus > 0) {
      // Lines of average length, so that what is dropped is about as much as there is too much.
      excess = Math.max(excess, Math.ceil(surplus / (this.characters / this.rows.length)));
    }
    if (excess <= 0) {
      return;
    }
    if (reading < 0 || reading + KEPT_AROUND > this.rows.length - excess) {
      this.dropOldest(excess);
    } else {
      this.dropAfter(reading + KEPT_AROUND, excess);
    }
  }

  private forget(gone: readonly Row[]): void {
    for (const row of gone) {
      this.characters -= row.kind === "line" ? row.raw.length : 0;
    }
  }

  private dropOldest(count: number): void {
    this.forget(this.rows.splice(0, count));
    while (this.rows[0]?.kind === "gap") {
      this.rows.shift(); // told by the line above all rows
    }
  }

  /** Drops rows in the middle and says so with one gap per container. */
  private dropAfter(from: number, excess: number): void {
    const dropped = new Map<string, { from: number; to: number; until: number; row: Row }>();
    let begin = from;
    while (begin > 0 && this.rows[begin - 1]!.kind === "gap") {
      begin -= 1;
    }
    const gone = this.rows.splice(begin, excess + (from - begin) + this.logs.size);
    this.forget(gone);
    for (const row of gone) {
      const number = row.kind === "gap" ? row.to : row.kind === "line" ? row.number : undefined;
      const known = dropped.get(row.container);
      if (number !== undefined && known !== undefined && known.row.run === row.run) {
        known.to = Math.max(known.to, number);
        known.until = row.order;
      } else if (number !== undefined) {
        dropped.set(row.container, { from: numberOf(row), to: number, until: row.order, row });
      }
    }
    const gaps = [...dropped.values()].map(({ from: first, to, until, row }) => ({
      ...this.gapRow(row.container, this.log(row.container), first, to, false, true),
      run: row.run,
      order: row.order,
      since: row.kind === "gap" ? row.since : row.order,
      until,
    }));
    this.rows.splice(begin, 0, ...gaps);
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
      row.height = this.heightOf(row);
    }
  }
}

/** The lowest number a row stands for. */
function numberOf(row: Row): number {
  return row.kind === "gap" ? row.from : row.kind === "line" ? row.number : 0;
}
