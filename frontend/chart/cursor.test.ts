import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Cursor } from "./cursor";
import type { Series } from "./model/series";

const series = (...t: number[]) => ({ columns: { t } }) as unknown as Series;

function cursor(rows: { now: Series }) {
  const picked: number[] = [];
  return { picked, cursor: new Cursor(() => rows.now, (time) => picked.push(time), () => undefined) };
}

test("a click counts although other rows come before it is known to be single", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const rows = { now: series(10, 20, 30) };
  const { picked, cursor: one } = cursor(rows);
  one.click(1, true);
  rows.now = series(18, 19, 20, 21);
  one.forget();
  mock.timers.runAll();
  assert.deepEqual(picked, [20]);
  mock.timers.reset();
});

test("a double click picks nothing", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { picked, cursor: one } = cursor({ now: series(10, 20) });
  one.click(1, true);
  one.leave();
  mock.timers.runAll();
  assert.deepEqual(picked, []);
  mock.timers.reset();
});
