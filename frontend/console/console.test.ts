import assert from "node:assert/strict";
import { test } from "node:test";
import { CorexServer } from "../corex/model/server";
import { forget, unlock } from "./credential";
import { readKept, withOpen } from "./kept";
import { type Somebody, readHere } from "./people";
import { TYPING_MS, changesIn, whoIsHere, whoTypes } from "./who";

const NOW = 1_700_000_000_000;

const somebody = (name: string, part: Partial<Somebody> = {}): Somebody => ({
  name,
  you: false,
  process: 3,
  watches: false,
  typedAt: 0,
  ...part,
});

const nameOf = (process: number) => (process === 3 ? "bash" : undefined);

test("who is here is read as it is told, and nonsense tells nothing", () => {
  const here = readHere(
    { event: "people", write: true, credential: true, here: [{ name: "omar", you: false, process: 3, watches: true, typed: 40 }, { name: 7 }] },
    NOW,
  );
  assert.deepEqual(here, { mayWrite: true, hasCredential: true, people: [somebody("omar", { watches: true, typedAt: NOW - 40 })] });
  assert.equal(readHere(null, NOW), undefined);
  assert.equal(readHere({ event: "other" }, NOW), undefined);
});

test("others are named, oneself is not", () => {
  assert.equal(whoIsHere([somebody("ines", { you: true })], nameOf, NOW), "");
  assert.equal(whoIsHere([somebody("omar")], nameOf, NOW), "omar is watching bash");
  assert.equal(whoIsHere([somebody("omar"), somebody("omar", { process: 4 })], nameOf, NOW), "omar is watching bash");
  assert.equal(whoIsHere([somebody("omar", { process: 9 })], nameOf, NOW), "omar is watching a process");
  assert.equal(whoIsHere([somebody("vera"), somebody("omar")], nameOf, NOW), "omar and vera are here");
  const many = ["d", "c", "b", "a"].map((name) => somebody(name));
  assert.equal(whoIsHere(many, nameOf, NOW), "a, b and 2 more are here");
});

test("who typed a moment ago types", () => {
  const omar = somebody("omar", { typedAt: NOW - 10 });
  assert.equal(whoTypes([omar], 3, NOW), "omar is typing");
  assert.equal(whoTypes([omar], 4, NOW), "");
  assert.equal(whoTypes([omar], 3, NOW + TYPING_MS), "");
  assert.equal(whoIsHere([omar], nameOf, NOW), "omar is typing in bash");
  assert.equal(changesIn([omar], NOW), TYPING_MS - 10);
  assert.equal(changesIn([somebody("omar")], NOW), undefined);
});

test("a credential goes to the dashboard alone, and why it was not taken is said", async () => {
  const server = new CorexServer(new URL("http://deck.example/live/corex/3-1/"));
  const asked: string[] = [];
  const answers = (status: number, headers: Record<string, string> = {}) =>
    Object.assign(globalThis, {
      fetch: async (address: URL, { method, body }: { method: string; body?: string }) => {
        asked.push(`${method} ${address.href} ${body ?? ""}`);
        return new Response(null, { status, headers });
      },
    });
  answers(204);
  assert.equal(await unlock(server, { user: "me", password: "secret" }), undefined);
  assert.equal(await forget(server), true);
  assert.deepEqual(asked, [
    'PUT http://deck.example/live/corex/3-1/credential {"user":"me","password":"secret"}',
    "DELETE http://deck.example/live/corex/3-1/credential ",
  ]);
  const fault = async () => unlock(server, { token: "secret" });
  answers(423);
  assert.deepEqual(await fault(), { why: "CoreX does not know this token.", isWrong: true });
  answers(429, { "Retry-After": "7" });
  assert.deepEqual(await fault(), { why: "Too many were wrong, no more are looked at now. Try again in 7 s.", isWrong: false });
  answers(502);
  assert.equal((await fault())?.isWrong, false);
  assert.equal(await forget(server), false);
  Object.assign(globalThis, { fetch: () => Promise.reject(new TypeError("no line")) });
  assert.match((await fault())?.why ?? "", /did not answer/);
});

test("what was open is kept for the newest consoles only", () => {
  const many = Array.from({ length: 60 }, (_, index): [string, string] => [`${index}`, "1~0"]);
  const kept = readKept(JSON.stringify(many));
  assert.equal(kept.length, 50);
  assert.deepEqual(withOpen(kept, "59", "2~0").at(-1), ["59", "2~0"]);
  assert.equal(withOpen(kept, "59", "2~0").length, 50);
  assert.deepEqual(readKept("{"), []);
  assert.deepEqual(readKept('[["a",1],["b","c"],3]'), [["b", "c"]]);
});
