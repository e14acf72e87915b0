import { type Audience, type Wish, readAudience } from "./audience";

/**
 * The messages of a terminal's web socket, as docs/formats/corex.md tells them.
 *
 * Every frame is binary; its first byte is an ASCII digit that says what the rest is.
 */

/** Our own protocol, and the one of the original Core X and ttyd. */
export const SUBPROTOCOLS = ["coredeck.v1", "tty"];
export const OURS = "coredeck.v1";

/** What the server says. */
export type ServerFrame =
  | { kind: "output"; bytes: Uint8Array }
  | { kind: "title"; text: string }
  | { kind: "preferences" }
  | { kind: "reconnect"; seconds: number }
  /**
   * Clear the terminal, take this size and show the `bytes` bytes that follow as "screenBytes"; the output after them
   * begins with number `position` of `stream`. `skipped` bytes were not shown here as they were printed; `whole` is false while not
   * all that scrolled away is there.
   */
  | ({ kind: "screen"; stream: string; position: number; skipped: number; whole: boolean; bytes: number } & Size)
  | { kind: "screenBytes"; bytes: Uint8Array }
  /** As "screen" from containers that were started long ago: what was printed last follows as output. */
  | { kind: "replay"; position: number }
  | { kind: "people"; audience: Audience }
  /** The process had room for so many pastes. */
  | { kind: "taken"; pastes: number }
  /** What was typed did not arrive: somebody else types. */
  | { kind: "refused" }
  /** What was sent to be sent back. */
  | { kind: "probe"; text: string }
  /** The terminal has this size now, whoever set it. */
  | { kind: "size"; columns: number; rows: number }
  | { kind: "ended"; exit: Exit }
  | { kind: "unknown" };

/** How a process ended. */
export interface Exit {
  status: number;
  /** The signal that ended it, if one did. */
  signal?: number;
}

export interface Size {
  columns: number;
  rows: number;
}

const OUTPUT = 0x30;
const TITLE = 0x31;
const PREFERENCES = 0x32;
const RECONNECT = 0x33;
const EVENT = 0x34;
const SCREEN = 0x35;
const PROBE = 0x39;

const INPUT = 0x30;
const RESIZE = 0x31;
const ACKNOWLEDGED = 0x32;
const WISH = 0x33;
const PASTE = 0x34;

const utf8 = new TextEncoder();

/** Reads a frame; one that is empty or of an unknown kind is "unknown", never an error. */
export function decode(data: ArrayBuffer): ServerFrame {
  const bytes = new Uint8Array(data);
  const rest = bytes.subarray(1);
  switch (bytes[0]) {
    case OUTPUT:
      return { kind: "output", bytes: rest };
    case TITLE:
      return { kind: "title", text: text(rest) };
    case PREFERENCES:
      return { kind: "preferences" };
    case RECONNECT: {
      const seconds = Number.parseFloat(text(rest));
      return seconds > 0 ? { kind: "reconnect", seconds } : { kind: "unknown" };
    }
    case EVENT:
      return event(text(rest));
    case SCREEN:
      return { kind: "screenBytes", bytes: rest };
    case PROBE:
      return { kind: "probe", text: text(rest) };
    default:
      return { kind: "unknown" };
  }
}

function event(json: string): ServerFrame {
  let told: Record<string, unknown>;
  try {
    told = JSON.parse(json) as Record<string, unknown>;
  } catch {
    return { kind: "unknown" };
  }
  const number = (name: string): number => (typeof told[name] === "number" ? told[name] : 0);
  switch (told["event"]) {
    case "screen":
      return {
        kind: "screen",
        stream: typeof told["stream"] === "string" ? told["stream"] : "",
        position: number("position"),
        skipped: number("skipped"),
        whole: told["whole"] === true,
        columns: number("columns"),
        rows: number("rows"),
        bytes: number("bytes"),
      };
    case "replay":
      return { kind: "replay", position: number("position") };
    case "people": {
      const audience = readAudience(told);
      return audience === undefined ? { kind: "unknown" } : { kind: "people", audience };
    }
    case "taken":
      return { kind: "taken", pastes: number("pastes") };
    case "refused":
      return { kind: "refused" };
    case "size":
      return number("columns") > 0 && number("rows") > 0
        ? { kind: "size", columns: number("columns"), rows: number("rows") }
        : { kind: "unknown" };
    case "ended":
      return { kind: "ended", exit: exitOf(told["process"]) };
    default:
      return { kind: "unknown" };
  }
}

function exitOf(process: unknown): Exit {
  const { status, signal } = (process ?? {}) as Record<string, unknown>;
  return { status: typeof status === "number" ? status : 0, ...(typeof signal === "number" ? { signal } : {}) };
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** What a viewer says of itself at the beginning. */
export interface Hello {
  size?: Size | undefined;
  /** Number of the next byte of output wanted, if some was seen before. */
  position?: number | undefined;
  /** Whose output that is a number in. */
  stream?: string | undefined;
  /** Bytes that may be on their way without being acknowledged. */
  window?: number;
  name?: string;
  /** Opaque; the same at all screens of one person. */
  person?: string;
  watch?: boolean;
}

/**
 * What opens a socket where a password is asked for, as CoreX tells its own page (`/auth_token.js`): not every browser shows
 * the password with a web socket, too. Null where none is asked for, and on other pages.
 */
export function authToken(): string | null {
  const { tty_auth_token: token } = globalThis as { tty_auth_token?: unknown };
  return typeof token === "string" ? token : null;
}

/** The first message: output starts after it. */
export function hello({ size, ...more }: Hello = {}): Uint8Array<ArrayBuffer> {
  return utf8.encode(JSON.stringify({ AuthToken: authToken(), ...size, ...more }));
}

/** @param bytes shown since the line was opened */
export function acknowledged(bytes: number): Uint8Array<ArrayBuffer> {
  return framed(ACKNOWLEDGED, utf8.encode(String(bytes)));
}

export function wish(wanted: Wish): Uint8Array<ArrayBuffer> {
  return framed(WISH, utf8.encode(JSON.stringify(wanted)));
}

/** Input that the server says to have been taken. */
export function paste(text: string): Uint8Array<ArrayBuffer> {
  return framed(PASTE, utf8.encode(text));
}

export function probe(text: string): Uint8Array<ArrayBuffer> {
  return framed(PROBE, utf8.encode(text));
}

export function input(typed: string): Uint8Array<ArrayBuffer> {
  return framed(INPUT, utf8.encode(typed));
}

/** Input whose characters stand for single bytes, as mouse reports of old programs do. */
export function binaryInput(typed: string): Uint8Array<ArrayBuffer> {
  return framed(INPUT, Uint8Array.from(typed, (character) => character.charCodeAt(0) & 0xff));
}

export function resize({ columns, rows }: Size): Uint8Array<ArrayBuffer> {
  return framed(RESIZE, utf8.encode(JSON.stringify({ columns, rows })));
}

function framed(command: number, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(bytes.length + 1);
  frame[0] = command;
  frame.set(bytes, 1);
  return frame;
}

const REPLY = /^\x1b(?:\[[IO]|\[[?>=]?[\d;]*[cnRt]|\[[?>]?[\d;]*\$y|\][\d;]+[^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\)$/;

/**
 * Whether this "input" is the terminal's own: an answer to a question in the output (where is the cursor, what are you), or
 * that it got or lost the focus.
 *
 * Answers to questions of the past, met while a backlog is shown again, would arrive as typed text.
 */
export function isReply(typed: string): boolean {
  return REPLY.test(typed);
}
