import type { Counts } from "./counts";
import type { GapRow, LineRow, Raw, Row } from "./row";
import { RowMaker, type Spot } from "./row-maker";

/** Where loaded lines go, and when the lines around them were printed. */
export type Place = Spot & Pick<GapRow, "since" | "until">;

/** Makes rows of lines that were asked for: everything the server has of their numbers. */
export class LoadedRows {
  constructor(
    private readonly maker: RowMaker,
    private readonly counts: Counts,
  ) {}

  /** What stands in the place of a gap of which these numbers were loaded. */
  instead(gap: GapRow, from: number, to: number, raws: readonly Raw[]): Row[] {
    const begin = Math.max(gap.from, from);
    const end = Math.min(gap.to, to);
    const inside = raws.filter((raw) => raw[0] >= begin && raw[0] <= end);
    const left = (first: number, last: number, since: number, until: number): Row[] =>
      first > last ? [] : [this.maker.gap(gap, { from: first, to: last, lost: false, seen: gap.seen, since, until })];
    return [
      ...left(gap.from, begin - 1, gap.since, inside[0]?.[1] ?? gap.until),
      ...this.cover(gap, begin, end, inside, !gap.seen),
      ...left(end + 1, gap.to, inside.at(-1)?.[1] ?? gap.since, gap.until),
    ];
  }

  /**
   * Rows for all these numbers: the lines there are, and lost gaps for the rest.
   *
   * @param isNew the page has not had them before: they are counted
   */
  cover(place: Place, from: number, to: number, raws: readonly Raw[], isNew: boolean): Row[] {
    const rows: Row[] = [];
    let next = from;
    let before: LineRow | undefined;
    let { since } = place;
    const lose = (end: number, until: number) => {
      if (next <= end) {
        rows.push(this.maker.gap(place, { from: next, to: end, lost: true, seen: false, since, until }));
      }
    };
    for (const raw of raws) {
      const [number, millis] = raw;
      if (number < next || number > to) {
        continue;
      }
      lose(number - 1, millis);
      next = number + 1;
      since = millis;
      if (this.maker.takesMore(before) && before.isErr === RowMaker.isErr(raw)) {
        this.maker.lengthen(before, raw);
        continue;
      }
      before = this.maker.line({ ...place, order: Math.min(place.order, millis) }, raw, before);
      rows.push(before);
      if (isNew) {
        this.counts.add(before.millis, before.level);
      }
    }
    lose(to, place.until);
    return rows;
  }
}
