/** An image in the text, as iTerm has it. */
export interface Inline {
  file: Blob;
  /** As the program wrote them: cells, `12px`, `50%` or `auto`. */
  width: string;
  height: string;
  keepsRatio: boolean;
}

/** Pixels of one letter. */
export interface Cell {
  width: number;
  height: number;
}

const MOST_ENCODED = 8 << 20;

/**
 * Reads `File=name=…;inline=1:BASE64`.
 *
 * @returns undefined for a file that is not to be shown, or that cannot be
 */
export function readInline(data: string): Inline | undefined {
  const colon = data.indexOf(":");
  const fields = new Map(
    data
      .slice("File=".length, Math.max(colon, 0))
      .split(";")
      .map((field): [string, string] => [field.slice(0, field.indexOf("=")), field.slice(field.indexOf("=") + 1)]),
  );
  const encoded = data.slice(colon + 1);
  if (colon < 0 || fields.get("inline") !== "1" || encoded.length > MOST_ENCODED) {
    return undefined;
  }
  try {
    const bytes = Uint8Array.from(atob(encoded.replaceAll(/\s/g, "")), (one) => one.charCodeAt(0));
    const type = typeOf(bytes);
    return type === undefined
      ? undefined
      : {
          file: new Blob([bytes], { type }),
          width: fields.get("width") ?? "auto",
          height: fields.get("height") ?? "auto",
          keepsRatio: fields.get("preserveAspectRatio") !== "0",
        };
  } catch {
    return undefined; // no base64
  }
}

/** Only pictures of pixels: an SVG would be a document. */
function typeOf(bytes: Uint8Array): string | undefined {
  const begins = (...start: number[]) => start.every((byte, index) => bytes[index] === byte);
  if (begins(0x89, 0x50, 0x4e, 0x47)) {
    return "image/png";
  }
  if (begins(0xff, 0xd8, 0xff)) {
    return "image/jpeg";
  }
  if (begins(0x47, 0x49, 0x46, 0x38)) {
    return "image/gif";
  }
  return begins(0x52, 0x49, 0x46, 0x46) ? "image/webp" : undefined;
}

/** How large an image is drawn, in pixels; never wider or higher than the terminal unless the program says so. */
export function drawnSize(
  image: Cell,
  { width, height, keepsRatio }: Pick<Inline, "width" | "height" | "keepsRatio">,
  cell: Cell,
  { columns, rows }: { columns: number; rows: number },
): Cell {
  const whole = { width: columns * cell.width, height: rows * cell.height };
  const wide = length(width, whole.width, cell.width);
  const high = length(height, whole.height, cell.height);
  if (wide === undefined && high === undefined) {
    const factor = Math.min(1, whole.width / image.width, (whole.height - cell.height) / image.height);
    return floored(image.width * factor, image.height * factor);
  }
  if (wide !== undefined && (high === undefined || keepsRatio)) {
    const fitted = high === undefined ? wide : Math.min(wide, (high * image.width) / image.height);
    return floored(fitted, (fitted * image.height) / image.width);
  }
  return wide === undefined ? floored(((high ?? 0) * image.width) / image.height, high ?? 0) : floored(wide, high ?? 0);
}

function length(text: string, whole: number, cell: number): number | undefined {
  const amount = Number.parseInt(text, 10);
  if (!(amount > 0)) {
    return undefined;
  }
  return text.endsWith("%") ? (amount * whole) / 100 : text.endsWith("px") ? amount : amount * cell;
}

const floored = (width: number, height: number): Cell => ({ width: Math.floor(width), height: Math.floor(height) });
