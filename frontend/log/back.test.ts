import assert from "node:assert/strict";
import { test } from "node:test";
import { BackSearch, type Hit } from "./model/back-search";
import type { Raw } from "./model/row";
import { Scans } from "./model/scan";

/** A log of numbered lines, one each second from `began` on, of which those up to `older` are not loaded. */
interface Log {
  began: number;
  older: number;
  hits: readonly number[];
}

const line = ({ began, hits }: Log, number: number): Raw => [
  number,
  (began + number) * 1000,
  1,
  hits.includes(number) ? `\u001b[31mnee\u001b[0mdle ${number}` : `hay ${number}`,
];

function searched(logs: Record<string, Log>) {
  const asked: [container: string, from: number, to: number][] = [];
  const waiting: (() => void)[] = [];
  const hits: Hit[] = [];
  const back = new BackSearch(
    {
      older: (container) => ({ from: 1, to: logs[container]!.older }),
      scan: (container, from, to, done) => {
        asked.push([container, from, to]);
        const raws = Array.from({ length: to - from + 1 }, (_, i) => line(logs[container]!, from + i));
        waiting.push(() => done(raws));
      },
      isHit: (text) => text.includes("needle"),
    },
    () => undefined,
  );
  const start = () => back.start(Object.keys(logs), (hit) => hits.push(hit));
  const answer = () => waiting.shift()?.();
  const finish = () => {
    while (waiting.length > 0) {
      answer();
    }
  };
  return { back, asked, hits, start, answer, finish };
}

test("the newest of the older hits is found, and no line before it is asked for", () => {
  const { back, asked, hits, start, finish } = searched({ "1-1": { began: 0, older: 20_000, hits: [3, 9_000, 15_000] } });
  start();
  finish();
  assert.deepEqual(hits, [{ container: "1-1", number: 15_000, millis: 15_000_000 }]);
  assert.deepEqual(asked, [
    ["1-1", 16_001, 20_000],
    ["1-1", 12_001, 16_000],
  ]);
  assert.equal(back.state.kind, "idle");
});

test("without a hit all that is kept is looked at, and it is said how much that was", () => {
  const { back, hits, start, answer, finish } = searched({ "1-1": { began: 0, older: 9_000, hits: [] } });
  start();
  answer();
  assert.deepEqual(back.state, { kind: "searching", looked: 4_000, reached: 5_001_000 });
  finish();
  assert.deepEqual(hits, []);
  assert.deepEqual(back.state, { kind: "none", looked: 9_000, reached: 1_000 });
});

test("of several containers the hit that was printed last is found", () => {
  const early = { began: 0, older: 10_000, hits: [9_999] };
  const late = { began: 8_000, older: 10_000, hits: [2_500] };
  const { hits, asked, start, finish } = searched({ "1-1": early, "2-1": late });
  start();
  finish();
  assert.deepEqual(hits, [{ container: "2-1", number: 2_500, millis: 10_500_000 }]);
  assert.deepEqual(asked, [
    ["1-1", 6_001, 10_000],
    ["2-1", 6_001, 10_000],
    ["2-1", 2_001, 6_000],
  ]);
});

test("a search that is stopped finds nothing any more", () => {
  const { back, hits, start, finish } = searched({ "1-1": { began: 0, older: 9_000, hits: [1] } });
  start();
  back.stop();
  finish();
  assert.deepEqual(hits, []);
  assert.equal(back.state.kind, "idle");
});

test("lines are asked for in blocks, and the rest of a block that was cut", () => {
  const asked: [id: number, from: number, to: number][] = [];
  const scans = new Scans((_, from, to) => asked.push([asked.length + 1, from, to]));
  const got: Raw[] = [];
  const log = { began: 0, older: 0, hits: [] };
  const raws = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => line(log, from + i));
  scans.begin("1-1", 1, 700, (all) => got.push(...(all ?? [])));
  assert.deepEqual(asked, [
    [1, 1, 500],
    [2, 501, 700],
  ]);
  assert.equal(scans.loaded(2, 700, raws(501, 700)), true);
  assert.equal(scans.loaded(1, 300, raws(1, 300)), true);
  assert.deepEqual(asked[2], [3, 301, 500]);
  assert.equal(got.length, 0);
  assert.equal(scans.loaded(3, 500, raws(301, 500)), true);
  assert.deepEqual(got.map(([number]) => number), raws(1, 700).map(([number]) => number));
  assert.equal(scans.loaded(9, 500, []), false);
});

test("if one block cannot be had the whole is given up", () => {
  let next = 0;
  const scans = new Scans(() => (next += 1));
  const got: unknown[] = [];
  scans.begin("1-1", 1, 1_000, (all) => got.push(all));
  scans.failed(1);
  assert.deepEqual(got, [undefined]);
  assert.equal(scans.loaded(2, 1_000, []), false);
});
