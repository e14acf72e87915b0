import assert from "node:assert/strict";
import { test } from "node:test";
import { takesKeys } from "./keys";

const part = (localName: string, more: Record<string, unknown> = {}) => ({ localName, ...more });
const role = (name: string) => ({ getAttribute: (asked: string) => (asked === "role" ? name : null) });

test("letters stay with a field, wherever in a component it is", () => {
  assert.equal(takesKeys([part("input", { type: "text" }), part("vaadin-text-field"), part("body")]), true);
  assert.equal(takesKeys([part("textarea"), part("body")]), true);
  assert.equal(takesKeys([part("div", { isContentEditable: true }), part("coredeck-code")]), true);
  assert.equal(takesKeys([part("div", role("combobox"))]), true);
});

test("letters stay with a terminal and a code editor", () => {
  assert.equal(takesKeys([part("canvas"), part("coredeck-terminal"), part("main")]), true);
  assert.equal(takesKeys([part("div"), part("coredeck-code")]), true);
});

test("a checkbox, a link and a row need no letters", () => {
  assert.equal(takesKeys([part("input", { type: "checkbox" }), part("body")]), false);
  assert.equal(takesKeys([part("a"), part("body")]), false);
  assert.equal(takesKeys([part("td", role("gridcell")), part("vaadin-grid")]), false);
});
