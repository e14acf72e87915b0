import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
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

const HELLO = '{"AuthToken":null,"columns":80,"rows":24,"window":262144,"name":"Ada","person":"p","watch":false}';
const screen = (position: number, bytes: number, skipped = 0) =>
  `4{"event":"screen","stream":"a1","position":${position},"skipped":${skipped},"whole":true,"columns":80,"rows":24,"bytes":${bytes}}`;

let told: string[] = [];
let showing: (() => void)[] = [];
let states: LineState["kind"][] = [];
let last: LineState | undefined;

let opened: Connection | undefined;

function connection(): Connection {
  const line = new Connection("ws://127.0.0.1/ws/5", {
    state: (state) => {
      states.push(state.kind);
      last = state;
    },
    title: (text) => told.push(`title ${text}`),
    restart: (bytes) => told.push(`restart ${bytes}`),
    skipped: (bytes) => told.push(`skipped ${bytes}`),
    output: (bytes, shown) => {
      told.push(new TextDecoder().decode(bytes));
      showing.push(shown);
    },
    size: ({ columns, rows }) => told.push(`${columns}x${rows}`),
    audience: (audience) => told.push(`people ${audience?.people.length}`),
    refused: () => told.push("refused"),
    roundTrip: (ms) => told.push(`${ms >= 0 ? "some" : "no"} time`),
  }, { name: "Ada", person: "p", watches: false });
  line.resize({ columns: 80, rows: 24 });
  line.open();
  opened = line;
  return line;
}

afterEach(() => opened?.close());

beforeEach(() => {
  Line.all = [];
  told = [];
  states = [];
  showing = [];
  Object.assign(globalThis, { WebSocket: Line, document: { hidden: true, documentElement: { dataset: {} } } });
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
  assert.deepEqual(Line.last.sent, [HELLO]);
  Line.last.says(screen(100, 4));
  Line.last.says("5past");
  Line.last.says("0hello");
  Line.last.closes(1006);
  assert.equal(states.at(-1), "lost");
  line.retryNow();
  Line.last.opens("coredeck.v1");
  assert.deepEqual(Line.last.sent, [HELLO.replace('"window"', '"position":105,"stream":"a1","window"')]);
  Line.last.says("0 world");
  assert.deepEqual(told, ["restart 4", "past", "hello", " world"]);
});

test("a screen that came in part, or is not the whole, is asked for anew after a lost line", () => {
  const line = connection();
  Line.last.opens("coredeck.v1");
  Line.last.says(screen(100, 8));
  Line.last.says("5half");
  Line.last.closes(1006);
  line.retryNow();
  Line.last.opens("coredeck.v1");
  assert.deepEqual(Line.last.sent, [HELLO]);
  Line.last.says(screen(100, 4).replace("true", "false"));
  Line.last.says("5part");
  Line.last.says("0more");
  Line.last.closes(1006);
  line.retryNow();
  Line.last.opens("coredeck.v1");
  assert.deepEqual(Line.last.sent, [HELLO]);
});

test("who could not follow is shown the screen on a cleared one", () => {
  connection();
  Line.last.opens("coredeck.v1");
  Line.last.says(screen(0, 0));
  Line.last.says("0old");
  Line.last.says(screen(900, 3, 897));
  Line.last.says("5new");
  assert.deepEqual(told, ["restart 0", "old", "restart 3", "skipped 897", "new"]);
});

test("a CoreX of an earlier day replays what was printed last and takes pastes as they are", () => {
  const line = connection();
  Line.last.opens("coredeck.v1");
  Line.last.says('4{"event":"replay","position":7,"skipped":0}');
  Line.last.says("0old");
  assert.deepEqual(told, ["restart 0", "old"]);
  line.send("p".repeat(20_000));
  assert.equal(Line.last.sent.at(-1)?.length, 20_001);
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
  assert.deepEqual(told, ["restart 0", "people undefined", "title sh (vm)", "hello", "restart 0", "people undefined", "hello"]);
});

test("a normal close is the end, and nothing is tried again", () => {
  const line = connection();
  Line.last.opens("coredeck.v1");
  Line.last.says('4{"event":"ended","process":{"status":3}}');
  Line.last.closes(1000);
  assert.deepEqual(last, { kind: "ended", gone: false, exit: { status: 3 } });
  line.retryNow();
  assert.deepEqual(states, ["connecting", "connected", "ended"]);
  assert.equal(Line.all.length, 1);
});

test("a size that another viewer set changes nothing of what this one wants", () => {
  const line = connection();
  Line.last.opens("coredeck.v1");
  Line.last.sent = [];
  Line.last.says('4{"event":"size","columns":200,"rows":50}');
  line.resize({ columns: 80, rows: 24 });
  assert.deepEqual(Line.last.sent, []);
  line.resize({ columns: 81, rows: 24 });
  assert.deepEqual(Line.last.sent, ['1{"columns":81,"rows":24}']);
  assert.deepEqual(told, ["200x50"]);
});

test("what was shown is acknowledged, screens and output alike, in steps", () => {
  connection();
  Line.last.opens("coredeck.v1");
  Line.last.sent = [];
  Line.last.says(screen(0, 20_000));
  Line.last.says(`5${"s".repeat(20_000)}`);
  Line.last.says(`0${"o".repeat(20_000)}`);
  showing[0]?.();
  assert.deepEqual(Line.last.sent, []);
  showing[1]?.();
  assert.deepEqual(Line.last.sent, ["240000"]);
});

test("what is shown of a line that was lost does not count for the next", () => {
  const line = connection();
  Line.last.opens("coredeck.v1");
  Line.last.says(`0${"o".repeat(40_000)}`);
  Line.last.closes(1006);
  line.retryNow();
  Line.last.opens("coredeck.v1");
  Line.last.sent = [];
  showing[0]?.();
  assert.deepEqual(Line.last.sent, []);
});

test("a long paste goes piece by piece, and Ctrl C does not wait for the rest", () => {
  const line = connection();
  Line.last.opens("coredeck.v1");
  Line.last.says('4{"event":"people","you":1,"people":[{"id":1}]}');
  Line.last.sent = [];
  line.send("p".repeat(20_000));
  line.send("x");
  assert.deepEqual(Line.last.sent.map((frame) => frame.length), [8193]);
  Line.last.says('4{"event":"taken","pastes":1}');
  assert.deepEqual(Line.last.sent.map((frame) => frame.length), [8193, 8193]);
  line.send("\x03");
  assert.equal(Line.last.sent.at(-1), "0\x03");
  Line.last.says('4{"event":"taken","pastes":1}');
  assert.equal(Line.last.sent.length, 3);
});

test("a paste that did not arrive does not hold up what is typed later", () => {
  const line = connection();
  Line.last.opens("coredeck.v1");
  Line.last.says('4{"event":"people","you":1,"people":[{"id":1}]}');
  line.send("p".repeat(20_000));
  Line.last.says('4{"event":"refused","what":"input"}');
  Line.last.sent = [];
  line.send("x");
  assert.deepEqual(Line.last.sent, ["0x"]);
});

test("people, refused keys and the time of a round trip are told", () => {
  const line = connection();
  Line.last.opens("coredeck.v1");
  Line.last.says('4{"event":"people","you":2,"driver":1,"typing":"one","size":"driver","answers":false,"people":[{"id":1},{"id":2}]}');
  Line.last.says('4{"event":"refused","what":"input"}');
  Line.last.says("90");
  assert.deepEqual(told, ["people 2", "refused", "some time"]);
  line.wish({ do: "ask" });
  assert.equal(Line.last.sent.at(-1), '3{"do":"ask"}');
});

test("a line that is opened anew goes on where it was, so that the server hears who looks", () => {
  const line = connection();
  Line.last.opens("coredeck.v1");
  Line.last.says(screen(7, 0));
  line.renew();
  assert.equal(Line.all.length, 2);
  Line.last.opens("coredeck.v1");
  assert.deepEqual(Line.last.sent, [HELLO.replace('"window"', '"position":7,"stream":"a1","window"')]);
});

test("output that came too fast is skipped: the newest is asked for, not what was missed", () => {
  const line = connection();
  Line.last.opens("coredeck.v1");
  Line.last.says(screen(0, 0));
  Line.last.says("0flood");
  line.skipAhead();
  Line.last.opens("coredeck.v1");
  assert.deepEqual(Line.last.sent, [HELLO]);
});
