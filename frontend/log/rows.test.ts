import assert from "node:assert/strict";
import { test } from "node:test";
import { Level } from "./model/levels";
import { LINE_HEIGHT, cells, heightOf } from "./model/metrics";
import type { LineRow, Raw } from "./model/row";
import { LogRows } from "./model/rows";
import { MOST_ROWS } from "./model/surplus";
import { LogSession } from "./model/session";
import { statusOf } from "./model/status";
import { type Filter, LogView } from "./model/view";
import { Heights, indexOfAnchor, nextGap } from "./model/window";

const T = 1_000_000_000;
const rows = () => new LogRows(() => LINE_HEIGHT);
const line = (number: number, text = `line ${number}`, kind = 1): Raw => [number, T + number, kind, text];
const lines = (from: number, to: number): Raw[] => Array.from({ length: to - from + 1 }, (_, i) => line(from + i));
const head = (first: number, last: number) => ({ first, since: T + first, last, at: T + last });

/** What is shown, in short: numbers, `[from-to]` for gaps, `!` for lost ones. */
function short(held: LogRows): string {
  const parts: string[] = [];
  let run: [number, number] | undefined;
  const end = () => {
    if (run !== undefined) parts.push(run[0] === run[1] ? String(run[0]) : `${run[0]}..${run[1]}`);
    run = undefined;
  };
  for (const row of held.rows) {
    if (row.kind === "line" && run !== undefined && row.number === run[1] + 1) {
      run[1] = row.number;
    } else {
      end();
      if (row.kind === "line") run = [row.number, row.number];
      else parts.push(row.kind === "gap" ? `${row.lost ? "!" : ""}[${row.from}-${row.to}]` : "new run");
    }
  }
  end();
  return parts.join(" ");
}

test("a line that comes twice is shown once, a hole in the numbers is said", () => {
  const held = rows();
  held.take("1-1", lines(5, 8));
  held.take("1-1", lines(7, 9));
  held.take("1-1", lines(12, 13));
  assert.equal(short(held), "5..9 ![10-11] 12..13");
});

test("a gap the server tells stands where the lines would", () => {
  const held = rows();
  held.take("1-1", lines(1, 3));
  held.gap("1-1", 4, 1203, false);
  held.take("1-1", lines(1204, 1205));
  assert.equal(short(held), "1..3 [4-1203] 1204..1205");
});

test("loading a gap in pieces fills it, and what is gone is said to be lost", () => {
  const held = rows();
  held.take("1-1", lines(1, 3));
  held.gap("1-1", 4, 20, false);
  held.take("1-1", [line(21)]);
  held.insert("1-1", 4, 10, lines(6, 10));
  assert.equal(short(held), "1..3 ![4-5] 6..10 [11-20] 21");
  held.insert("1-1", 11, 20, lines(11, 20));
  assert.equal(short(held), "1..3 ![4-5] 6..21");
});

test("older lines go before the first ones, and somewhere else with a gap between", () => {
  const held = rows();
  held.setHead("1-1", head(1, 100));
  held.take("1-1", lines(91, 100));
  assert.deepEqual(held.before("1-1"), { from: 1, to: 90, lost: 0 });
  held.insert("1-1", 81, 90, lines(81, 90));
  held.insert("1-1", 11, 20, lines(11, 20));
  assert.equal(short(held), "11..20 [21-80] 81..100");
  held.insert("1-1", 15, 85, lines(15, 85));
  assert.equal(short(held), "11..100");
});

test("lines that Redis has dropped already are told before the first row", () => {
  const held = rows();
  held.setHead("1-1", head(51, 100));
  held.take("1-1", lines(51, 100));
  assert.deepEqual(held.before("1-1"), { from: 51, to: 50, lost: 50 });
});

test("pieces of a long line become one, whatever comes between", () => {
  const held = rows();
  held.take("1-1", [line(1, "abc", 5), line(2, "ERROR other", 2), line(3, "def", 5), line(4, "ghi", 1), line(5, "next", 1)]);
  assert.deepEqual(held.rows.map((row) => (row as LineRow).text), ["abcdefghi", "ERROR other", "next"]);
});

test("containers are merged by time, each in its own order though its clock goes back", () => {
  const held = rows();
  held.take("1-1", [[1, 100, 1, "a1"], [2, 300, 1, "a2"], [3, 250, 1, "a3"]]);
  held.take("2-1", [[1, 50, 1, "b1"], [2, 200, 1, "b2"], [3, 400, 1, "b3"]]);
  assert.deepEqual(held.rows.map((row) => (row as LineRow).text), ["b1", "a1", "b2", "a2", "a3", "b3"]);
});

test("lines of a stack trace keep the level of their error", () => {
  const held = rows();
  held.take("1-1", [line(1, "ERROR payment failed", 2), line(2, "    at io.shop.Gateway", 2), line(3, "INFO retry", 1), line(4, "plain", 1)]);
  assert.deepEqual(held.rows.map((row) => (row as LineRow).level), [Level.ERROR, Level.ERROR, Level.INFO, Level.NONE]);
  assert.equal((held.rows[1] as LineRow).isMore, true);
});

test("while following, the oldest rows go when there are too many", () => {
  const held = rows();
  held.setHead("1-1", head(1, MOST_ROWS + 10_000));
  held.take("1-1", lines(1, MOST_ROWS + 10_000));
  held.trim(-1);
  assert.equal(held.rows.length, MOST_ROWS);
  assert.equal(held.before("1-1").to, 10_000);
});

test("while reading, rows far below the reader go, with an exact gap that can be loaded", () => {
  const held = rows();
  held.take("1-1", lines(1, MOST_ROWS + 10_000));
  held.trim(100);
  assert.ok(held.rows.length <= MOST_ROWS);
  held.take("1-1", lines(MOST_ROWS + 10_001, MOST_ROWS + 15_000));
  held.trim(100);
  assert.ok(held.rows.length <= MOST_ROWS);
  const gaps = held.rows.filter((row) => row.kind === "gap");
  assert.equal(gaps.length, 1);
  const numbers = held.rows.reduce((sum, row) => sum + (row.kind === "gap" ? row.to - row.from + 1 : 1), 0);
  assert.equal(numbers, MOST_ROWS + 15_000);
  assert.equal((held.rows[100] as LineRow).number, 101);
});

test("few but very long lines are dropped before they fill the memory", () => {
  const held = rows();
  const long = "x".repeat(60_000);
  for (let i = 1; i <= 1000; i += 1) {
    held.take("1-1", [line(i, long)]);
    held.trim(-1);
  }
  assert.ok(held.rows.length <= 402, String(held.rows.length));
});

test("a new run of the container begins to count again", () => {
  const held = rows();
  held.take("1-1", lines(1, 3));
  held.restarted("1-1");
  held.take("1-1", lines(1, 2));
  assert.equal(short(held), "1..3 new run 1..2");
  assert.equal(held.endOf("1-1"), 2);
});

const ALL: Filter = { search: "", isPattern: false, onlyHits: false, context: 0, streams: "both", level: Level.NONE };
const shown = (view: LogView) => view.shown.map((row) => (row.kind === "line" ? row.number : row.kind));

test("streams and levels filter; lines without a level count as INFO; gaps always stay", () => {
  const held = rows();
  held.take("1-1", [line(1, "DEBUG a"), line(2, "plain"), line(3, "WARN b", 2)]);
  held.gap("1-1", 4, 5, false);
  const view = new LogView(held);
  view.set({ ...ALL, level: Level.INFO });
  view.refresh(() => 0);
  assert.deepEqual(shown(view), [2, 3, "gap"]);
  view.set({ ...ALL, streams: "stdout" });
  view.refresh(() => 0);
  assert.deepEqual(shown(view), [1, 2, "gap"]);
});

test("only matches come with the lines around them, each once, and say where lines are left out", () => {
  const held = rows();
  held.take("1-1", Array.from({ length: 20 }, (_, i) => line(i + 1, i === 4 || i === 6 || i === 15 ? "hit" : "no")));
  const view = new LogView(held);
  view.set({ ...ALL, search: "hit", onlyHits: true, context: 1 });
  view.refresh(() => 0);
  assert.deepEqual(shown(view), [4, 5, 6, 7, 8, 15, 16, 17]);
  assert.equal(view.hits.length, 3);
  assert.deepEqual([...view.breaks].map((row) => (row as LineRow).number), [15]);
});

test("a search over many lines is cut in pieces that fit in a frame", () => {
  const held = rows();
  held.take("1-1", lines(1, 10_000));
  const view = new LogView(held);
  view.set({ ...ALL, search: "line" });
  let clock = 0;
  let calls = 1;
  while (!view.refresh(() => (clock += 5)) && calls < 1000) calls += 1;
  assert.ok(calls > 1);
  assert.equal(view.hits.length, 10_000);
});

test("the window holds what is in sight and a little more, whatever the heights", () => {
  const held = rows();
  held.take("1-1", lines(1, 50_000));
  held.rows[100]!.height = 300;
  const heights = new Heights();
  heights.measure(held.rows);
  assert.equal(heights.total, 50_000 * 21 + 279);
  const slice = heights.slice(heights.topOf(25_000), 900);
  assert.ok(slice.to - slice.from < 120);
  assert.equal(slice.top, heights.topOf(slice.from));
  assert.deepEqual([heights.at(0), heights.at(heights.topOf(100) + 299), heights.at(1e9)], [0, 100, 49_999]);
  heights.measure([]);
  assert.deepEqual(heights.slice(0, 900), { from: 0, to: 0, top: 0 });
});

test("the row being read is found again, and its place if it is gone", () => {
  const held = rows();
  held.take("1-1", lines(1, 5000));
  const anchor = held.rows[4000]!;
  assert.equal(indexOfAnchor(held.rows.slice(3000), anchor, 4000), 1000);
  assert.equal(indexOfAnchor(held.rows.filter((row) => row !== anchor), anchor, 10), 4000);
});

test("broken lines are as high as their letters need", () => {
  const metrics = { wrap: true, columns: 10, whole: new Set<number>(), folded: new Set<number>() };
  const held = new LogRows((row) => heightOf(row, metrics));
  held.take("1-1", [line(1, "x".repeat(21)), line(2, ""), line(3, "日本日本日本")]);
  assert.deepEqual(held.rows.map((row) => row.height / LINE_HEIGHT), [3, 1, 2]);
  assert.equal(cells("a\tb"), 5);
});

test("a session takes messages in, in order, and tells what is missing", () => {
  const session = new LogSession(() => LINE_HEIGHT, () => undefined);
  session.containers = ["1-1"];
  session.told({ event: "head", container: "1-1", first: 1, since: T, last: 5, at: T + 5 });
  session.told({ event: "lines", container: "1-1", seq: 1, rows: lines(1, 5) });
  session.told({ event: "gap", container: "1-1", from: 6, to: 1209, lost: false });
  session.told({ event: "lines", container: "1-1", seq: 2, rows: lines(1210, 1211) });
  assert.equal(session.apply(), true);
  assert.equal(session.apply(), false);
  assert.equal(short(session.rows), "1..5 [6-1209] 1210..1211");
  const { loadable, lost } = statusOf(session, { follow: true, ended: false, zone: "utc" });
  assert.deepEqual({ loadable, lost }, { loadable: 1204, lost: 0 });
});

test("who asks for the missing lines is led upward from gap to gap, and to the first where none is above", () => {
  const held = rows();
  held.take("1-1", lines(1, 3));
  held.gap("1-1", 4, 10, false);
  held.take("1-1", lines(11, 13));
  held.gap("1-1", 14, 20, true);
  held.gap("1-1", 21, 30, false);
  held.take("1-1", lines(31, 33));
  const from = (top: number, lost = false) => nextGap(held.rows, top, lost)?.from;
  assert.deepEqual([from(11), from(8), from(3), from(-1)], [21, 4, 4, 4]);
  assert.deepEqual([from(11, true), from(0, true)], [14, 14]);
  assert.equal(nextGap([], -1, false), undefined);
});
