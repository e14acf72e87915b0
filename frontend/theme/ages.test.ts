import assert from "node:assert/strict";
import { test } from "node:test";
import { ageWords, agoWords } from "./ages";
import { dayOf } from "./time";

test("a time is told as an age up to 24 hours and then as its day", () => {
  const now = Date.UTC(2026, 10, 23, 12);
  assert.equal(agoWords(now - 240_000, now), "4 min ago");
  assert.equal(agoWords(now - 23 * 3_600_000, now), "23 h ago");
  assert.equal(agoWords(now - 48 * 3_600_000, now), dayOf(now - 48 * 3_600_000));
  assert.equal(ageWords(41 * 86_400), "41 d");
});

test("a clock that is ahead makes no age below nothing", () => {
  assert.equal(agoWords(1_000, 0), "0 s ago");
});
