import assert from "node:assert/strict";
import { test } from "node:test";
import { growingPause } from "./pause";

test("pauses grow to ten seconds, or to what the server asks for", () => {
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6, 100].map((attempt) => growingPause(attempt)),
    [500, 1000, 2000, 4000, 8000, 10_000, 10_000],
  );
  assert.equal(growingPause(4, 3000), 3000);
});
