/**
 * The frames of a terminal's web socket, sub-protocol "tty", as docs/formats/corex.md tells them.
 *
 * Every frame is binary; its first byte is an ASCII digit that says what the rest is.
 */
export const SUBPROTOCOL = "tty";

/** What the server says. */
export type ServerFrame =
  | { kind: "output"; bytes: Uint8Array }
  | { kind: "title"; text: string }
  | { kind: "preferences" }
  | { kind: "reconnect"; seconds: number }
  | { kind: "unknown" };

const OUTPUT = 0x30;
const TITLE = 0x31;
const PREFERENCES = 0x32;
const RECONNECT = 0x33;

const INPUT = 0x30;
const RESIZE = 0x31;

const utf8 = new TextEncoder();

/** Reads a frame; one that is empty or of an unknown kind is "unknown", never an error. */
export function decode(data: ArrayBuffer): ServerFrame {
  const bytes = new Uint8Array(data);
  const rest = bytes.subarray(1);
  switch (bytes[0]) {
    case OUTPUT:
      return { kind: "output", bytes: rest };
    case TITLE:
      return { kind: "title", text: new TextDecoder().decode(rest) };
    case PREFERENCES:
      return { kind: "preferences" };
    case RECONNECT: {
      const seconds = Number.parseFloat(new TextDecoder().decode(rest));
      return seconds > 0 ? { kind: "reconnect", seconds } : { kind: "unknown" };
    }
    default:
      return { kind: "unknown" };
  }
}

/** The first message: live output starts after it. The browser itself answers when a password is asked for. */
export function hello(): Uint8Array<ArrayBuffer> {
  return utf8.encode('{"AuthToken":null}');
}

export function input(text: string): Uint8Array<ArrayBuffer> {
  return framed(INPUT, utf8.encode(text));
}

/** Input whose characters stand for single bytes, as mouse reports of old programs do. */
export function binaryInput(text: string): Uint8Array<ArrayBuffer> {
  return framed(INPUT, Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff));
}

export function resize(columns: number, rows: number): Uint8Array<ArrayBuffer> {
  return framed(RESIZE, utf8.encode(JSON.stringify({ columns, rows })));
}

function framed(command: number, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(bytes.length + 1);
  frame[0] = command;
  frame.set(bytes, 1);
  return frame;
}

const REPLY = /^\x1b(?:\[[?>=]?[\d;]*[cnRt]|\[[?>]?[\d;]*\$y|\][\d;]+[^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\)$/;

/**
 * Whether this "input" is the terminal's own answer to a question in the output (where is the cursor, what are you).
 *
 * Answers to questions of the past, met while a backlog is shown again, would arrive as typed text.
 */
export function isReply(text: string): boolean {
  return REPLY.test(text);
}
