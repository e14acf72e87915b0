import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { FeedState } from "./line/feed";
import { LINE_HEIGHT } from "./model/metrics";
import type { Raw } from "./model/row";
import { LogSession } from "./model/session";
import { statusOf } from "./model/status";
import { words } from "./words";

/** Stands in for the browser's web socket; the test plays the server. */
class Socket {
  static readonly OPEN = 1;
  static all: Socket[] = [];
  static get last(): Socket {
    return Socket.all.at(-1) as Socket;
  }

  readyState = 0;
  asked: { ask: string; id?: number; container?: string; from?: number; to?: number }[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: ((close: { code: number }) => void) | null = null;

  constructor(readonly url: string) {
    Socket.all.push(this);
  }

  opens(): void {
    this.readyState = 1;
    this.onopen?.();
    this.says({ event: "source", away: false });
  }

  says(message: unknown): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  breaks(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }

  asks(what: string) {
    return this.asked.filter(({ ask }) => ask === what);
  }

  send(text: string): void {
    this.asked.push(JSON.parse(text));
  }

  close(): void {
    this.readyState = 3;
  }
}

globalThis.WebSocket = Socket as unknown as typeof WebSocket;

const HOUR = 3_600_000;
const lines = (from: number, to: number, hour: number): Raw[] =>
  Array.from({ length: to - from + 1 }, (_, i) => [from + i, hour * HOUR + from + i, 1, `line ${from + i}`]);

let session: LogSession;

beforeEach(() => {
  Socket.all = [];
  session = new LogSession(
    () => LINE_HEIGHT,
    () => undefined,
  );
  session.open("ws://here/live/logs", ["1-1", "2-1"]);
  Socket.last.opens();
});

function has(container: string, first: number, last: number, raws: Raw[]): void {
  Socket.last.says({ event: "head", container, first, since: 1, last, at: 1 });
  Socket.last.says({ event: "lines", container, seq: 1, rows: raws });
  session.apply();
}

test("a lost connection of several containers goes on after the last line of each, and keeps what is shown", () => {
  has("1-1", 1, 20, lines(11, 20, 9));
  has("2-1", 1, 7, lines(5, 7, 9));
  Socket.last.breaks(1006);
  assert.equal(session.state.kind, "lost");
  session.retryNow();
  Socket.last.opens();
  assert.equal(Socket.all.length, 2);
  assert.deepEqual(Socket.last.asks("begin"), [{ ask: "begin", tail: 1_000, after: { "1-1": 20, "2-1": 7 } }]);
  has("1-1", 1, 22, lines(21, 22, 9));
  assert.equal(session.rows.lineCount, 15);
  assert.equal(session.rows.rows.filter((row) => row.kind === "gap").length, 0);
  session.close();
});

test("a lost connection leaves no unfinished line, and one comes again with the next", () => {
  const open = { event: "open", container: "1-1", after: 0, stdout: "10%", stderr: "" };
  const shown = () => session.openLines(false).map(({ raw }) => raw);
  Socket.last.says(open);
  assert.deepEqual(shown(), ["10%"]);
  Socket.last.says({ event: "source", away: true, since: 1 });
  assert.deepEqual(shown(), []);
  Socket.last.says({ event: "source", away: false });
  Socket.last.says(open);
  assert.deepEqual(shown(), ["10%"]);
  Socket.last.breaks(1006);
  session.apply();
  assert.deepEqual(shown(), []);
  session.close();
});

test("a time is looked for in every container whose lines do not reach back to it", () => {
  has("1-1", 1, 20, lines(11, 20, 8));
  has("2-1", 1, 900, lines(801, 900, 11));
  let done = 0;
  session.loadTime(10 * HOUR, () => (done += 1));
  assert.deepEqual(Socket.last.asks("find").map(({ container }) => container), ["2-1"]);
  Socket.last.says({ event: "found", id: Socket.last.asks("find")[0]?.id, container: "2-1", number: 500 });
  session.apply();
  const load = Socket.last.asks("load")[0];
  assert.deepEqual([load?.container, load?.from, load?.to], ["2-1", 250, 749]);
  assert.equal(done, 0);
  for (let asked = load; asked !== undefined && done === 0; asked = Socket.last.asks("load").at(-1)) {
    const { id, container, from = 0, to = 0 } = asked;
    Socket.last.says({ event: "loaded", id, container, from, to, rows: lines(from, to, 10) });
    session.apply();
  }
  assert.equal(done, 1);
  assert.ok(session.rows.rows.some((row) => row.kind === "line" && row.container === "2-1" && row.number === 500));
  session.close();
});

test("a time before the lines of all is looked for in all, and gone to once", () => {
  has("1-1", 5, 20, lines(11, 20, 11));
  has("2-1", 5, 20, lines(11, 20, 11));
  let done = 0;
  session.loadTime(10 * HOUR, () => (done += 1));
  const finds = Socket.last.asks("find");
  assert.deepEqual(finds.map(({ container }) => container), ["1-1", "2-1"]);
  finds.forEach(({ id, container }) => Socket.last.says({ event: "found", id, container, number: 0 }));
  session.apply();
  assert.equal(done, 1);
  session.close();
});

test("too many logs are no lost connection, and it is said whose they are", () => {
  const kinds: [code: number, whose: string][] = [
    [4429, "yours"],
    [1013, "everybody"],
  ];
  for (const [code, whose] of kinds) {
    Socket.last.breaks(code);
    const state = session.state as Extract<FeedState, { kind: "full" }>;
    assert.deepEqual([state.kind, state.whose], ["full", whose]);
    session.retryNow();
  }
  session.close();
});

test("how far behind the newest line here is, is said of the container that is furthest behind", () => {
  const behind = () => statusOf(session, { follow: true, ended: false, zone: "utc" }).behind;
  const prints = (container: string, last: number, at: number) => {
    Socket.last.says({ event: "head", container, first: 1, since: 1, last, at });
    session.apply();
  };
  assert.equal(behind(), 0, "nothing is known yet");
  prints("1-1", 5, 9 * HOUR);
  assert.equal(behind(), 0, "no line is here to be behind");
  has("1-1", 1, 20, lines(11, 20, 9));
  has("2-1", 1, 7, lines(5, 7, 9));
  prints("1-1", 20, 9 * HOUR + 5_000);
  assert.equal(behind(), 0, "the newest line is here, whatever the time it is said to have");
  prints("1-1", 25, 9 * HOUR + 20 + 12_340);
  prints("2-1", 8, 9 * HOUR + 7 + 1_000);
  assert.equal(behind(), 12_340);
  assert.equal(words().behind(behind()), "behind by 12.3 s");
  Socket.last.says({ event: "lines", container: "1-1", seq: 2, rows: lines(21, 25, 9) });
  session.apply();
  assert.equal(behind(), 1_000, "the other one's");
  Socket.last.says({ event: "lines", container: "2-1", seq: 2, rows: lines(8, 8, 9) });
  session.apply();
  assert.equal(behind(), 0);
  session.close();
});
