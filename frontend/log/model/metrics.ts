import { SHOWN_AT_FIRST } from "../parts/draw-row";
import { foldedOut, jsonLine } from "./json-line";
import type { LineRow, Row } from "./row";

export const LINE_HEIGHT = 21;
const BAND_HEIGHT = 30;

/** How rows are drawn, as far as it makes them higher. */
export interface Metrics {
  wrap: boolean;
  /** Letters that fit beside each other. */
  columns: number;
  whole: ReadonlySet<number>;
  folded: ReadonlySet<number>;
}

/** How high a row is drawn: computed, so that nothing has to be measured. */
export function heightOf(row: Row, metrics: Metrics): number {
  if (row.kind !== "line") {
    return BAND_HEIGHT;
  }
  const lines = metrics.wrap ? Math.ceil((widthOf(row, metrics) || 1) / metrics.columns) : 1;
  return LINE_HEIGHT * (lines + (metrics.folded.has(row.id) ? foldedLines(row.text, metrics) : 0));
}

function widthOf(row: LineRow, metrics: Metrics): number {
  if (row.text.startsWith("{")) {
    const json = jsonLine(row.text);
    if (json !== undefined) {
      return 3 + cells(json.message) + cells(json.rest) + 1;
    }
  }
  const length = row.text.length - row.cut;
  const isCut = length > SHOWN_AT_FIRST && !metrics.whole.has(row.id);
  return isCut ? SHOWN_AT_FIRST + 40 : cells(row.cut === 0 ? row.text : row.text.slice(row.cut));
}

function foldedLines(text: string, metrics: Metrics): number {
  const all = foldedOut(text)
    .map((token) => token.text)
    .join("");
  return all.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil((cells(line) + 2) / metrics.columns)), 0);
}

const NARROW = /^[\x20-\x7e]*$/;
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]/u;

/** How many letters wide a text is: wide characters count two, tabs up to the next four. */
export function cells(text: string): number {
  if (NARROW.test(text)) {
    return text.length;
  }
  let width = 0;
  for (const letter of text) {
    width += letter === "\t" ? 4 - (width % 4) : WIDE.test(letter) ? 2 : /\p{M}/u.test(letter) ? 0 : 1;
  }
  return width;
}
