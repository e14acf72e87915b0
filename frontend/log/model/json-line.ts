/** A line that is a JSON object, as a sentence and as what it holds. */
export interface JsonLine {
  /** What it says: its message, or nothing. */
  message: string;
  /** Its other members, `name=value`, in one line. */
  rest: string;
}

/** One coloured piece of JSON text. */
export interface Token {
  kind: "key" | "string" | "number" | "word" | "other";
  text: string;
}

const MESSAGES = ["msg", "message", "@m", "@message", "text", "event"];
/** Said by the columns before the text already. */
const KNOWN = new Set(["level", "severity", "lvl", "loglevel", "levelname", "time", "ts", "timestamp", "@t", "@timestamp", "v"]);
const LONGEST = 64 * 1024;
const MOST_OF_REST = 400;

/** @returns nothing if the text is no JSON object */
export function jsonLine(text: string): JsonLine | undefined {
  const object = parsed(text);
  if (object === undefined) {
    return undefined;
  }
  const name = MESSAGES.find((key) => typeof object[key] === "string");
  const rest: string[] = [];
  let length = 0;
  for (const [key, value] of Object.entries(object)) {
    if (key !== name && !KNOWN.has(key.toLowerCase()) && length < MOST_OF_REST) {
      const said = `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`;
      rest.push(said);
      length += said.length;
    }
  }
  return { message: name === undefined ? "" : String(object[name]), rest: rest.join(" ").slice(0, MOST_OF_REST) };
}

function parsed(text: string): Record<string, unknown> | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith("{") || !trimmed.endsWith("}") || trimmed.length > LONGEST) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(trimmed, asPrinted);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

interface ExactJson {
  rawJSON?(text: string): unknown;
}

/** Keeps numbers as they were printed, where the browser can: 148.20 stays so, and long ids keep all digits. */
function asPrinted(this: unknown, _: string, value: unknown, context?: { source?: string }): unknown {
  const { rawJSON } = JSON as ExactJson;
  return typeof value === "number" && rawJSON !== undefined && context?.source !== undefined ? rawJSON(context.source) : value;
}

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null)|[{}[\],]|\s+/g;

/** The object over several lines, in pieces to colour. */
export function foldedOut(text: string): Token[] {
  const object = parsed(text);
  if (object === undefined) {
    return [{ kind: "other", text }];
  }
  const pretty = JSON.stringify(object, undefined, 2);
  return [...pretty.matchAll(TOKEN)].map((match) => {
    const [all, quoted, colon, number, word] = match;
    if (quoted !== undefined) {
      return { kind: colon === undefined ? "string" : "key", text: all };
    }
    return { kind: number !== undefined ? "number" : word !== undefined ? "word" : "other", text: all };
  });
}
