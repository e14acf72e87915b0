import assert from "node:assert/strict";
import { test } from "node:test";
import type { Told } from "./line/messages";
import { Level } from "./model/levels";
import { LINE_HEIGHT } from "./model/metrics";
import type { Raw } from "./model/row";
import { LogSession } from "./model/session";
import { MOST_UNFINISHED, UnfinishedLines } from "./model/unfinished";

const OUT = 1;
const ERR = 2;

const open = (container: string, after: number, stdout: string, stderr = ""): Told => ({ event: "open", container, after, stdout, stderr });
const printed = (container: string, ...rows: Raw[]): Told => ({ event: "lines", container, seq: 1, rows });
const line = (number: number, kind = OUT): Raw => [number, 1_000 + number, kind, `line ${number}`];

function known(...messages: Told[]): UnfinishedLines {
  const lines = new UnfinishedLines();
  messages.forEach((message) => lines.take(message));
  return lines;
}

const shown = (lines: UnfinishedLines, containers = ["3-1"]) =>
  lines.of(containers, () => true).map(({ container, isErr, raw }) => `${container} ${isErr ? "err" : "out"} ${raw}`);

test("what has begun is shown until the server says otherwise", () => {
  assert.deepEqual(shown(known(open("3-1", 4, "10%", "> "))), ["3-1 out 10%", "3-1 err > "]);
  assert.deepEqual(shown(known(open("3-1", 4, "10%", "> "), open("3-1", 5, "", "> "))), ["3-1 err > "]);
  assert.deepEqual(shown(known(open("3-1", 4, "10%"), open("3-1", 0, ""))), []);
});

test("a whole line of its output takes it away, one of the other output does not", () => {
  assert.deepEqual(shown(known(open("3-1", 4, "10%", "> "), printed("3-1", line(5, ERR), line(6, ERR)))), ["3-1 out 10%"]);
  assert.deepEqual(shown(known(open("3-1", 4, "10%"), printed("3-1", line(5), line(6, ERR)))), []);
  assert.deepEqual(shown(known(open("3-1", 4, "10%"), printed("3-1", line(3), line(4)))), ["3-1 out 10%"]);
  assert.deepEqual(shown(known(open("3-1", 4, "10%"), printed("4-1", line(5)))), ["3-1 out 10%"]);
});

test("what is told after its whole line is not shown", () => {
  assert.deepEqual(shown(known(printed("3-1", line(5), line(6, ERR)), open("3-1", 4, "10%", "> "))), []);
  assert.deepEqual(shown(known(printed("3-1", line(5)), open("3-1", 5, "20%"))), ["3-1 out 20%"]);
});

test("numbers that begin anew are other lines", () => {
  const restarted: Told = { event: "restarted", container: "3-1" };
  assert.deepEqual(shown(known(printed("3-1", line(900)), open("3-1", 900, "old"), restarted)), []);
  assert.deepEqual(shown(known(printed("3-1", line(900)), restarted, open("3-1", 0, "new"))), ["3-1 out new"]);
});

test("of many containers together only so many are shown", () => {
  const ids = Array.from({ length: 10 }, (_, i) => `${i}-1`);
  const lines = known(...ids.map((id) => open(id, 0, "out", "err")));
  assert.equal(shown(lines, ids).length, MOST_UNFINISHED);
  assert.deepEqual(shown(lines, ids).slice(0, 3), ["0-1 out out", "0-1 err err", "1-1 out out"]);
});

function session(...messages: Told[]): LogSession {
  const one = new LogSession(
    () => LINE_HEIGHT,
    () => {},
  );
  one.containers = ["3-1", "4-1"];
  messages.forEach((message) => one.told(message));
  one.apply();
  one.view.refresh(() => 0);
  return one;
}

test("it is no line: nothing counts it, searches it or saves it", () => {
  const one = session(printed("3-1", line(1)), open("3-1", 1, "line without an end"));
  assert.equal(one.openLines(false).length, 1);
  assert.equal(one.rows.lineCount, 1);
  assert.equal(one.rows.announced, 1);
  assert.equal(one.view.shown.length, 1);
  const filter = { search: "without", isPattern: false, onlyHits: false, context: 0, streams: "both" as const, level: Level.NONE };
  one.view.set(filter);
  one.view.refresh(() => 0);
  assert.equal(one.view.hits.length, 0);
  assert.equal(one.openLines(false).length, 1);
  one.view.set({ ...filter, onlyHits: true });
  assert.equal(one.openLines(false).length, 0);
});

test("an output that is left out shows no unfinished line", () => {
  const one = session(open("3-1", 0, "out", "err"));
  one.view.set({ search: "", isPattern: false, onlyHits: false, context: 0, streams: "stderr", level: Level.NONE });
  assert.deepEqual(
    one.openLines(false).map(({ raw }) => raw),
    ["err"],
  );
});

test("a container that has ended has none", () => {
  const one = session(open("3-1", 0, "out"), open("4-1", 0, "other"));
  assert.deepEqual(
    one.openLines(true).map(({ raw }) => raw),
    ["other"],
  );
});
