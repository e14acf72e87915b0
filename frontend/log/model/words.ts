import { type Zone, lineTime } from "./clock";
import type { GapRow, LineRow, Row } from "./rows";

/** What a gap says: how many lines, and why. */
export function gapText(gap: GapRow, rows: readonly Row[], zone: Zone): { title: string; why: string } {
  const count = gap.to - gap.from + 1;
  const lines = `${count.toLocaleString("en")} ${count === 1 ? "line" : "lines"}`;
  const { before, after } = around(gap, rows);
  const time = (row: LineRow) => lineTime(row.millis, zone === "utc" ? "utc" : "local", 0);
  const between = before !== undefined && after !== undefined ? ` between ${time(before)} and ${time(after)}` : "";
  if (gap.lost) {
    return { title: `${lines} lost`, why: `Printed${between}. Nobody has ${count === 1 ? "it" : "them"} any more.` };
  }
  return gap.seen
    ? { title: `${lines} not shown`, why: `Put aside${between} to keep this page quick. They are still kept.` }
    : { title: `${lines} not shown`, why: `The page was behind${between}. They are still kept.` };
}

/** The lines of the same container next to the gap. */
function around(gap: GapRow, rows: readonly Row[]): { before: LineRow | undefined; after: LineRow | undefined } {
  const at = rows.indexOf(gap);
  const isLine = (row: Row | undefined): row is LineRow => row?.kind === "line" && row.container === gap.container;
  let before = at - 1;
  while (before >= 0 && !isLine(rows[before])) before -= 1;
  let after = at + 1;
  while (after < rows.length && !isLine(rows[after])) after += 1;
  const [first, last] = [rows[before], rows[after]];
  return { before: isLine(first) ? first : undefined, after: isLine(last) ? last : undefined };
}

/** The shown rows as a text file, with times in UTC. */
export function textOfShown(rows: readonly Row[], names: ReadonlyMap<string, { name: string }>): string {
  const lines = rows.map((row) => {
    if (row.kind !== "line") {
      return row.kind === "gap" ? `--- ${row.to - row.from + 1} lines are not here ---` : `--- ${row.text} ---`;
    }
    const name = names.get(row.container)?.name;
    return `${new Date(row.millis).toISOString()} ${row.isErr ? "err" : "out"} ${name === undefined ? "" : `${name} | `}${row.text}`;
  });
  return `${lines.join("\n")}\n`;
}
