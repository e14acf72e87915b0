import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Connection, type LineState } from "./connection";

/** The browser's border: a socket that does what the test says. */
class Line {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static all: Line[] = [];
  readyState = 0;
  protocol = "";
  sent: string[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((close: { code: number }) => void) | null = null;

  constructor(
    readonly url: string,
    readonly protocols: string[],
  ) {
    Line.all.push(this);
  }

  static get last(): Line {
    return Line.all.at(-1) as Line;
  }

  opens(protocol: string): void {
    this.readyState = 1;
    this.protocol = protocol;
    this.onopen?.();
  }

  says(text: string): void {
    this.onmessage?.({ data: new TextEncoder().encode(text).buffer as ArrayBuffer });
  }

  closes(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }

  send(frame: Uint8Array): void {
    this.sent.push(new TextDecoder().decode(frame));
  }

  close(): void {
    this.readyState = 3;
  }
}

let told: string[] = [];
let states: LineState["kind"][] = [];

function connection(): Connection {
  const line = new Connection("ws://127.0.0.1/ws/5", {
    state: (state) => states.push(state.kind),
    title: (text) => told.push(`title ${text}`),
    restart: () => told.push("restart"),
    output: (bytes) => told.push(new TextDecoder().decode(bytes)),
    size: ({ columns, rows }) => told.push(`${columns}x${rows}`),
  });
  line.resize({ columns: 80, rows: 24 });
  line.open();
  return line;
}

beforeEach(() => {
  Line.all = [];
  told = [];
  states = [];
  Object.assign(globalThis, { WebSocket: Line });
});

test("what is typed before the line is open follows as soon as it is, up to a bound", () => {
  const line = connection();
  line.open();
  line.send("ls");
  line.send("x".repeat(5000));
  line.send("\r");
  Line.last.opens("coredeck.v1");
  assert.deepEqual(Line.last.sent.slice(1), ["0ls\r"]);
  line.open();
  line.send("lost");
  Line.last.closes(1006);
  line.open();
  Line.last.opens("coredeck.v1");
  assert.equal(Line.last.sent.length, 1);
});

test("a lost line goes on at the byte where it broke off", () => {
  const line = connection();
  Line.last.opens("coredeck.v1");
  assert.deepEqual(Line.last.sent, ['{"AuthToken":null,"columns":80,"rows":24}']);
  Line.last.says('4{"event":"replay","position":100,"skipped":0}');
  Line.last.says("0hello");
  Line.last.closes(1006);
  assert.equal(states.at(-1), "lost");
  line.retryNow();
  Line.last.opens("coredeck.v1");
  assert.deepEqual(Line.last.sent, ['{"AuthToken":null,"columns":80,"rows":24,"position":105}']);
  Line.last.says("0 world");
  assert.deepEqual(told, ["restart", "hello", " world"]);
  line.close();
});

test("what could not be kept is replayed on a cleared screen", () => {
  const line = connection();
  Line.last.opens("coredeck.v1");
  Line.last.says('4{"event":"replay","position":0,"skipped":0}');
  Line.last.says("0old");
  Line.last.says('4{"event":"replay","position":900,"skipped":897}');
  Line.last.says("0new");
  assert.deepEqual(told, ["restart", "old", "restart", "new"]);
  line.close();
});

test("a server of the old protocol replays at each connection", () => {
  const line = connection();
  Line.last.opens("tty");
  assert.deepEqual(Line.last.sent, ['{"AuthToken":null}', '1{"columns":80,"rows":24}']);
  Line.last.says("1sh (vm)");
  Line.last.says("0hello");
  Line.last.closes(1006);
  line.retryNow();
  Line.last.opens("tty");
  Line.last.says("0hello");
  assert.deepEqual(told, ["restart", "title sh (vm)", "hello", "restart", "hello"]);
  line.close();
});

test("a normal close is the end, and nothing is tried again", () => {
  const line = connection();
  Line.last.opens("coredeck.v1");
  Line.last.closes(1000);
  line.retryNow();
  assert.deepEqual(states, ["connecting", "connected", "ended"]);
  assert.equal(Line.all.length, 1);
});

test("a size that another viewer set is taken back by setting the own one again", () => {
  const line = connection();
  Line.last.opens("coredeck.v1");
  Line.last.sent = [];
  line.resize({ columns: 80, rows: 24 });
  Line.last.says('4{"event":"size","columns":200,"rows":50}');
  line.resize({ columns: 80, rows: 24 });
  assert.deepEqual(Line.last.sent, ['1{"columns":80,"rows":24}']);
  assert.deepEqual(told, ["200x50"]);
  line.close();
});

test("output that came too fast is skipped: the newest is asked for, not what was missed", () => {
  const line = connection();
  Line.last.opens("coredeck.v1");
  Line.last.says('4{"event":"replay","position":0,"skipped":0}');
  Line.last.says("0flood");
  line.skipAhead();
  Line.last.opens("coredeck.v1");
  assert.deepEqual(Line.last.sent, ['{"AuthToken":null,"columns":80,"rows":24}']);
  line.close();
});
