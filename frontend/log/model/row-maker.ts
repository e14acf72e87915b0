import { plain } from "./ansi";
import { Level, continues, judge } from "./levels";
import type { GapRow, LineRow, NoteRow, Raw, Row } from "./row";

/** Pieces of a long line are joined up to so many characters. */
const LONGEST_LINE = 64 * 1024;
/** A line goes on from the one before it only if it was printed this soon after it, ms. */
const SOON = 2_000;
const IS_ERR = 2;
const GOES_ON = 4;

/** Whose row it is, and where it stands. */
export type Spot = Pick<Row, "container" | "run" | "order">;

/** Makes rows of what comes, and knows how many characters they hold together. */
export class RowMaker {
  characters = 0;
  private nextId = 1;

  /** @param heightOf how high a row is drawn */
  constructor(private readonly heightOf: (row: Row) => number) {}

  /** Whether the next line of its output is a piece of this one. */
  takesMore(row: LineRow | undefined): row is LineRow {
    return row?.isOpen === true && row.raw.length < LONGEST_LINE;
  }

  static isErr(raw: Raw): boolean {
    return (raw[2] & IS_ERR) !== 0;
  }

  /** @param before the line before it of the same output */
  line(spot: Spot, raw: Raw, before: LineRow | undefined): LineRow {
    const [number, millis, kind, text] = raw;
    const shown = plain(text);
    const { level, cut } = judge(shown);
    const isMore =
      level === Level.NONE && before !== undefined && before.level !== Level.NONE && millis - before.millis < SOON && continues(shown);
    this.characters += text.length;
    return this.sized({
      kind: "line",
      id: this.nextId++,
      container: spot.container,
      run: spot.run,
      order: spot.order,
      height: 0,
      number,
      millis,
      isErr: RowMaker.isErr(raw),
      raw: text,
      text: shown,
      level: isMore ? before.level : level,
      isMore,
      cut: isMore ? 0 : cut,
      version: 0,
      searched: -1,
      isHit: false,
      isOpen: (kind & GOES_ON) !== 0,
    });
  }

  /** Adds the next piece to a line that goes on. */
  lengthen(row: LineRow, raw: Raw): void {
    row.raw += raw[3];
    this.characters += raw[3].length;
    row.text = plain(row.raw);
    row.isOpen = (raw[2] & GOES_ON) !== 0;
    row.version += 1;
    row.searched = -1;
    this.sized(row);
  }

  gap(spot: Spot, about: Pick<GapRow, "from" | "to" | "lost" | "seen" | "since" | "until">): GapRow {
    const { container, run, order } = spot;
    const { from, to, lost, seen, since, until } = about;
    return this.sized({ kind: "gap", id: this.nextId++, container, run, order, height: 0, from, to, lost, seen, since, until });
  }

  note({ container, run, order }: Spot): NoteRow {
    return this.sized({ kind: "note", id: this.nextId++, container, run, order, height: 0 });
  }

  sized<R extends Row>(row: R): R {
    row.height = this.heightOf(row);
    return row;
  }

  /** These rows are not held any more. */
  letGo(rows: readonly Row[]): void {
    for (const row of rows) {
      this.characters -= row.kind === "line" ? row.raw.length : 0;
    }
  }
}
