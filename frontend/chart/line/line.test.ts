import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { type NodeUse, parseFrame } from "./frames";
import type { LineState } from "./state";
import { type FullListener, StatsLine } from "./stats-line";
import { ASK_AGAIN_MS, type RowListener } from "./watched-rows";

/** Stands in for the browser's web socket; the test plays the server. */
class Socket {
  static readonly OPEN = 1;
  static all: Socket[] = [];
  static get last(): Socket {
    return Socket.all.at(-1) as Socket;
  }

  readyState = 0;
  sent: unknown[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: ((close: { code: number }) => void) | null = null;

  constructor(
    readonly url: string,
    readonly protocols: string[],
  ) {
    Socket.all.push(this);
  }

  opens(): void {
    this.readyState = 1;
    this.onopen?.();
    this.says({ event: "hello", now: Date.now(), every: 2000 });
  }

  says(frame: unknown): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  breaks(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.readyState = 3;
  }
}

globalThis.WebSocket = Socket as unknown as typeof WebSocket;

let told: string[] = [];
let states: LineState["kind"][] = [];
const ends: (() => void)[] = [];

const rows: RowListener = {
  row: ({ container, points }) => told.push(`${container}:${points.length}`),
  state: ({ kind }) => states.push(kind),
  refused: (text) => told.push(text),
};

const full: FullListener = {
  history: ({ key }) => told.push(`history ${key}`),
  sample: ({ t }) => told.push(`sample ${t}`),
  happened: ({ kind }) => told.push(kind),
  state: ({ kind }) => states.push(kind),
  refused: (text) => told.push(text),
};

beforeEach(() => {
  told = [];
  states = [];
  Socket.all = [];
});

function line(): StatsLine {
  return new StatsLine("ws://here/live/stats");
}

/** What is asked for in one task is sent at its end. */
async function settled(): Promise<void> {
  await Promise.resolve();
  await Promise.resolve();
}

function drop(made: StatsLine): void {
  ends.splice(0).forEach((end) => end());
  made.close();
}

test("what a newer server adds is passed over", () => {
  assert.equal(parseFrame('{"event":"weather"}'), undefined);
  assert.equal(parseFrame('{"no":"event"}'), undefined);
  assert.equal(parseFrame('{"event":"hello","now":1,"every":2000}')?.event, "hello");
});

test("a table asks once for all its rows, and no more for those that are gone", async () => {
  const made = line();
  ends.push(...["1-1", "2-1", "3-1"].map((container) => made.watchRow(container, rows)));
  Socket.last.opens();
  await settled();
  assert.deepEqual(Socket.last.protocols, ["coredeck.stats.v1"]);
  assert.deepEqual(Socket.last.sent, [{ subscribe: "row", containers: ["1-1", "2-1", "3-1"] }]);
  ends.shift()?.();
  ends.push(made.watchRow("4-1", rows));
  await settled();
  assert.deepEqual(Socket.last.sent.slice(1), [
    { unsubscribe: "row", containers: ["1-1"] },
    { subscribe: "row", containers: ["4-1"] },
  ]);
  assert.equal(Socket.all.length, 1);
  drop(made);
});

test("what a node uses goes to all who show it, and is asked for again on another socket", async () => {
  const made = line();
  const listener = { use: ({ node, cpu }: NodeUse) => told.push(`${node} ${cpu}`), state: () => {} };
  const other = { ...listener };
  ends.push(made.watchNode("n1", listener), made.watchNode("n1", other), made.watchNode("n2", listener));
  Socket.last.opens();
  await settled();
  assert.deepEqual(Socket.last.sent, [{ subscribe: "node", nodes: ["n1", "n2"] }]);
  Socket.last.says({ event: "nodes", now: 1, nodes: [{ node: "n1", cpu: 2, memory: 3, disk: 4 }] });
  assert.deepEqual(told, ["n1 2", "n1 2"]);
  ends.pop()?.();
  await settled();
  assert.deepEqual(Socket.last.sent.at(-1), { unsubscribe: "node", nodes: ["n2"] });
  Socket.last.breaks();
  made.retryNow();
  Socket.last.opens();
  assert.deepEqual(Socket.last.sent, [{ subscribe: "node", nodes: ["n1"] }]);
  drop(made);
});

test("a second listener of a row is given all its points", async () => {
  const made = line();
  ends.push(made.watchRow("1-1", rows));
  Socket.last.opens();
  await settled();
  ends.push(made.watchRow("1-1", { ...rows }));
  await settled();
  assert.deepEqual(Socket.last.sent.at(-1), { subscribe: "row", containers: ["1-1"] });
  Socket.last.says({ event: "rows", now: 1, rows: [{ container: "1-1", fresh: true, limit: 1, points: [[1, 0, 0, 0]] }] });
  assert.deepEqual(told, ["1-1:1", "1-1:1"]);
  drop(made);
});

test("after a lost line everything is asked for again", async () => {
  const made = line();
  ends.push(made.watchRow("1-1", rows), made.watch("2-1", { last: 900_000, columns: 600 }, full).end);
  Socket.last.opens();
  Socket.last.breaks();
  assert.deepEqual(states.slice(-2), ["lost", "lost"]);
  made.retryNow();
  assert.equal(Socket.all.length, 2);
  Socket.last.opens();
  await settled();
  assert.deepEqual(Socket.last.sent, [
    { subscribe: "row", containers: ["1-1"] },
    { subscribe: "full", key: "1", container: "2-1", last: 900_000, columns: 600 },
  ]);
  assert.equal(states.at(-1), "live");
  drop(made);
});

test("an answer to what is no longer asked for is not taken for the new one", () => {
  const made = line();
  const watching = made.watch("2-1", { last: 900_000, columns: 600 }, full);
  ends.push(watching.end);
  Socket.last.opens();
  watching.ask({ from: 1, to: 2, columns: 600 });
  Socket.last.says({ event: "history", key: "1" });
  Socket.last.says({ event: "sample", key: "1", t: 5 });
  Socket.last.says({ event: "history", key: "2" });
  Socket.last.says({ event: "refused", key: "2", text: "2-1 is not known" });
  assert.deepEqual(told, ["history 2", "2-1 is not known"]);
  drop(made);
});

test("a server without its source says so, and when it is back", () => {
  const made = line();
  ends.push(made.watchRow("1-1", rows));
  Socket.last.opens();
  Socket.last.says({ event: "source", away: true, since: 1 });
  Socket.last.says({ event: "source", away: false });
  assert.deepEqual(states, ["connecting", "live", "no-source", "live"]);
  drop(made);
});

test("a page that is signed out tries no more", () => {
  const made = line();
  ends.push(made.watchRow("1-1", rows));
  Socket.last.opens();
  Socket.last.breaks(4401);
  made.retryNow();
  ends.push(made.watchRow("2-1", rows));
  assert.equal(states.at(-1), "signed-out");
  assert.equal(Socket.all.length, 1);
  drop(made);
});

test("a listener to the line alone keeps it open and hears how it is", () => {
  const heard: LineState["kind"][] = [];
  const end = new StatsLine("ws://here/live/stats").watchState(({ kind }) => heard.push(kind));
  Socket.last.opens();
  Socket.last.breaks();
  assert.deepEqual(heard, ["connecting", "live", "lost"]);
  end();
});

test("a refused row is told why, also to who comes later, and is asked for again until it comes", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const made = line();
  ends.push(made.watchRow("1-1", rows), made.watchRow("2-1", rows));
  Socket.last.opens();
  await settled();
  Socket.last.says({ event: "refused", container: "1-1", why: "full", text: "too many" });
  ends.push(made.watchRow("1-1", { ...rows }));
  await settled();
  const why = "Too many containers are looked at. Close some pages.";
  assert.deepEqual(told, [why, why]);
  const before = Socket.last.sent.length;
  Socket.last.says({ event: "source", away: false });
  mock.timers.tick(ASK_AGAIN_MS - 1_000);
  Socket.last.says({ event: "source", away: false });
  mock.timers.tick(1_000);
  assert.deepEqual(Socket.last.sent.slice(before), [{ subscribe: "row", containers: ["1-1"] }]);
  Socket.last.says({ event: "rows", now: 1, rows: [{ container: "1-1", fresh: true, limit: 1, points: [[1, 0, 0, 0]] }] });
  ends.push(made.watchRow("1-1", { ...rows }));
  assert.equal(told.filter((text) => text === why).length, 2);
  drop(made);
  mock.timers.reset();
});
