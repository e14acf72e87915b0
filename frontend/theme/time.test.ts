import assert from "node:assert/strict";
import { test } from "node:test";
import { clockTime, dayOf, exactTime } from "./time";

test("what is no time is not written", () => {
  for (const said of [Number.NaN, Infinity, 8.65e15, Date.parse("x")]) {
    assert.deepEqual([clockTime(said), dayOf(said), exactTime(said)], ["", "", ""]);
  }
  assert.match(exactTime(0), /1970/);
});
