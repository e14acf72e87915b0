import { type Zone, lineTime } from "./clock";
import type { GapRow, Row } from "./rows";

/** What a gap says: how many lines, and why. */
export function gapText(gap: GapRow, zone: Zone): { title: string; why: string } {
  const count = gap.to - gap.from + 1;
  const lines = `${count.toLocaleString("en")} ${count === 1 ? "line" : "lines"}`;
  const time = (millis: number) => lineTime(millis, zone === "utc" ? "utc" : "local", 0);
  const between = gap.since > 0 && gap.until > 0 ? ` between ${time(gap.since)} and ${time(gap.until)}` : "";
  if (gap.lost) {
    return { title: `${lines} lost`, why: `Printed${between}. Nobody has ${count === 1 ? "it" : "them"} any more.` };
  }
  return gap.seen
    ? { title: `${lines} not shown`, why: `Put aside${between} to keep this page quick. They are still kept.` }
    : { title: `${lines} not shown`, why: `The page was behind${between}. They are still kept.` };
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
