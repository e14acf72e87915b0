import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { hasUnsent, watchTyping } from "./unsent";

type Part = Record<string, unknown>;

/** A page with these elements; what has the focus is named. */
function page({ elements = [] as Part[], focused = null as Part | null, search = "", modal = false }) {
  const heard: ((event: unknown) => void)[] = [];
  Object.assign(globalThis, {
    location: { search },
    document: {
      activeElement: focused,
      querySelector: () => (modal ? {} : null),
      querySelectorAll: () => elements,
      addEventListener: (_: string, listener: (event: unknown) => void) => heard.push(listener),
      removeEventListener: () => heard.pop(),
    },
  });
  ends.push(watchTyping());
  return (...path: Part[]) => heard.forEach((listener) => listener({ composedPath: () => path }));
}

const ends: (() => void)[] = [];

afterEach(() => ends.splice(0).forEach((end) => end()));

function element(localName: string, more: Part = {}): Part {
  return {
    localName,
    getAttribute: () => null,
    parentElement: null,
    shadowRoot: null,
    getRootNode: () => ({}),
    isConnected: true,
    checkVisibility: () => true,
    ...more,
  };
}

/** A field inside an element of ours. */
function inside(host: string, more: Part = {}): { host: Part; field: Part } {
  const outer = element(host);
  const field = element("input", { type: "text", value: "", ...more, getRootNode: () => ({ host: outer }) });
  outer["shadowRoot"] = { activeElement: field, querySelector: () => null, querySelectorAll: () => [field] };
  return { host: outer, field };
}

test("a field that has the focus inside an element of ours is one in which somebody types", () => {
  page({ focused: element("body") });
  assert.equal(hasUnsent(), false);
  page({ focused: inside("coredeck-start").host });
  assert.equal(hasUnsent(), true);
  page({ focused: inside("coredeck-start", { type: "checkbox" }).host });
  assert.equal(hasUnsent(), false);
});

test("what is typed into a terminal is sent at once", () => {
  const { host, field } = inside("coredeck-terminal", { value: "ls" });
  const type = page({ focused: host });
  type(field, host);
  assert.equal(hasUnsent(), false);
});

test("a field that was typed in counts when the focus is elsewhere, until it is empty, hidden or gone", () => {
  const { host, field } = inside("coredeck-start", { value: "/bin/sh" });
  const type = page({ focused: element("body") });
  assert.equal(hasUnsent(), false);
  type(field, host);
  assert.equal(hasUnsent(), true);
  field["value"] = " ";
  assert.equal(hasUnsent(), false);
  field["value"] = "/bin/sh";
  field["checkVisibility"] = () => false;
  assert.equal(hasUnsent(), false);
  field["checkVisibility"] = () => true;
  field["isConnected"] = false;
  assert.equal(hasUnsent(), false);
});

test("what stands in the address comes back with the page", () => {
  const { host, field } = inside("vaadin-text-field", { value: "busy" });
  page({ focused: element("body"), search: "?q=busy" })(field, host);
  assert.equal(hasUnsent(), false);
  field["value"] = "busybox";
  assert.equal(hasUnsent(), true);
  field["isConnected"] = false;
});

test("an open dialog is seen wherever it is", () => {
  page({ modal: true });
  assert.equal(hasUnsent(), true);
  const hidden = element("coredeck-saved-filters");
  hidden["shadowRoot"] = { activeElement: null, querySelector: () => ({}), querySelectorAll: () => [] };
  page({ elements: [hidden] });
  assert.equal(hasUnsent(), true);
});
