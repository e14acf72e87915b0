import { readPicture } from "./file-size";
import { CELL, type Cells, type Extent, LONGEST, MOST_PIXELS } from "./layout";

/** An image in the text, as iTerm has it. */
export interface Inline {
  file: Blob;
  size: Extent;
  /** As the program wrote them: cells, `12px`, `50%` or `auto`. */
  width: string;
  height: string;
  keepsRatio: boolean;
}

const MOST_ENCODED = 8 << 20;

/** The server knows the size of an image from so many characters, and so do we. */
const HEAD = 262_144;

/**
 * Reads `File=name=…;inline=1:BASE64`.
 *
 * @returns undefined for a file that is not to be shown, or that cannot be
 */
export function readInline(data: string): Inline | undefined {
  // As on the server: one for each, and it ends what can be decoded.
  const ascii = data.replaceAll(/[\u{80}-\u{10ffff}]/gu, "?");
  const colon = ascii.slice(0, HEAD).indexOf(":");
  if (!ascii.startsWith("File=") || colon < 0 || data.length - colon - 1 > MOST_ENCODED) {
    return undefined;
  }
  const fields = new Map(
    ascii
      .slice("File=".length, Math.max("File=".length, colon))
      .split(";")
      .filter((field) => field.includes("="))
      .map((field): [string, string] => [field.slice(0, field.indexOf("=")), field.slice(field.indexOf("=") + 1)]),
  );
  const picture = readPicture(decoded(ascii.slice(colon + 1, HEAD)));
  if (fields.get("inline") !== "1" || picture === undefined) {
    return undefined;
  }
  return {
    file: new Blob([decoded(ascii.slice(colon + 1))], { type: picture.type }),
    size: picture.size,
    width: fields.get("width") ?? "auto",
    height: fields.get("height") ?? "auto",
    keepsRatio: fields.get("preserveAspectRatio") !== "0",
  };
}

/** Decodes up to the first character that is none of base64. */
function decoded(encoded: string): Uint8Array<ArrayBuffer> {
  const text = encoded.replaceAll(/\s+/g, "");
  const end = text.search(/[^A-Za-z0-9+/]/);
  const usable = end < 0 ? text : text.slice(0, end);
  // With one left over there is no byte; the rest of a group at the end is decoded, too.
  return Uint8Array.from(atob(usable.length % 4 === 1 ? usable.slice(0, -1) : usable), (one) => one.charCodeAt(0));
}

/**
 * How many pixels an image has when it is drawn; never wider or higher than the terminal unless the program says so. The
 * server reckons the same (`InlineSize.java`).
 *
 * @returns 0 for one that is too large
 */
export function drawnSize({ size, width, height, keepsRatio }: Omit<Inline, "file">, { columns, rows }: Cells): Extent {
  const whole = { width: columns * CELL.width, height: rows * CELL.height };
  const wide = length(width, whole.width, CELL.width);
  const high = length(height, whole.height, CELL.height);
  if (wide === undefined && high === undefined) {
    const factor = Math.min(1, whole.width / size.width, (whole.height - CELL.height) / size.height);
    return bounded(size, size.width * factor, size.height * factor);
  }
  if (wide !== undefined && (high === undefined || keepsRatio)) {
    const fitted = high === undefined ? wide : Math.min(wide, (high * size.width) / size.height);
    return bounded(size, fitted, (fitted * size.height) / size.width);
  }
  return bounded(size, wide ?? ((high ?? 0) * size.width) / size.height, high ?? 0);
}

function bounded(size: Extent, width: number, height: number): Extent {
  const drawn = { width: Math.floor(width), height: Math.floor(height) };
  const isTooLarge =
    size.width * size.height > MOST_PIXELS || drawn.width * drawn.height > MOST_PIXELS || Math.max(drawn.width, drawn.height) > LONGEST;
  return isTooLarge ? { width: 0, height: 0 } : drawn;
}

function length(text: string, whole: number, cell: number): number | undefined {
  const [, digits = "", unit] = /^(\d{1,6})(px|%)?$/.exec(text) ?? [];
  const amount = Number(digits);
  if (amount === 0) {
    return undefined;
  }
  return unit === "%" ? (amount * whole) / 100 : unit === "px" ? amount : amount * cell;
}
