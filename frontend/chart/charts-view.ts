import { html, nothing } from "lit";
import { clockTime, exactTime } from "../theme/time";
import type { Cursor } from "./cursor";
import type { Feed } from "./feed";
import { isOld } from "./line/state";
import { type CpuUnit, bytes, count, cpuPercent, percent } from "./model/amounts";
import type { Mark } from "./model/happenings";
import type { TableRow } from "./model/rows";
import type { Told } from "./parts/cursor-tip";
import "./parts/cursor-tip";
import "./parts/data-table";
import "./parts/event-row";
import type { TimeKey } from "./parts/time-cursor";
import "./parts/time-cursor";
import type { PlotKind, Telling } from "./plot";
import { words as say } from "./words";

const KINDS = ["cpu", "memory", "processes"] as const;

/** What the charts are drawn from. */
export interface ChartsModel {
  feed: Feed | undefined;
  cursor: Cursor;
  telling: Telling;
  from: number;
  to: number;
  /** Pixels of the time axis. */
  width: number;
  touched(event: PointerEvent): void;
  pressed(key: TimeKey): void;
  pick(time: number): void;
}

/** Events, charts with their legends, the cursor for the keyboard, and the values beside the cursor. */
export function chartsView(model: ChartsModel) {
  const { feed, cursor, telling, from, to, width } = model;
  const told = toldAt(feed, cursor.index, telling);
  const marks = feed === undefined ? [] : placed(feed.marks, from, to, width);
  const old = feed !== undefined && isOld(feed.line);
  const heard = told === undefined ? "" : `${clockTime(told.t)}. ${told.values.map((pair) => pair.join(" ")).join(", ")}`;
  return html`<div class="board ${old ? "old" : ""}" @pointerdown=${model.touched}>
    ${eventRow(marks, width, false, model.pick)} ${eventRow(marks, width, true, model.pick)}
    ${KINDS.map(
      (kind) => html`<section class="${kind}-chart">
        <header>${legend(kind, feed, cursor.index, telling)}</header>
        <div class="plot" data-kind=${kind} aria-hidden="true"></div>
      </section>`,
    )}
    ${emptyWords(feed, from)}
    <coredeck-time-cursor
      .from=${from}
      .to=${to}
      .at=${cursor.time}
      .words=${heard}
      @time-key=${(event: CustomEvent<TimeKey>) => model.pressed(event.detail)}
    ></coredeck-time-cursor>
    ${cursor.index === undefined || told === undefined
      ? nothing
      : html`<coredeck-cursor-tip .told=${told} ?pinned=${cursor.pinned} @pick=${(event: Event) => {
          event.stopPropagation();
          model.pick(told.t);
        }}></coredeck-cursor-tip>`}
  </div>`;
}

/** The same data as a table; it stands still until the person wants newer rows. */
export function tableView(table: { rows: TableRow[]; strideMs: number }, unit: CpuUnit, again: () => void) {
  return html`<div class="table">
    <button class="small newer" type="button" @click=${again}>${say().readAgain}</button>
    <coredeck-data-table
      tabindex="0"
      role="region"
      aria-label=${say().sameData}
      .rows=${table.rows}
      .strideMs=${table.strideMs}
      .cpuWords=${unit === "limit" ? say().ofLimit : say().ofOneCore}
    ></coredeck-data-table>
  </div>`;
}

function emptyWords(feed: Feed | undefined, from: number) {
  if (feed === undefined || (feed.refusal === "" && (!feed.answered || feed.series.newest >= from))) {
    return nothing;
  }
  const kept = feed.oldest === null ? say().nothingKept : say().keptSince(exactTime(feed.oldest));
  return html`<p class="nothing">${feed.refusal === "" ? `${say().noDataThen} ${kept}` : feed.refusal}</p>`;
}

/** The row that is told: the one under the cursor, or else the newest. */
function rowOf(feed: Feed | undefined, cursor: number | undefined): number | undefined {
  return cursor ?? feed?.series.indexAt(Number.POSITIVE_INFINITY);
}

function words(value: number | null | undefined, told: (value: number) => string): string {
  return value === null || value === undefined ? say().noData : told(value);
}

/** The values of a row in words. */
function toldAt(feed: Feed | undefined, cursor: number | undefined, telling: Telling): Told | undefined {
  const row = rowOf(feed, cursor);
  const columns = feed?.series.columns;
  const t = row === undefined ? undefined : columns?.t[row];
  if (row === undefined || columns === undefined || t === undefined) {
    return undefined;
  }
  const limit = columns.limit[row] ?? 0;
  const memory = columns.memory[row];
  const share = typeof memory === "number" && limit > 0 ? `, ${percent(Math.round((memory * 100) / limit))}` : "";
  return {
    t,
    values: [
      [say().cpu, words(cpuPercent(columns.cpu[row] ?? null, telling.unit, telling.cpus), percent)],
      [say().memory, words(memory, bytes) + share],
      [say().processes, words(columns.processes[row], count)],
    ],
  };
}

/** The name of a chart, and its lines with their values under the cursor, or else the newest. */
function legend(kind: PlotKind, feed: Feed | undefined, cursor: number | undefined, telling: Telling) {
  const row = rowOf(feed, cursor) ?? -1;
  const columns = feed?.series.columns;
  if (kind === "cpu") {
    const { unit, cpus } = telling;
    const of = unit === "limit" ? say().ofVcpus(cpus) : say().ofOneCore;
    return html`<h3>${say().cpu}</h3>
      <dl class="legend">
        ${line("cpu", of, words(cpuPercent(columns?.cpu[row] ?? null, unit, cpus), percent))}
        ${line("limit", say().limit, percent(cpuPercent(cpus, unit, cpus) ?? 0), true)}
      </dl>`;
  }
  if (kind === "memory") {
    const limit = columns?.limit[row] ?? 0;
    return html`<h3>${say().memory}</h3>
      <dl class="legend">
        ${line("memory", say().used, words(columns?.memory[row], bytes))}
        ${line("cache", say().cache, words(columns?.cache[row], bytes), true)}
        ${limit > 0 ? line("limit", say().limit, bytes(limit), true) : nothing}
      </dl>`;
  }
  return html`<h3>${say().processes}</h3>
    <dl class="legend">${line("processes", say().running, words(columns?.processes[row], count))}</dl>`;
}

function line(colour: string, name: string, value: string, dashed = false) {
  return html`<div>
    <dt><i class="${colour} ${dashed ? "dashed" : ""}"></i>${name}</dt>
    <dd><b>${value}</b></dd>
  </div>`;
}

/** The marks between two times with their pixels. */
function placed(marks: readonly Mark[], from: number, to: number, width: number): { mark: Mark; x: number }[] {
  return marks
    .filter(({ t }) => t >= from && t <= to)
    .map((mark) => ({ mark, x: Math.round(((mark.t - from) / (to - from)) * width) }));
}

/** The row of events; the second stands above the second column and says nothing new to those who hear the page. */
function eventRow(
  marks: readonly { mark: Mark; x: number }[],
  width: number,
  second: boolean,
  pick: (time: number) => void,
) {
  return html`<div class="events ${second ? "second" : ""}" ?inert=${second} aria-hidden=${second ? "true" : "false"}>
    <span>${say().events}</span>
    <coredeck-event-row .placed=${marks} .width=${width} @mark-pick=${(event: CustomEvent<number>) => pick(event.detail)}></coredeck-event-row>
  </div>`;
}
