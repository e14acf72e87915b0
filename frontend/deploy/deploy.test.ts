import assert from "node:assert/strict";
import { test } from "node:test";
import { NOTHING, report } from "./view";

test("a report holds what the dialog shows, without empty parts", () => {
  const text = report({
    ...NOTHING,
    title: "web was not started",
    below: "Stopped at step 2 of 3.",
    steps: [
      { kind: "done", word: "done", title: "Reserved", detail: "Reservation 3-1", took: "39 ms" },
      { kind: "fail", word: "failed", title: "It could not be started", detail: "", took: "" },
    ],
    failure: { step: 1, reason: "No such image.", note: "", acts: [] },
    technical: "GET /x: 404",
  });
  assert.equal(
    text,
    "web was not started\nStopped at step 2 of 3.\n\n- done: Reserved, Reservation 3-1, 39 ms\n" +
      "- failed: It could not be started\n\nNo such image.\n\nGET /x: 404",
  );
});
