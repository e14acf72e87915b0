import assert from "node:assert/strict";
import { test } from "node:test";
import { acknowledged, binaryInput, decode, hello, input, isReply, paste, resize, wish } from "./line/frames";
import { isPageKey, terminalKey, withControl } from "./keys";
import { toHex } from "./palette";
import { signalName, signalNumber } from "./signals";

const bytes = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer as ArrayBuffer;
const text = (frame: Uint8Array): string => new TextDecoder().decode(frame);

test("the first byte says what a frame is", () => {
  assert.deepEqual(decode(bytes("1sh (vm)")), { kind: "title", text: "sh (vm)" });
  assert.deepEqual(decode(bytes("310")), { kind: "reconnect", seconds: 10 });
  assert.deepEqual(decode(bytes("2{ }")), { kind: "preferences" });
  const output = decode(bytes("0héllo\r\n"));
  assert.equal(output.kind, "output");
  assert.equal(output.kind === "output" && text(output.bytes), "héllo\r\n");
});

test("an empty or unknown frame is no error", () => {
  assert.deepEqual(decode(new ArrayBuffer(0)), { kind: "unknown" });
  assert.deepEqual(decode(bytes("8?")), { kind: "unknown" });
  assert.deepEqual(decode(bytes("3soon")), { kind: "unknown" });
  assert.deepEqual(decode(bytes("4{")), { kind: "unknown" });
  assert.deepEqual(decode(bytes('4{"event":"new"}')), { kind: "unknown" });
});

test("events say where output goes on, how large the terminal is, and that it ended", () => {
  assert.deepEqual(
    decode(bytes('4{"event":"screen","stream":"a1","position":9,"skipped":3,"whole":true,"columns":80,"rows":24,"bytes":7}')),
    { kind: "screen", stream: "a1", position: 9, skipped: 3, whole: true, columns: 80, rows: 24, bytes: 7 },
  );
  assert.deepEqual(decode(bytes('4{"event":"taken","pastes":2}')), { kind: "taken", pastes: 2 });
  assert.deepEqual(decode(bytes('4{"event":"refused","what":"input"}')), { kind: "refused" });
  assert.deepEqual(decode(bytes("917.5")), { kind: "probe", text: "17.5" });
  assert.deepEqual(decode(bytes('4{"event":"size","columns":80,"rows":24}')), { kind: "size", columns: 80, rows: 24 });
  assert.deepEqual(decode(bytes('4{"event":"ended","process":{}}')), { kind: "ended", exit: { status: 0 } });
  assert.deepEqual(decode(bytes('4{"event":"ended","process":{"status":0,"signal":9}}')), { kind: "ended", exit: { status: 0, signal: 9 } });
});

test("what is sent has the form that CoreX and ttyd read", () => {
  assert.equal(text(hello()), '{"AuthToken":null}');
  assert.equal(text(hello({ size: { columns: 80, rows: 24 }, position: 4711 })), '{"AuthToken":null,"columns":80,"rows":24,"position":4711}');
  assert.equal(text(input("ls é\r")), "0ls é\r");
  Object.assign(globalThis, { tty_auth_token: "dTpw" });
  assert.equal(text(hello()), '{"AuthToken":"dTpw"}');
  Reflect.deleteProperty(globalThis, "tty_auth_token");
  assert.equal(text(resize({ columns: 100, rows: 30 })), '1{"columns":100,"rows":30}');
  assert.equal(text(acknowledged(4711)), "24711");
  assert.equal(text(wish({ do: "give", to: 2 })), '3{"do":"give","to":2}');
  assert.equal(text(paste("x")), "4x");
  assert.deepEqual([...binaryInput("\x1b[M\xff")], [0x30, 0x1b, 0x5b, 0x4d, 0xff]);
});

test("answers of the terminal are told from keys", () => {
  for (const reply of ["\x1b[I", "\x1b[O", "\x1b[12;40R", "\x1b[?62;c", "\x1b[>0;276;0c", "\x1b[0n", "\x1b[?2026;2$y", "\x1b]11;rgb:00/00/00\x07", "\x1bP1$r0m\x1b\\"]) {
    assert.ok(isReply(reply), JSON.stringify(reply));
  }
  for (const key of ["a", "\r", "\x1b", "\x1b[A", "\x1b[1;5C", "\x1bOP", "\x1b[200~text\x1b[201~", "\x1b[3~"]) {
    assert.ok(!isReply(key), JSON.stringify(key));
  }
});

test("computed colours become hex", () => {
  assert.equal(toHex("rgb(252, 252, 253)"), "#fcfcfd");
  assert.equal(toHex("rgba(0, 10, 255, 0.5)"), "#000aff");
  assert.equal(toHex("#123456"), "#123456");
});

const press = (code: string, held: string) => ({
  code,
  key: code,
  ctrlKey: held.includes("C"),
  shiftKey: held.includes("S"),
  altKey: held.includes("A"),
  metaKey: false,
});

test("only keys with Ctrl and Shift, and Insert, are the terminal's own", () => {
  assert.equal(terminalKey(press("Escape", "CS")), "leave");
  assert.equal(terminalKey(press("KeyF", "CS")), "find");
  assert.equal(terminalKey(press("KeyC", "CS")), "copy");
  assert.equal(terminalKey(press("KeyV", "CS")), "paste");
  assert.equal(terminalKey(press("Insert", "S")), "paste");
  assert.equal(terminalKey(press("Insert", "C")), "copy");
  for (const [code, held] of [["Tab", ""], ["KeyC", "C"], ["KeyF", "C"], ["Escape", ""], ["KeyF", "CSA"], ["Insert", ""]] as const) {
    assert.equal(terminalKey(press(code, held)), undefined, `${held} ${code}`);
  }
});

test("the page around keeps the keys it names", () => {
  assert.ok(isPageKey(press("KeyD", "CS"), "DE"));
  assert.ok(!isPageKey(press("KeyD", "C"), "DE"));
  assert.ok(!isPageKey(press("KeyA", "CS"), "DE"));
});

test("a held Ctrl makes a letter a control character", () => {
  assert.equal(withControl("c"), "\x03");
  assert.equal(withControl("["), "\x1b");
  assert.equal(withControl("\x1b[A"), "\x1b[A");
  assert.equal(withControl("ä"), "ä");
});

test("a signal has the names and numbers that the server takes", () => {
  assert.deepEqual(["HUP", " sigwinch ", "SYS", "RTMIN", "SIGRTMIN+1", "RTMAX-2", "0", "64"].map(signalNumber), [1, 28, 31, 34, 35, 62, 0, 64]);
  assert.deepEqual(["", "x", "65", "-1", "SIG", "RTMIN-1", "RTMAX+1", "RTMIN+31"].map(signalNumber), Array(8).fill(undefined));
  assert.deepEqual([15, 31, 35].map(signalName), ["SIGTERM", "SIGSYS", "signal 35"]);
});
