import { show } from "../model/ansi";
import { LINE_HEIGHT, cells } from "../model/metrics";
import type { Unfinished } from "../model/unfinished";
import { words } from "../words";
import { type Look, piece, span } from "./draw-row";

/** Draws the lines that have no end yet below all rows. Their heights are computed, like those of rows. */
export class OpenRows {
  private drawn = "";

  /** @param place where the elements stand, below each other */
  constructor(private readonly place: HTMLElement) {}

  /**
   * @param columns letters that fit beside each other; 0 if lines are not wrapped
   * @returns how high they are together, px
   */
  show(look: Look, columns: number): number {
    const rows = look.open.map((line) => ({ line, ...show(line.raw) }));
    const heights = rows.map(({ text }) => LINE_HEIGHT * (columns === 0 ? 1 : Math.ceil((cells(text) || 1) / columns)));
    const wanted = JSON.stringify([look.open, heights, rows.map(({ line }) => look.labels.get(line.container)?.name)]);
    if (this.drawn !== wanted) {
      this.drawn = wanted;
      this.place.replaceChildren(...rows.map(({ line, text, runs }, i) => drawn(line, { text, runs }, heights[i]!, look)));
    }
    return heights.reduce((sum, height) => sum + height, 0);
  }
}

function drawn(line: Unfinished, { text, runs }: ReturnType<typeof show>, height: number, look: Look): HTMLElement {
  const element = document.createElement("div");
  element.className = `row open${line.isErr ? " err" : ""}`;
  element.style.height = `${height}px`;
  element.title = words().unfinishedHint;
  element.append(span("time", words().unfinished), span("stream", line.isErr ? "err" : ""));
  const named = look.labels.get(line.container);
  if (named !== undefined) {
    element.append(span(`name c${named.colour}`, named.name));
  }
  const said = span("text", "");
  let at = 0;
  for (const run of runs) {
    said.append(text.slice(at, run.from), piece(text.slice(run.from, run.to), run.style, false, false));
    at = run.to;
  }
  said.append(text.slice(at));
  element.append(span("level", ""), said);
  return element;
}
