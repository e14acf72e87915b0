import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { clipboardConsent, placeOf, rememberConsent } from "./consent";
import { CONTRAST_PALETTES } from "./contrast";
import { terminalKey } from "./keys";
import { exitWords } from "./line-words";
import { linesOf, writeOnly } from "./reach";
import { COLOURS, DEFAULTS, fontSizeAfter, readSettings } from "./settings";

beforeEach(() => Object.assign(globalThis, { matchMedia: () => ({ matches: false }) }));

test("settings that were kept are taken, bad ones are as by default", () => {
  assert.deepEqual(readSettings({}), DEFAULTS);
  const set = {
    colours: "amber-on-black", fontSize: 16, font: "system", cursor: "bar", blink: true, scrollback: 50_000, bell: "flash",
    images: false, copyOnSelect: true, askPaste: false, screenReader: true,
  } as const;
  assert.deepEqual(readSettings(set), set);
  const bad = {
    colours: "pink", fontSize: 9, font: 3, cursor: null, blink: "yes", scrollback: 1e9, bell: "loud", images: 1, copyOnSelect: "",
    askPaste: 0, screenReader: {},
  };
  assert.deepEqual(readSettings(bad), DEFAULTS);
  assert.equal(readSettings({ fontSize: Number.NaN }).fontSize, 0);
});

test("letters grow and shrink by whole pixels within bounds, and go back", () => {
  assert.equal(fontSizeAfter(DEFAULTS, 1), 13);
  assert.equal(fontSizeAfter(DEFAULTS, -1), 11);
  assert.equal(fontSizeAfter({ ...DEFAULTS, fontSize: 24 }, 1), 24);
  assert.equal(fontSizeAfter({ ...DEFAULTS, fontSize: 10 }, -1), 10);
  assert.equal(fontSizeAfter({ ...DEFAULTS, fontSize: 20 }, 0), 0);
});

const press = (key: string, code: string, shiftKey = false) => ({ key, code, ctrlKey: true, shiftKey, altKey: false, metaKey: false });

test("Ctrl with plus, minus and zero is for the letters, Ctrl _ for the program", () => {
  assert.equal(terminalKey(press("+", "Equal", true)), "larger");
  assert.equal(terminalKey(press("+", "BracketRight")), "larger");
  assert.equal(terminalKey(press("+", "NumpadAdd")), "larger");
  assert.equal(terminalKey(press("-", "Minus")), "smaller");
  assert.equal(terminalKey(press("-", "Slash")), "smaller");
  assert.equal(terminalKey(press("0", "Digit0")), "designed");
  assert.equal(terminalKey(press(")", "Digit0", true)), "designed");
  assert.equal(terminalKey(press("_", "Minus", true)), undefined);
  assert.equal(terminalKey(press("=", "Equal")), undefined);
});

test("every palette for more contrast has a contrast of 7 to 1", () => {
  const light = (hex: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (a: string, b: string) => {
    const [high = 0, low = 0] = [light(a), light(b)].toSorted((one, other) => other - one);
    return (high + 0.05) / (low + 0.05);
  };
  assert.deepEqual(Object.keys(CONTRAST_PALETTES), COLOURS.filter((name) => name.includes("-on-")));
  for (const [name, [foreground, background, cursor, selection, ...ansi]] of Object.entries(CONTRAST_PALETTES)) {
    assert.equal(ansi.length, 16, name);
    for (const colour of [foreground, cursor, ...ansi.slice(1)]) {
      assert.ok(contrast(colour, background) >= 7, `${name} ${colour} ${contrast(colour, background)}`);
    }
    assert.ok(contrast(foreground, selection) >= 4.5, `${name} selection`);
  }
});

test("a program that may write into the clipboard is remembered for its container, one that may not for itself", () => {
  const kept = new Map<string, string>();
  const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, text: string) => kept.set(key, text) };
  Object.assign(globalThis, { sessionStorage: storage });
  const [one, other] = [placeOf("ws://a/live/corex/3-1/ws/5"), placeOf("ws://a/live/corex/3-1/ws/6")];
  assert.equal(clipboardConsent(one), "ask");
  rememberConsent(one, "never");
  assert.equal(clipboardConsent(one), "never");
  assert.equal(clipboardConsent(other), "ask");
  rememberConsent(other, "always");
  assert.equal(clipboardConsent(other), "always");
  assert.equal(clipboardConsent(placeOf("ws://a/live/corex/4-1/ws/5")), "ask");
  kept.set("coredeck.clipboard", '[["x"],3,{"a":1}]');
  assert.equal(clipboardConsent(other), "ask");
});

test("programs may ask to write a text of some size, and read nothing", () => {
  const asked: string[] = [];
  const reach = writeOnly((text) => asked.push(text));
  reach.writeText("c", "text");
  reach.writeText("c", "");
  reach.writeText("c", "x".repeat(2 << 20));
  assert.deepEqual(asked, ["text"]);
  assert.equal(reach.readText(), "");
});

test("lines of a text that is pasted", () => {
  assert.deepEqual(["", "a", "a\n", "a\r\nb", "a\nb\n", "a\n\n"].map(linesOf), [1, 1, 1, 2, 2, 2]);
});

test("how a process ended", () => {
  assert.equal(exitWords({ status: 3 }), "Ended with status 3.");
  assert.equal(exitWords({ status: 0, signal: 9 }), "Ended: killed by SIGKILL.");
  assert.equal(exitWords({ status: 0, signal: 42 }), "Ended: killed by signal 42.");
});
