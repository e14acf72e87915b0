import { type CpuUnit, bytes, count, cpuPercent, percent } from "./amounts";
import type { Mark } from "./happenings";
import type { Columns, Value } from "./samples";
import { words as say } from "../words";

/** One row of the table beside the charts. */
export interface TableRow {
  t: number;
  cpu: string;
  memory: string;
  cache: string;
  processes: string;
  events: string;
}

/** A table has no more rows than this; then each stands for a stretch of time. */
export const MOST_TABLE_ROWS = 200;

/** The highest of every stretch of time between two times, with what happened in it; newest first, as a log is read. */
export function tableRows(
  columns: Columns,
  marks: readonly Mark[],
  from: number,
  to: number,
  cpu: { unit: CpuUnit; cpus: number },
): { rows: TableRow[]; strideMs: number } {
  const within = columns.t.filter((t) => t >= from && t <= to).length;
  const strideMs = within <= MOST_TABLE_ROWS ? 0 : roundUp((to - from) / MOST_TABLE_ROWS);
  const rows: TableRow[] = [];
  let index = columns.t.findIndex((t) => t >= from);
  while (index >= 0 && index < columns.t.length && (columns.t[index] as number) <= to) {
    const start = columns.t[index] as number;
    const end = strideMs === 0 ? start + 1 : (Math.floor(start / strideMs) + 1) * strideMs;
    const first = index;
    while (index < columns.t.length && (columns.t[index] as number) < end) {
      index += 1;
    }
    const until = columns.t[index] ?? to + 1;
    rows.push(row(columns, first, index, start, marks.filter(({ t }) => t >= start && t < until), cpu));
  }
  return { rows: rows.reverse(), strideMs };
}

function roundUp(ms: number): number {
  const strides = [2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600].map((seconds) => seconds * 1000);
  return strides.find((stride) => stride >= ms) ?? 86_400_000;
}

function row(
  columns: Columns,
  first: number,
  end: number,
  t: number,
  marks: readonly Mark[],
  cpu: { unit: CpuUnit; cpus: number },
): TableRow {
  const highest = (value: Value): number | null =>
    columns[value].slice(first, end).reduce((one, other) => (one === null || (other !== null && other > one) ? other : one), null);
  const told = (value: number | null, words: (value: number) => string): string => (value === null ? say().noData : words(value));
  return {
    t,
    cpu: told(cpuPercent(highest("cpu"), cpu.unit, cpu.cpus), percent),
    memory: told(highest("memory"), bytes),
    cache: told(highest("cache"), bytes),
    processes: told(highest("processes"), count),
    events: marks.map(({ word }) => word).join(", "),
  };
}

/** All rows between two times as comma separated text (RFC 4180) with times in UTC; a hole has empty cells. */
export function csv(columns: Columns, marks: readonly Mark[], from: number, to: number): string {
  const lines = ["time,cpu_cores,memory_bytes,cache_bytes,processes,memory_limit_bytes,events"];
  let mark = marks.findIndex(({ t }) => t >= from);
  columns.t.forEach((t, index) => {
    if (t < from || t > to) {
      return;
    }
    const words: string[] = [];
    const until = columns.t[index + 1] ?? Number.POSITIVE_INFINITY;
    while (mark >= 0 && mark < marks.length && (marks[mark] as Mark).t < until) {
      words.push((marks[mark] as Mark).word);
      mark += 1;
    }
    const cells = [columns.cpu, columns.memory, columns.cache, columns.processes, columns.limit].map(
      (column) => column[index]?.toString() ?? "",
    );
    lines.push([new Date(t).toISOString(), ...cells, quoted(words.join("; "))].join(","));
  });
  return `${lines.join("\r\n")}\r\n`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
