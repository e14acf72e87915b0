import assert from "node:assert/strict";
import { test } from "node:test";
import { MOST_TICKS, byteMarks, byteTicks, bytes, bytesShort, cpuPercent, percent, ticks } from "./amounts";
import { told, type Mark, groupWords, layMarks, markOf } from "./happenings";
import { runsOf, upWords } from "./runs";
import { SHORTEST_MS, USUAL_RANGE, bounds, formatRange, parseRange, rangeWords, timeMarks, timeTicks, zoomed } from "./range";
import { MOST_TABLE_ROWS, csv, tableRows } from "./rows";
import { type Columns, type Sample, fold, noColumns } from "./samples";
import { MOST_ROWS, Series } from "./series";

const NOON = Date.UTC(2026, 10, 23, 12, 0, 0);

function sample(t: number, cpu: number | null = 0.5, memory = 100): Sample {
  return { t, cpu, memory, cache: 10, processes: 3, limit: 1000 };
}

function columnsOf(samples: readonly Sample[]): Columns {
  const series = new Series();
  samples.forEach((each) => series.append(each));
  return series.columns;
}

test("cores are told of the share or of one core, and what is not known stays unknown", () => {
  assert.equal(cpuPercent(1, "limit", 2), 50);
  assert.equal(cpuPercent(1.5, "core", 2), 150);
  assert.equal(cpuPercent(null, "limit", 2), null);
});

test("amounts have a number, a space and a unit", () => {
  assert.deepEqual([percent(0), percent(0.34), percent(3), percent(9.96), percent(72.4)], ["0 %", "0.3 %", "3.0 %", "10 %", "72 %"]);
  assert.deepEqual([bytes(0), bytes(412 * 2 ** 20), bytes(1.87 * 2 ** 30), bytes(2 ** 31)], ["0 B", "412 MiB", "1.87 GiB", "2.00 GiB"]);
  assert.deepEqual([bytesShort(48 * 2 ** 20), bytesShort(3.2 * 2 ** 30), bytesShort(1023.9 * 2 ** 20)], ["48 MiB", "3.2 GiB", "1.0 GiB"]);
});

test("a y axis begins at 0, ends at or above the greatest value and has at most five marks", () => {
  assert.deepEqual(ticks(100), [0, 25, 50, 75, 100]);
  assert.deepEqual(ticks(0), [0, 1]);
  assert.deepEqual(ticks(3, 1, true), [0, 1, 2, 3]);
  for (let greatest = 0.001; greatest < 5000; greatest *= 1.07) {
    for (const marks of [ticks(greatest), ticks(greatest, 1, true), byteTicks(greatest * 2 ** 20)]) {
      assert.ok(marks.length <= MOST_TICKS, `${greatest}: ${marks}`);
    }
    assert.ok((ticks(greatest).at(-1) as number) >= greatest * 0.999);
  }
});

test("marks of memory are whole parts of a binary unit", () => {
  assert.deepEqual(byteMarks(byteTicks(2 ** 31)), ["0", "0.5 GiB", "1.0 GiB", "1.5 GiB", "2.0 GiB"]);
});

test("an address names a range and a range an address", () => {
  assert.deepEqual(["15m", "1h", "6h", "24h", "5-100005"].map((text) => formatRange(parseRange(text))), ["15m", "1h", "6h", "24h", "5-100005"]);
  for (const nonsense of ["", "2h", "9-3", "-", "1e3-9", "javascript:1"]) {
    assert.deepEqual(parseRange(nonsense), USUAL_RANGE);
  }
});

test("zooming keeps the time under the cursor in place, stays long enough and never shows the future", () => {
  const near = bounds(zoomed({ kind: "last", ms: 1000_000 }, NOON, NOON - 250_000, 0.5), NOON);
  assert.deepEqual(near, { kind: "fixed", from: NOON - 625_000, to: NOON - 125_000 });
  const nearest = bounds(zoomed({ kind: "fixed", from: NOON - 30_000, to: NOON - 5000 }, NOON, NOON - 15_000, 0.01), NOON);
  assert.equal(nearest.to - nearest.from, SHORTEST_MS);
  assert.ok(bounds(zoomed({ kind: "last", ms: 60_000 }, NOON, NOON - 30_000, 4), NOON).to <= NOON);
});

test("times are told with as much as is needed", () => {
  const start = new Date(2026, 10, 23, 11, 45).getTime();
  assert.equal(rangeWords(start, start + 3600_000), "23 Nov, 11:45 to 12:45");
  assert.equal(rangeWords(start, start + 60_000), "23 Nov, 11:45:00 to 11:46:00");
  assert.equal(rangeWords(start, start + 24 * 3600_000), "23 Nov, 11:45 to 24 Nov, 11:45");
  assert.deepEqual(timeMarks(timeTicks(start, start + 3600_000, 7)), ["11:50", "12:00", "12:10", "12:20", "12:30", "12:40"]);
});

test("a stretch that is folded keeps the least and the greatest of each value, in their order", () => {
  const [one, two] = fold([sample(0, 0.2, 5), sample(2, 0.9, 4), sample(4, null, 3), sample(6, 0.1, 9)]);
  assert.deepEqual([one.cpu, two.cpu], [0.9, 0.1]);
  assert.deepEqual([one.memory, two.memory], [3, 9]);
  assert.deepEqual([one.t, two.t], [0, 6]);
});

test("one sample that is missing makes no hole, more make one", () => {
  const { t, memory } = columnsOf([sample(2000), sample(6000), sample(14_000)]);
  assert.deepEqual(t, [2000, 6000, 6001, 14_000]);
  assert.deepEqual(memory, [100, 100, null, 100]);
});

test("a sample that is known already is not taken twice", () => {
  assert.deepEqual(columnsOf([sample(2000), sample(4000), sample(4000), sample(3000)]).t, [2000, 4000]);
});

test("samples after a coarse history are folded into rows as wide, and no peak is lost", () => {
  const series = new Series();
  series.replace({ t: [0], cpu: [0.1], memory: [1], cache: [1], processes: [1], limit: [9] }, 60_000);
  for (let t = 60_000; t < 660_000; t += 2000) {
    series.append(sample(t, t === 200_000 ? 7 : 0.5));
  }
  assert.ok(series.length <= 1 + 2 * 10 + 30, `${series.length} rows`);
  assert.equal(Math.max(...series.columns.cpu.map((cpu) => cpu ?? 0)), 7);
  assert.deepEqual(series.columns.t, [...series.columns.t].sort((one, other) => one - other));
});

test("a chart that is open for days keeps a bounded number of rows", () => {
  const series = new Series();
  for (let t = 1; t <= MOST_ROWS + 500; t += 1) {
    series.append(sample(t * 2000));
  }
  assert.equal(series.length, MOST_ROWS);
  series.cut(series.newest - 100_000);
  assert.ok(series.length < 400);
  assert.equal(series.columns.cpu.length, series.length);
});

test("the row of a time is the last one before it that is no hole", () => {
  const series = new Series();
  [sample(2000), sample(4000), sample(20_000)].forEach((each) => series.append(each));
  assert.deepEqual([1000, 2000, 3999, 9000, 99_000].map((t) => series.indexAt(t)), [undefined, 0, 0, 1, 3]);
});

test("why a container ended is told by shape and word", () => {
  const told = (kind: string, text = ""): string => {
    const { state, word } = markOf({ t: 1, kind, text });
    return `${state} ${word}`;
  };
  assert.equal(told("started"), "ok Started");
  assert.equal(told("restarted"), "warn Restarted");
  assert.equal(told("exited", "ran out of memory and was ended by the kernel"), "fail Out of memory");
  assert.equal(told("exited", "ended with exit status 0"), "done Finished");
  assert.equal(told("exited", "ended with exit status 3"), "fail Ended with code 3");
  assert.equal(told("exited", "was ended by signal 9"), "fail Ended by signal 9");
  assert.equal(told("log-endpoint_added"), "busy Log endpoint added");
  assert.equal(told(""), "busy Event");
});

test("no label of an event lies over another, and the gravest leads a group", () => {
  const marks: Mark[] = ["started", "exited", "restarted", "started"].map((kind, t) => markOf({ t, kind, text: "" }));
  const at = (...xs: number[]) => layMarks(xs.map((x, index) => ({ mark: marks[index] as Mark, x })), 1000, (text) => text.length * 10);
  assert.deepEqual(at(10, 300, 600).map(({ wide }) => wide), [true, true, true]);
  const crowded = at(500, 505, 510, 995);
  assert.deepEqual(crowded.map(groupWords), ["Ended +2", "Started"]);
  assert.deepEqual(crowded.map(({ before }) => before), [false, true]);
  assert.deepEqual(at(0, 40, 80).map(({ wide }) => wide), [false, false, true]);
});

test("the table has the highest of each stretch, newest first, and a bounded number of rows", () => {
  const samples = Array.from({ length: 1800 }, (_, index) => sample(NOON + index * 2000, index === 900 ? 1 : 0.1));
  const marks = [markOf({ t: NOON + 901 * 2000, kind: "restarted", text: "" })];
  const { rows, strideMs } = tableRows(columnsOf(samples), marks, NOON, NOON + 3600_000, { unit: "limit", cpus: 2 });
  assert.ok(rows.length <= MOST_TABLE_ROWS);
  assert.equal(strideMs, 30_000);
  assert.equal(rows.filter(({ cpu }) => cpu === "50 %").length, 1);
  assert.equal(rows.filter(({ events }) => events === "Restarted").length, 1);
  assert.ok((rows[0]?.t as number) > (rows[1]?.t as number));
});

test("a value nobody knows is told so in the table and is empty in the text", () => {
  const columns = columnsOf([sample(NOON, null), sample(NOON + 2000), sample(NOON + 60_000)]);
  const marks = [markOf({ t: NOON + 3000, kind: 'odd "kind", with', text: "" })];
  assert.equal(tableRows(columns, [], NOON, NOON + 90_000, { unit: "core", cpus: 1 }).rows.at(-1)?.cpu, "no data");
  const lines = csv(columns, marks, NOON, NOON + 90_000).split("\r\n");
  assert.equal(lines[1], "2026-11-23T12:00:00.000Z,,100,10,3,1000,");
  assert.equal(lines[2], "2026-11-23T12:00:02.000Z,0.5,100,10,3,1000,");
  assert.equal(lines[3], '2026-11-23T12:00:02.001Z,,,,,,"Odd ""kind"", with"');
  assert.equal(lines.length, 6);
});

test("an empty chart has an empty table and only the head of a text", () => {
  assert.deepEqual(tableRows(noColumns(), [], 0, 1, { unit: "limit", cpus: 1 }).rows, []);
  assert.equal(csv(noColumns(), [], 0, 1).split("\r\n").length, 2);
});

test("restarts are those since the container was brought up, with the reason of the last", () => {
  const happened = [
    { t: 1, kind: "restarted", text: "" },
    { t: 2, kind: "started", text: "" },
    { t: 3, kind: "exited", text: "ended with exit status 3" },
    { t: 4, kind: "restarted", text: "" },
    { t: 5, kind: "exited", text: "ran out of memory and was ended by the kernel" },
    { t: 6, kind: "restarted", text: "" },
  ];
  assert.deepEqual(runsOf(happened), { since: 6, restarts: 2, more: false, reason: "Out of memory" });
  assert.deepEqual(runsOf(happened.slice(0, 2)), { since: 2, restarts: 0, more: false, reason: "" });
  assert.deepEqual(runsOf(happened.slice(2)), { since: 6, restarts: 2, more: true, reason: "Out of memory" });
  assert.deepEqual(runsOf([]), { since: undefined, restarts: 0, more: true, reason: "" });
});

test("how long it runs is told in two units at most", () => {
  assert.deepEqual([12_300, 61_000, 7_500_000, 7_200_000, 526_000_000].map(upWords), ["12 s", "1 min", "2 h 5 min", "2 h", "6 d 2 h"]);
});

test("what explorer and node tell of the same counts once, newest first", () => {
  const marks = told([
    { t: 1_000, kind: "reserved", text: "" },
    { t: 3_000, kind: "answered", text: "" },
    { t: 2_500, kind: "started", text: "" },
    { t: 90_000, kind: "gone", text: "" },
  ]);
  assert.deepEqual(marks.map(({ word }) => word), ["Taken down, said the node", "Started", "Asked for"]);
});
