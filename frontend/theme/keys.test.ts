import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { consoleMarks } from "../console/keys";
import { pageKey as consoleKey } from "../corex/page-keys";
import { keyOf, logMarks } from "../log/keys";
import { chooseSingleKeys, marks, ownKey, singleKey, startKeys, takesKeys, tellKeys } from "./keys";

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

interface Element {
  key: string;
  clicked: number;
}

/** A page of elements that carry keys; the test presses them. */
function page(...keys: string[]) {
  const kept = new Map<string, string>();
  const listeners: { capture: boolean; heard: (event: unknown) => void }[] = [];
  const all = keys.map((key) => ({ key, clicked: 0 }));
  const element = (of: Element) => ({
    localName: "a",
    getAttribute: (name: string) => (name === "data-key" ? of.key : `does ${of.key}`),
    checkVisibility: () => true,
    click: () => (of.clicked += 1),
  });
  Object.assign(globalThis, {
    localStorage: {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => kept.set(name, value),
      removeItem: (name: string) => kept.delete(name),
    },
    document: {
      documentElement: { lang: "en" },
      querySelector: () => null,
      querySelectorAll: (selector: string) => (selector === "[data-key]" ? all.map(element) : []),
      dispatchEvent: () => true,
    },
    HTMLElement: class {},
    addEventListener: (_: string, heard: (event: unknown) => void, how?: { capture: boolean }) =>
      listeners.push({ capture: how?.capture === true, heard }),
  });
  startKeys();
  /** @returns what an element of the page hears of it: nothing where the key was another's */
  const press = (key: string): ReturnType<typeof keyOf> => {
    let stopped = false;
    const event = {
      ...typed(key),
      preventDefault: () => (event.defaultPrevented = true),
      stopImmediatePropagation: () => (stopped = true),
    };
    listeners.filter(({ capture }) => capture).forEach(({ heard }) => stopped || heard(event));
    const heard = stopped ? undefined : keyOf(event);
    listeners.filter(({ capture }) => !capture).forEach((one) => stopped || heard !== undefined || one.heard(event));
    return heard;
  };
  return { all, press };
}

const typed = (key: string, ...path: unknown[]) => ({
  key,
  code: "",
  ctrlKey: false,
  shiftKey: false,
  altKey: false,
  metaKey: false,
  isComposing: false,
  defaultPrevented: false,
  composedPath: () => path as EventTarget[],
});

afterEach(() => {
  for (const name of ["document", "localStorage", "HTMLElement", "addEventListener"]) {
    delete (globalThis as Record<string, unknown>)[name];
  }
});

test("single keys that are switched off are off for the page, the logs and the console", () => {
  const { all, press } = page("c");
  press("c");
  assert.deepEqual([singleKey(typed("j")), ownKey(typed("j")), keyOf(typed("n")), consoleKey(typed("t"))], ["j", "j", "next", "terminal"]);
  chooseSingleKeys(false);
  press("c");
  assert.deepEqual([singleKey(typed("j")), ownKey(typed("j")), keyOf(typed("n")), consoleKey(typed("t"))], [undefined, undefined, undefined, undefined]);
  assert.equal(all[0]?.clicked, 1);
});

test("the second of two keys leads on though it means something on the page", () => {
  const { all, press } = page("g n", "g w");
  assert.equal(press("g"), undefined);
  assert.equal(press("n"), undefined);
  assert.equal(press("n"), "next");
  assert.equal(press("g"), undefined);
  assert.equal(press("w"), undefined);
  assert.deepEqual(all.map(({ clicked }) => clicked), [1, 1]);
});

test("either of two keys does what the element does", () => {
  const { all, press } = page("2|l");
  press("2");
  press("L");
  assert.equal(all[0]?.clicked, 2);
});

test("the sheet tells the keys that elements hear themselves, as long as they are there", () => {
  page("2|l", "/");
  const end = tellKeys(logMarks);
  const endConsole = tellKeys(consoleMarks);
  const keys = marks().map((mark) => mark.keys);
  assert.deepEqual(keys, ["2|l", "/", "n", "Shift+n", "f", "End", "w", "j|k", "t"]);
  end();
  endConsole();
  assert.deepEqual(marks().map((mark) => mark.keys), ["2|l", "/"]);
});
