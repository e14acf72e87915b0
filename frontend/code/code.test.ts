import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { parser as jsonParser } from "@lezer/json";
import { parser as yamlParser } from "@lezer/yaml";
import { Pending } from "./pending";
import { problemsOf, within } from "./problems";
import { replacement } from "./replacement";

const TEXTS = [
  "",
  "a",
  "aa",
  '{"a": 1}',
  '{"a": 12}',
  '{\n  "flist": "http://hub/a.flist"\n}',
  '{\n  "flist": "http://hub/b.flist",\n  "interactive": true\n}',
  "😀",
  "😁",
  "a😀b",
  "a😁b",
  "aaaa",
  "aaba",
];

test("one replacement turns any text into any other", () => {
  for (const old of TEXTS) {
    for (const fresh of TEXTS) {
      const change = replacement(old, fresh);
      const made = change === undefined ? old : old.slice(0, change.from) + change.insert + old.slice(change.to);
      assert.equal(made, fresh, `${JSON.stringify(old)} to ${JSON.stringify(fresh)}`);
    }
  }
});

test("what is the same at both ends is not touched, and no character is cut in two", () => {
  assert.deepEqual(replacement('{"cpu": 1, "memory": 1024}', '{"cpu": 2, "memory": 1024}'), { from: 8, to: 9, insert: "2" });
  assert.deepEqual(replacement("a😀b", "a😁b"), { from: 1, to: 3, insert: "😁" });
  assert.equal(replacement("same", "same"), undefined);
});

test("problems have a line and a text; several of one line are one, in the order of the lines", () => {
  const said = [
    { line: 4, message: "Second." },
    { line: 2, message: "First." },
    { line: 4, message: "Third." },
    { line: 0, message: "no line" },
    { line: "x", message: "no number" },
    { line: 5 },
    null,
  ];
  assert.deepEqual(problemsOf(said), [
    { line: 2, message: "First." },
    { line: 4, message: "Second. Third." },
  ]);
  assert.deepEqual(problemsOf("nothing"), []);
});

test("a problem behind the end of a shortened text is not shown", () => {
  assert.deepEqual(within([{ line: 2, message: "a" }, { line: 9, message: "b" }], 3), [{ line: 2, message: "a" }]);
});

test("what is typed is told once, after a pause or when the focus is lost", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    const told: string[] = [];
    const pending = new Pending<string>(300, (text) => told.push(text));
    pending.set("a");
    mock.timers.tick(299);
    pending.set("ab");
    mock.timers.tick(299);
    assert.deepEqual(told, []);
    assert.equal(pending.waits, true);
    mock.timers.tick(1);
    assert.deepEqual(told, ["ab"]);
    pending.set("abc");
    pending.flush();
    pending.flush();
    mock.timers.tick(1000);
    assert.deepEqual(told, ["ab", "abc"]);
    pending.set("dropped");
    pending.drop();
    mock.timers.tick(1000);
    assert.deepEqual(told, ["ab", "abc"]);
  } finally {
    mock.timers.reset();
  }
});

test("both languages read a reservation without a fault", () => {
  const faults = (tree: { toString(): string }) => tree.toString().includes("⚠");
  assert.equal(faults(jsonParser.parse('{"flist": "x", "capacity": {"cpu": 1}, "volumes": []}')), false);
  assert.equal(faults(jsonParser.parse('{"flist": ')), true);
  assert.equal(faults(yamlParser.parse("flist: x\ncapacity:\n  cpu: 1\nvolumes: []\n")), false);
});
