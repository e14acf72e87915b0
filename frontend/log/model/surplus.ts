import { type Row, numberOf } from "./row";
import type { RowMaker } from "./row-maker";

/** Most rows a page holds; and how many each side of the place being read stay while more come. */
export const MOST_ROWS = 50_000;
const KEPT_AROUND = 20_000;
/** Most characters all rows hold together; long lines are dropped before there are too many rows. */
const MOST_CHARACTERS = 24_000_000;

/**
 * Drops the rows that are too many: the oldest ones, or those far below the reader.
 *
 * @param containers whose rows these are: so many gaps may be made
 * @param reading index of the row being read, around which rows stay; -1 drops the oldest
 */
export function dropSurplus(rows: Row[], reading: number, maker: RowMaker, containers: number): void {
  const excess = surplus(rows.length, maker.characters);
  if (excess <= 0) {
    return;
  }
  if (reading < 0 || reading + KEPT_AROUND > rows.length - excess) {
    dropOldest(rows, excess, maker);
  } else {
    dropAfter(rows, reading + KEPT_AROUND, excess + containers, maker);
  }
}

function surplus(count: number, characters: number): number {
  const tooMuch = characters - MOST_CHARACTERS;
  // Lines of average length, so that what is dropped is about as much as there is too much.
  return Math.max(count - MOST_ROWS, tooMuch > 0 ? Math.ceil(tooMuch / (characters / count)) : 0);
}

function dropOldest(rows: Row[], count: number, maker: RowMaker): void {
  maker.letGo(rows.splice(0, count));
  while (rows[0]?.kind === "gap") {
    rows.shift(); // told by the line above all rows
  }
}

interface Dropped {
  from: number;
  to: number;
  until: number;
  /** The first of them. */
  row: Row;
}

/** Drops rows in the middle and says so with one gap per container. */
function dropAfter(rows: Row[], from: number, excess: number, maker: RowMaker): void {
  let begin = from;
  while (begin > 0 && rows[begin - 1]!.kind === "gap") {
    begin -= 1;
  }
  const gone = rows.splice(begin, excess + (from - begin));
  maker.letGo(gone);
  const gaps = [...rangesOf(gone).values()].map(({ from: first, to, until, row }) =>
    maker.gap(row, { from: first, to, lost: false, seen: true, since: row.kind === "gap" ? row.since : row.order, until }),
  );
  rows.splice(begin, 0, ...gaps);
}

function rangesOf(gone: readonly Row[]): ReadonlyMap<string, Dropped> {
  const dropped = new Map<string, Dropped>();
  for (const row of gone) {
    if (row.kind === "note") {
      continue;
    }
    const last = row.kind === "gap" ? row.to : row.number;
    const known = dropped.get(row.container);
    if (known !== undefined && known.row.run === row.run) {
      known.to = Math.max(known.to, last);
      known.until = row.order;
    } else {
      dropped.set(row.container, { from: numberOf(row), to: last, until: row.order, row });
    }
  }
  return dropped;
}
