import { type Style, show } from "../model/ansi";
import { type Zone, lineTime } from "../model/clock";
import type { Labels } from "../model/containers";
import { foldedOut, jsonLine } from "../model/json-line";
import { LEVEL_NAMES, Level } from "../model/levels";
import type { GapRow, LineRow, Row } from "../model/row";
import type { Matcher } from "../model/search";
import type { Unfinished } from "../model/unfinished";
import { words } from "../words";

/** So many characters of a line are drawn before it is to be shown whole. */
export const SHOWN_AT_FIRST = 2_000;
export const NOTHING_MARKED: readonly [number, number][] = [];

/** How rows are drawn now. */
export interface Look {
  zone: Zone;
  now: number;
  find: Matcher | undefined;
  /** The hit that is gone to. */
  current: LineRow | undefined;
  search: number;
  breaks: ReadonlySet<Row>;
  /** Lines shown whole, and JSON lines folded out, by id. */
  whole: ReadonlySet<number>;
  folded: ReadonlySet<number>;
  /** Names to put before lines; none while there is one container. */
  labels: Labels;
  loading: ReadonlySet<number>;
  /** Lines that have no end yet. */
  open: readonly Unfinished[];
}

/** Changes whenever the row is to be drawn anew. */
export function signature(row: Row, look: Look): string {
  if (row.kind !== "line") {
    return `${row.id} ${look.loading.has(row.id)} ${look.zone} ${row.kind === "gap" ? row.until : ""}`;
  }
  const time = look.zone === "relative" ? Math.floor((look.now - row.millis) / 1000) : look.zone;
  return `${row.id} ${row.version} ${look.search} ${look.current === row} ${time} ${look.breaks.has(row)} ${look.whole.has(row.id)} ${look.folded.has(row.id)} ${look.labels.get(row.container)?.name}`;
}

/** Fills the element with the row. Text is only ever set as text. */
export function drawRow(element: HTMLElement, row: Row, look: Look): void {
  element.dataset["id"] = String(row.id);
  element.removeAttribute("tabindex");
  if (row.kind === "line") {
    drawLine(element, row, look);
  } else if (row.kind === "gap") {
    drawGap(element, row, look);
  } else {
    element.className = "row note";
    element.replaceChildren(span("", words().startedAgain));
  }
}

const LEVEL_CLASSES = ["", "trace", "debug", "info", "warn", "error", "error"];

function drawLine(element: HTMLElement, row: LineRow, look: Look): void {
  const isCurrent = look.current === row;
  setClass(element, `row line ${LEVEL_CLASSES[row.level]}${row.isErr ? " err" : ""}${row.isMore ? " more" : ""}${isCurrent ? " now" : ""}${look.breaks.has(row) ? " break" : ""}`);
  const named = look.labels.get(row.container);
  const cells = cellsOf(element, named !== undefined);
  setText(cells.time, lineTime(row.millis, look.zone, look.now));
  cells.time.removeAttribute("title"); // of the row that was here before
  setText(cells.stream, row.isErr ? "err" : "");
  setText(cells.level, row.isMore ? "" : LEVEL_NAMES[row.level]);
  if (named !== undefined && cells.name !== undefined) {
    setClass(cells.name, `name c${named.colour}`);
    setText(cells.name, named.name);
    cells.name.title = named.name;
  }
  fillText(cells.text, row, look);
}

/** The cells of a line, in their order. */
interface Cells {
  time: HTMLElement;
  stream: HTMLElement;
  name: HTMLElement | undefined;
  level: HTMLElement;
  text: HTMLElement;
}

const CELLS = new WeakMap<Element, Cells>();

/** Those that the element has already, if they are the right ones. */
function cellsOf(element: HTMLElement, isNamed: boolean): Cells {
  const there = CELLS.get(element);
  if (there !== undefined && there.time.parentElement === element && (there.name !== undefined) === isNamed) {
    return there;
  }
  const [time, stream, level, text] = [span("time", ""), span("stream", ""), span("level", ""), span("text", "")];
  const name = isNamed ? span("name", "") : undefined;
  element.replaceChildren(time, stream, ...(name === undefined ? [] : [name]), level, text);
  const made = { time, stream, name, level, text };
  CELLS.set(element, made);
  return made;
}

function setClass(element: HTMLElement, to: string): void {
  if (element.className !== to) {
    element.className = to;
  }
}

/** Makes this its only text, in the node that is there. */
function setText(element: HTMLElement, to: string): void {
  const only = element.firstChild;
  if (only instanceof Text && only === element.lastChild) {
    if (only.data !== to) {
      only.data = to;
    }
  } else {
    element.replaceChildren(to);
  }
}

function fillText(to: HTMLElement, row: LineRow, look: Look): void {
  const json = row.level !== Level.NONE || row.text.startsWith("{") ? jsonLine(row.text) : undefined;
  if (json !== undefined) {
    const isOpen = look.folded.has(row.id);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fold";
    button.ariaExpanded = String(isOpen);
    button.ariaLabel = isOpen ? words().foldIn : words().foldOut;
    button.dataset["act"] = "fold";
    button.append(icon(isOpen ? "chevron-down" : "chevron-right"));
    const said = document.createElement("span");
    mark(said, json.message === "" ? json.rest : json.message, undefined, look, row);
    to.replaceChildren(button, said);
    if (json.message !== "" && json.rest !== "") {
      const rest = document.createElement("span");
      rest.className = "rest";
      mark(rest, json.rest, undefined, look, row);
      to.append(" ", rest);
    }
    if (isOpen) {
      to.append(folded(row.text));
    }
    return;
  }
  const isWhole = look.whole.has(row.id);
  const { text, runs } = show(row.raw);
  const end = isWhole ? text.length : Math.min(text.length, row.cut + SHOWN_AT_FIRST);
  mark(to, text.slice(row.cut, end), { runs, from: row.cut }, look, row);
  if (end < text.length) {
    const more = document.createElement("button");
    more.type = "button";
    more.className = "link all";
    more.dataset["act"] = "whole";
    more.textContent = words().showAll(text.length);
    to.append(" ", more);
  }
}

function folded(text: string): HTMLElement {
  const block = document.createElement("span");
  block.className = "json";
  block.append(...foldedOut(text).map(({ kind, text: part }) => (kind === "other" ? part : span(kind, part))));
  return block;
}

/** Makes this the only text of the element, cut where a style or a hit begins or ends. */
function mark(
  to: HTMLElement,
  text: string,
  styled: { runs: readonly { from: number; to: number; style: Style }[]; from: number } | undefined,
  look: Look,
  row: LineRow,
): void {
  const hits = look.find !== undefined && row.isHit ? look.find.ranges(text) : NOTHING_MARKED;
  const runs = styled?.runs ?? [];
  if (hits.length === 0 && runs.length === 0) {
    setText(to, text);
    return;
  }
  const pieces: (Node | string)[] = [];
  const offset = styled?.from ?? 0;
  const cuts = new Set([0, text.length]);
  hits.forEach(([from, end]) => cuts.add(from).add(end));
  runs.forEach((run) => cuts.add(run.from - offset).add(run.to - offset));
  const places = [...cuts].filter((place) => place >= 0 && place <= text.length).sort((a, b) => a - b);
  for (let i = 0; i + 1 < places.length; i += 1) {
    const from = places[i]!;
    const part = text.slice(from, places[i + 1]);
    const run = runs.find((one) => one.from - offset <= from && from < one.to - offset);
    const isHit = hits.some(([a, b]) => a <= from && from < b);
    pieces.push(isHit || run !== undefined ? piece(part, run?.style, isHit, look.current === row) : part);
  }
  to.replaceChildren(...pieces);
}

/** Text in one style, or a hit. */
export function piece(text: string, style: Style | undefined, isHit: boolean, isCurrent: boolean): HTMLElement {
  const element = document.createElement(isHit ? "mark" : "span");
  element.textContent = text;
  if (isHit && isCurrent) {
    element.className = "current";
  }
  if (style !== undefined) {
    paint(element, style);
  }
  return element;
}

function paint(element: HTMLElement, style: Style): void {
  const { fg, bg } = style.inverse ? { fg: style.bg ?? "var(--cd-term-bg)", bg: style.fg ?? "var(--cd-term-fg)" } : style;
  const colour = (value: number | string) => (typeof value === "number" ? `var(--cd-term-${value})` : value);
  if (fg !== undefined) {
    // What is made for a dark terminal is mixed with the text's colour, so that it can be read on both.
    element.style.color = typeof fg === "number" || bg !== undefined ? colour(fg) : `color-mix(in oklab, ${fg} 68%, var(--cd-text))`;
  }
  if (bg !== undefined && element.tagName !== "MARK") {
    element.style.backgroundColor = colour(bg);
  }
  element.classList.toggle("bold", style.bold);
  element.classList.toggle("dim", style.dim);
  element.classList.toggle("italic", style.italic);
  element.classList.toggle("underline", style.underline);
  element.classList.toggle("strike", style.strike);
}

function drawGap(element: HTMLElement, row: GapRow, look: Look): void {
  const count = row.to - row.from + 1;
  const why = whyGap(row, count, look.zone);
  element.className = `row gap${row.lost ? " lost" : ""}`;
  element.tabIndex = -1;
  const reason = span("why", why);
  reason.title = why;
  element.replaceChildren(icon(row.lost ? "circle-alert" : "triangle-alert"), span("title", row.lost ? words().lost(count) : words().notShown(count)), reason);
  if (!row.lost) {
    const load = document.createElement("button");
    load.type = "button";
    load.className = "link";
    load.dataset["act"] = "load";
    load.ariaDisabled = String(look.loading.has(row.id));
    load.textContent = look.loading.has(row.id) ? words().loading : words().loadThese;
    element.append(load);
  }
}

function whyGap(row: GapRow, count: number, zone: Zone): string {
  const time = (millis: number) => lineTime(millis, zone === "utc" ? "utc" : "local", 0);
  const span = row.since > 0 && row.until > 0 ? ([time(row.since), time(row.until)] as const) : undefined;
  return row.lost ? words().whyLost(count, span) : row.seen ? words().whyPutAside(count, span) : words().whyBehind(count, span);
}

function icon(name: string): HTMLElement {
  const element = document.createElement("coredeck-icon");
  element.setAttribute("name", name);
  element.toggleAttribute("small", true);
  return element;
}

export function span(kind: string, text: string): HTMLElement {
  const element = document.createElement("span");
  element.className = kind;
  element.textContent = text;
  return element;
}
