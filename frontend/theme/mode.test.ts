import assert from "node:assert/strict";
import { test } from "node:test";
import { MODES, modeOf, nextMode } from "./mode";

test("the switch goes through all modes and comes back", () => {
  assert.deepEqual(MODES.map(nextMode), ["light", "dark", "system"]);
});

test("a kept text nobody knows means that the system decides", () => {
  assert.equal(modeOf("dark"), "dark");
  assert.equal(modeOf("sepia"), "system");
  assert.equal(modeOf(null), "system");
});
