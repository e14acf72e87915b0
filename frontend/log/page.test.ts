import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { USUAL, addressText, levelOf, placeOf } from "./address";
import { lineTime } from "./model/clock";
import { idsOf, labelsOf, namesOf } from "./model/containers";
import { Level } from "./model/levels";
import { Rate } from "./model/rate";
import { LogRows } from "./model/rows";
import { matcher } from "./model/search";
import { textOfRows } from "./save";
import { words } from "./words";

function speak(lang: string): void {
  Object.assign(globalThis, { document: { documentElement: { lang } } });
}

afterEach(() => {
  delete (globalThis as { document?: unknown }).document;
});

test("the address says only what is not as usual", () => {
  assert.equal(addressText(USUAL), "");
  assert.equal(addressText({ ...USUAL, search: "a b", wrap: true, context: 2, follow: "no", at: "12" }), "search a b\ncontext 2\nwrap \nfollow no\nat 12");
});

test("a place is a time, a line, or a line of another container; other words are no place", () => {
  assert.deepEqual(placeOf("time:1700", "3-1"), { kind: "time", millis: 1700 });
  assert.deepEqual(placeOf("12", "3-1"), { kind: "line", container: "3-1", number: 12 });
  assert.deepEqual(placeOf("4-1:12", "3-1"), { kind: "line", container: "4-1", number: 12 });
  for (const at of ["", "time:", "12x", "javascript:1", "4-1:", "1".repeat(40)]) {
    assert.equal(placeOf(at, "3-1"), undefined, at);
  }
});

test("a level that is none shows everything", () => {
  assert.equal(levelOf("warn"), Level.WARN);
  assert.equal(levelOf("toString"), Level.NONE);
});

test("lines are only told apart where there are several containers, of those that may be shown", () => {
  const names = namesOf("4-1 api worker\n\n5-1 db\n");
  assert.deepEqual(idsOf("5-1, 9-9 4-1", names), ["5-1", "4-1"]);
  assert.equal(labelsOf(["3-1", "web"], [], names).size, 0);
  assert.deepEqual([...labelsOf(["3-1", "web"], ["4-1"], names).values()].map(({ name, colour }) => `${name} ${colour}`), ["web 1", "api worker 2"]);
});

test("the speed is that of the last seconds, and nothing while it is not known or nobody tells it", () => {
  const rate = new Rate();
  rate.told("1-1", 5_000, 0);
  assert.equal(rate.perSecond(0), 0);
  rate.told("1-1", 5_100, 1); // two at once say nothing of a second
  assert.equal(rate.perSecond(1), 0);
  rate.told("1-1", 5_200, 1_000);
  assert.equal(rate.perSecond(1_000), 200);
  rate.told("2-1", 90_000, 2_000); // another container's past is no speed
  assert.equal(rate.perSecond(2_000), 0);
  rate.told("2-1", 90_050, 3_000);
  assert.equal(rate.perSecond(3_000), 50);
  assert.equal(rate.perSecond(10_000), 0);
});

test("rows are saved as text, and say where lines are missing", () => {
  const held = new LogRows(() => 21);
  held.take("1-1", [[1, 0, 1, "a"], [4, 1000, 2, "b"]]);
  held.restarted("1-1");
  assert.equal(
    textOfRows(held.rows, new Map()),
    "1970-01-01T00:00:00.000Z out a\n--- 2 lines are not here ---\n1970-01-01T00:00:01.000Z err b\n--- The container was started again. What stands above is from before. ---\n",
  );
});

test("a German page has German words, numbers and times", () => {
  speak("de-AT");
  assert.equal(words().notShown(9_500), "9.500 Zeilen nicht gezeigt");
  assert.equal(words().behind(12_340), "12,3 s zurück");
  assert.equal(lineTime(0, "relative", 12_340), "vor 12,3 s");
  assert.equal(lineTime(0, "relative", 3 * 3_600_000), "vor 3 h");
  assert.equal(matcher("(", true), "Dieses Muster ist unvollständig");
  assert.equal(words().whyBehind(1, ["12:00:00.000", "12:00:01.000"]), "Die Seite kam zwischen 12:00:00.000 und 12:00:01.000 nicht nach. Sie ist noch aufbewahrt.");
});

test("a page of any other language is English", () => {
  speak("fr");
  assert.equal(words().notShown(9_500), "9,500 lines not shown");
  assert.equal(words().lost(1), "1 line lost");
  assert.equal(words().whyLost(2, undefined), "Nobody has them any more.");
});
