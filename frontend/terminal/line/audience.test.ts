import assert from "node:assert/strict";
import { test } from "node:test";
import { type Audience, drives, mayType, readAudience, setsSize } from "./audience";

const read = (more: object): Audience => {
  const audience = readAudience({
    you: 2,
    typing: "one",
    size: "driver",
    answers: true,
    people: [
      { id: 1, name: "Ada", mine: false, types: true, watches: false, program: false, asks: "2026-01-01T00:00:00Z" },
      { id: 2, name: "Ben", mine: true, types: false, watches: false, program: false },
      { id: 3, name: "Ben", mine: true, types: false, watches: false, program: false },
    ],
    ...more,
  });
  assert.ok(audience !== undefined);
  return audience;
};

test("an event that is none tells nothing", () => {
  assert.equal(readAudience({}), undefined);
  assert.equal(readAudience({ you: 1, people: "all" }), undefined);
  assert.deepEqual(readAudience({ you: 1, people: [null, 3, {}] })?.people, []);
});

test("who is here, who asks, and who may type", () => {
  const audience = read({ driver: 1 });
  assert.deepEqual(audience.people.map((one) => [one.name, one.asks]), [["Ada", true], ["Ben", false], ["Ben", false]]);
  assert.equal(mayType(audience), false);
  assert.equal(mayType(undefined), true);
  assert.equal(drives(audience), false);
  assert.equal(drives(read({ driver: 3 })), true);
});

test("the size is the driver's to set, before there is one the first's, by another rule nobody's", () => {
  assert.equal(setsSize(undefined), true);
  assert.equal(setsSize(read({ driver: 1 })), false);
  assert.equal(setsSize(read({ driver: 2 })), true);
  assert.equal(setsSize(read({ driver: 3 })), false);
  assert.equal(setsSize(read({})), false);
  assert.equal(setsSize(read({ you: 1 })), true);
  assert.equal(setsSize(read({ driver: 2, size: "smallest" })), false);
});
