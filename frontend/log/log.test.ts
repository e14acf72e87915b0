import assert from "node:assert/strict";
import { test } from "node:test";
import { dayOf } from "../theme/time";
import { plain, show } from "./model/ansi";
import { lineTime } from "./model/clock";
import { Counts } from "./model/counts";
import { foldedOut, jsonLine } from "./model/json-line";
import { LEVEL_NAMES, Level, continues, judge } from "./model/levels";
import { matcher } from "./model/search";

function level(text: string): string {
  return LEVEL_NAMES[judge(text).level];
}

test("the level is found in the formats programs print", () => {
  const lines: readonly [string, string][] = [
    ["INFO listening on 0.0.0.0:8443", "INFO"],
    ["2026-11-23 12:44:07,218 WARN  [main] o.s.b.Pool - slow", "WARN"],
    ["2026-11-23T12:44:07Z ERROR payment failed", "ERROR"],
    ["12:44:07.218 [main] DEBUG com.example.App - x", "DEBUG"],
    ['time="2026-11-23T12:44:07Z" level=warning msg="slow"', "WARN"],
    ['ts=1 level="error" msg=x', "ERROR"],
    ['{"level":"info","msg":"order placed"}', "INFO"],
    ['{"time":1,"level":50,"msg":"pino"}', "ERROR"],
    ['{"severity":"CRITICAL","message":"x"}', "FATAL"],
    ["[error] 12#12: *1 open() failed", "ERROR"],
    ["2026/11/23 12:44:07 [warn] 12#12: conflicting", "WARN"],
    ["E0521 12:44:07.218123       1 main.go:12] failed", "ERROR"],
    ["I0521 12:44:07.218123       1 main.go:12] ok", "INFO"],
    ["W0521 12:44:07.218123 x", "WARN"],
    ["<3>kernel: it broke", "ERROR"],
    ["WARNING:root:deprecated", "WARN"],
    ["error: could not compile", "ERROR"],
    ["error[E0521]: borrowed data escapes", "ERROR"],
    ["[12:44:07 INF] Now listening", "INFO"],
    ["2026-11-23 12:44:07.000 UTC [42] FATAL:  role does not exist", "FATAL"],
    ["2026-11-23 12:44:07.000 UTC [42] LOG:  ready", "INFO"],
    ["Traceback (most recent call last):", "ERROR"],
    ["panic: runtime error: index out of range", "FATAL"],
    ["Exception in thread \"main\" java.lang.Error", "ERROR"],
    ["app | warn: slow", "WARN"],
    ["SEVERE: cannot start", "ERROR"],
    ["TRACE entering", "TRACE"],
  ];
  for (const [line, expected] of lines) {
    assert.equal(level(line), expected, line);
  }
});

test("a sentence that only speaks of errors has no level", () => {
  for (const line of ["0 errors, 3 tests", "GET /error 200", "the information desk", "log in to go on", "Warnings are off", "terrorize", ""]) {
    assert.equal(level(line), "", line);
  }
});

test("a level at the start is cut off for its column, the text after it stays", () => {
  const { cut } = judge("[WARN]  upstream slow");
  assert.equal("[WARN]  upstream slow".slice(cut), "upstream slow");
  assert.equal(judge("ERROR").cut, 0);
  assert.equal(judge("2026 INFO x").cut, 0);
});

test("lines of a stack trace belong to the line before", () => {
  for (const line of ["    at io.shop.Gateway.send(Gateway.java:118)", "\tat x", "Caused by: java.io.IOException: x", "  File \"a.py\", line 1", "ValueError: x", "java.lang.IllegalStateException: no"]) {
    assert.equal(continues(line), true, line);
  }
  assert.equal(continues("GET /health 200"), false);
});

test("colours become runs and nothing of a control stays in the text", () => {
  const { text, runs } = show("\x1b[1;31mred\x1b[0m and \x1b[38;5;208morange\x1b[39m \x1b[48;2;1;2;3mback\x1b[m");
  assert.equal(text, "red and orange back");
  assert.deepEqual([runs[0]!.from, runs[0]!.to, runs[0]!.style.fg, runs[0]!.style.bold], [0, 3, 1, true]);
  assert.equal(runs[1]!.style.fg, "rgb(255 135 0)");
  assert.equal(runs[2]!.style.bg, "rgb(1 2 3)");
});

test("the last overwrite of a line wins, as in a terminal", () => {
  assert.equal(plain("10 %\r50 %\r100 %"), "100 %");
  assert.equal(plain("abcdef\rxy"), "xycdef");
  assert.equal(plain("abcdef\rxy\x1b[K"), "xy");
  assert.equal(plain("downloading\x1b[2K\x1b[1Gdone"), "done");
  assert.equal(plain("ab\b\bX"), "Xb");
  assert.equal(plain("line\r"), "line");
});

test("titles, links, queries and other controls are dropped with what belongs to them", () => {
  assert.equal(plain("a\x1b]0;evil title\x07b"), "ab");
  assert.equal(plain("a\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\b"), "alinkb");
  assert.equal(plain("a\x1b[?1049h\x1b[6n\x1b[2Jb\x00\x07\x7f\x9b31mc"), "abc");
  assert.equal(plain("a\x1bPq…\x1b\\b\x1b(Bc\x1b"), "abc");
  assert.equal(plain("tab\tstays"), "tab\tstays");
  assert.equal(plain("x\x1b[999999999Cy").length, 4097);
});

test("text is left alone, markup and all", () => {
  const line = "<img src=x onerror=alert(1)> 日本 👍🏽";
  assert.equal(plain(line), line);
  assert.equal(plain(`\x1b[1m${line}\x1b[0m`), line);
});

test("a JSON line says its message and the rest", () => {
  assert.deepEqual(jsonLine('{"level":"info","msg":"order placed","order":88125,"total":148.25,"tags":["a"]}'), {
    message: "order placed",
    rest: 'order=88125 total=148.25 tags=["a"]',
  });
  assert.equal(jsonLine("{broken"), undefined);
  assert.equal(jsonLine("[1,2]"), undefined);
});

test("folded out it is the whole object, in coloured pieces", () => {
  const tokens = foldedOut('{"a":"x \\"q\\"","b":[1,true,null]}');
  assert.equal(tokens.map((token) => token.text).join(""), JSON.stringify({ a: 'x "q"', b: [1, true, null] }, undefined, 2));
  assert.deepEqual(tokens.filter((token) => token.kind === "word").map((token) => token.text), ["true", "null"]);
});

test("a search without capitals finds both, with one only that", () => {
  const all = matcher("timeout", false);
  const exact = matcher("Timeout", false);
  assert.ok(typeof all === "object" && typeof exact === "object");
  assert.deepEqual(all.ranges("Timeout, timeout"), [[0, 7], [9, 16]]);
  assert.equal(exact.test("timeout"), false);
});

test("a pattern finds what it says; a broken or endless one is refused in words", () => {
  const found = matcher("\\d+ ms", true);
  assert.ok(typeof found === "object");
  assert.deepEqual(found.ranges("in 12 ms, 3 ms"), [[3, 8], [10, 14]]);
  assert.equal(typeof matcher("(", true), "string");
  assert.equal(typeof matcher("(a+)+$", true), "string");
  assert.equal(matcher("", true), undefined);
  const empty = matcher("x*", true);
  assert.ok(typeof empty === "object");
  assert.deepEqual(empty.ranges("axa"), [[1, 2]]);
});

test("times are told by the chosen clock", () => {
  const millis = Date.UTC(2026, 10, 23, 12, 44, 7, 5);
  assert.equal(lineTime(millis, "utc", 0), "12:44:07.005");
  assert.equal(lineTime(millis, "relative", millis + 12_340), "12.3 s ago");
  assert.equal(lineTime(millis, "relative", millis + 3 * 3_600_000), "3 h ago");
  assert.equal(lineTime(millis, "relative", millis + 72 * 3_600_000), dayOf(millis));
});

test("bars hold every line once, errors and warnings apart", () => {
  const counts = new Counts();
  for (let second = 0; second < 600; second += 1) {
    counts.add(1_000_000 + second * 1000, second % 100 === 0 ? Level.ERROR : second % 10 === 0 ? Level.WARN : Level.INFO);
  }
  const bars = counts.bars(90);
  assert.ok(bars.length <= 90);
  const sums = [0, 1, 2].map((kind) => bars.reduce((sum, bar) => sum + bar.count[kind as 0]!, 0));
  assert.deepEqual(sums, [540, 54, 6]);
  assert.ok(bars.every((bar, index) => index === 0 || bar.from === bars[index - 1]!.to));
});

test("counts of more than two hours ago are forgotten", () => {
  const counts = new Counts();
  counts.add(0, Level.INFO);
  counts.add(3 * 3_600_000, Level.INFO);
  assert.equal(counts.bars(50).reduce((sum, bar) => sum + bar.count[0], 0), 1);
});
