import assert from "node:assert/strict";
import { test } from "node:test";
import { type Item, withoutCopying } from "./finding";
import { pieces } from "./hits";
import { type Toast, withToast } from "./toast-stack";

const toast = (key: number, ms: number): Toast => ({ key, kind: ms > 0 ? "done" : "fail", title: "", text: "", acts: [], ms });

test("at most three toasts are there, and those that need a person outlast the others", () => {
  const three = [toast(1, 0), toast(2, 5000), toast(3, 0)].reduce(withToast, [] as Toast[]);
  assert.deepEqual(withToast(three, toast(4, 5000)).map(({ key }) => key), [1, 3, 4]);
  const failures = [toast(1, 0), toast(2, 0), toast(3, 0)].reduce(withToast, [] as Toast[]);
  assert.deepEqual(withToast(failures, toast(4, 0)).map(({ key }) => key), [2, 3, 4]);
});

test("what matches is marked, everything else is as it is written", () => {
  assert.deepEqual(pieces("postgres-main", [0, 4]), [
    { text: "post", hit: true },
    { text: "gres-main", hit: false },
  ]);
  assert.deepEqual(pieces("web", []), [{ text: "web", hit: false }]);
  assert.deepEqual(pieces("web", [1, 99]), [
    { text: "w", hit: false },
    { text: "eb", hit: true },
  ]);
});

test("where nothing can be copied nothing offers to copy", () => {
  const item = (name: string, does: string, acts: Item[] = []): Item => ({
    id: "", icon: "", state: "", name, hits: [], text: "", aside: "", key: "", href: "", does, acts,
  });
  const copy = item("Copy address", "copy 172.24.1.20");
  const groups = [
    { title: "Containers", items: [item("web", "", [item("Logs", ""), copy])] },
    { title: "Actions", items: [copy] },
  ];
  const left = withoutCopying(groups);
  assert.deepEqual(left.map(({ title }) => title), ["Containers"]);
  assert.deepEqual(left[0]?.items[0]?.acts.map(({ name }) => name), ["Logs"]);
});
