import type { GapRow, Row } from "./row";

/** Rows drawn beyond what is seen, above and below. */
export const OVERSCAN = 24;
/** The same while the newest row is followed: all are drawn anew as rows come, and more as soon as somebody scrolls. */
export const OVERSCAN_AT_END = 8;
/** Never are more rows in the page than this. */
export const MOST_DRAWN = 600;

/** Which rows are to be drawn, and where. */
export interface Slice {
  from: number;
  to: number;
  /** Where the first one begins, px. */
  top: number;
}

/** The heights of rows that stand below each other, added up. */
export class Heights {
  private tops = new Uint32Array(1024);
  private count = 0;

  measure(rows: readonly Row[]): void {
    if (this.tops.length <= rows.length) {
      this.tops = new Uint32Array(Math.max(rows.length + 1, this.tops.length * 2));
    }
    let top = 0;
    for (let i = 0; i < rows.length; i += 1) {
      this.tops[i] = top;
      top += rows[i]!.height;
    }
    this.tops[rows.length] = top;
    this.count = rows.length;
  }

  get total(): number {
    return this.tops[this.count] ?? 0;
  }

  topOf(index: number): number {
    return this.tops[Math.max(0, Math.min(index, this.count))] ?? 0;
  }

  /** The row at this height; the last one below all, -1 if there is none. */
  at(top: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.tops[middle]! <= top) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return this.count === 0 ? -1 : low;
  }

  /** @param beyond rows above and below of what is seen */
  slice(scrolled: number, viewport: number, beyond = OVERSCAN): Slice {
    if (this.count === 0) {
      return { from: 0, to: 0, top: 0 };
    }
    const first = Math.max(0, this.at(scrolled) - beyond);
    const last = Math.min(this.count, this.at(scrolled + viewport) + 1 + beyond, first + MOST_DRAWN);
    return { from: first, to: last, top: this.topOf(first) };
  }
}

/** The row being read, and how far above its top the view begins. */
export interface Anchor {
  row: Row;
  offset: number;
}

/** Finds the anchor again among other rows: itself, or what now stands where it stood. */
export function indexOfAnchor(rows: readonly Row[], anchor: Row, near: number): number {
  for (let reach = 0; reach < 512; reach += 1) {
    if (rows[near - reach] === anchor) return near - reach;
    if (rows[near + reach] === anchor) return near + reach;
  }
  const exact = rows.indexOf(anchor);
  if (exact >= 0) {
    return exact;
  }
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle]!;
    if (row.order < anchor.order || (row.order === anchor.order && row.id < anchor.id)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return Math.min(low, rows.length - 1);
}

/**
 * The gap a person is led to: the nearest one above the view, or the first of all where none is.
 *
 * @param top which row is at the top of the view
 * @param lost whether its lines are lost, or can still be loaded
 */
export function nextGap(rows: readonly Row[], top: number, lost: boolean): GapRow | undefined {
  const isOne = (row: Row): row is GapRow => row.kind === "gap" && row.lost === lost;
  return rows.slice(0, Math.max(0, top)).findLast(isOne) ?? rows.find(isOne);
}
