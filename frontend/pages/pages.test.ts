import assert from "node:assert/strict";
import { test } from "node:test";
import { breadthOf } from "./breadth";
import { MOST_FILTERS, saveFilters, savedFilters, withFilter } from "./filter-store";

class Store {
  private readonly kept = new Map<string, string>();
  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.kept.set(key, value);
  }
}

test("filters are kept for each person", () => {
  const store = new Store();
  saveFilters(store, "ines", [{ name: "failed", query: "state=failed" }]);
  assert.deepEqual(savedFilters(store, "ines"), [{ name: "failed", query: "state=failed" }]);
  assert.deepEqual(savedFilters(store, "omar"), []);
});

test("what is no list of filters counts as nothing", () => {
  const store = new Store();
  for (const text of ["{", "7", '[{"name": ""}, null, {"name": "a", "query": 3}]', `[{"name": "${"a".repeat(99)}", "query": ""}]`]) {
    store.setItem("coredeck.filters.ines", text);
    assert.deepEqual(savedFilters(store, "ines"), []);
  }
});

test("there are never more than the bound", () => {
  const store = new Store();
  const many = Array.from({ length: 99 }, (_, index) => ({ name: `f${index}`, query: "q=1" }));
  saveFilters(store, "ines", many);
  assert.equal(savedFilters(store, "ines").length, MOST_FILTERS);
});

test("a name that is there already is given to the newer filter", () => {
  const all = withFilter(withFilter([{ name: "b", query: "q=1" }], { name: "a", query: "q=2" }), { name: "b", query: "q=3" });
  assert.deepEqual(all, [
    { name: "a", query: "q=2" },
    { name: "b", query: "q=3" },
  ]);
});

test("a window of 1280 shows numbers in its list, with and without the navigation beside it", () => {
  assert.equal(breadthOf(360), "phone");
  assert.equal(breadthOf(768), "narrow");
  assert.equal(breadthOf(1024), "medium");
  assert.equal(breadthOf(1280 - 216), "medium");
  assert.equal(breadthOf(1440 - 216), "wide");
});
