import { clockTime } from "../../theme/time";
import { language } from "../../theme/language";
import { words as say } from "../words";

/** What part of the time a chart shows: the last so many milliseconds, live, or a part that stands still. */
export type Range = { kind: "last"; ms: number } | { kind: "fixed"; from: number; to: number };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The ranges one click away: name in the address, word on the button. */
export const PRESETS = [
  { name: "15m", word: "15 min", ms: 15 * MINUTE_MS },
  { name: "1h", word: "1 h", ms: HOUR_MS },
  { name: "6h", word: "6 h", ms: 6 * HOUR_MS },
  { name: "24h", word: "24 h", ms: DAY_MS },
] as const;

export const USUAL_RANGE: Range = { kind: "last", ms: PRESETS[1].ms };

/** A range is never shorter than this: ten samples. */
export const SHORTEST_MS = 20_000;
/** And never longer than this. */
export const LONGEST_MS = 31 * DAY_MS;

/** The range an address names: `1h`, or `FROM-TO` in milliseconds since 1970; any other text is the usual one. */
export function parseRange(text: string): Range {
  const preset = PRESETS.find(({ name }) => name === text);
  if (preset !== undefined) {
    return { kind: "last", ms: preset.ms };
  }
  const [, from, to] = text.match(/^(\d{1,15})-(\d{1,15})$/) ?? [];
  return from === undefined || to === undefined || Number(to) <= Number(from)
    ? USUAL_RANGE
    : between(Number(from), Number(to));
}

export function formatRange(range: Range): string {
  if (range.kind === "fixed") {
    return `${Math.round(range.from)}-${Math.round(range.to)}`;
  }
  return PRESETS.find(({ ms }) => ms === range.ms)?.name ?? PRESETS[1].name;
}

/** The part between two times, made as long as the shortest around its middle, and no longer than the longest. */
export function between(from: number, to: number): Range {
  const length = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, to - from));
  const middle = (from + to) / 2;
  return to - from > LONGEST_MS
    ? { kind: "fixed", from: to - LONGEST_MS, to }
    : { kind: "fixed", from: Math.round(middle - length / 2), to: Math.round(middle + length / 2) };
}

/** The times a range covers at a moment. */
export function bounds(range: Range, now: number): { from: number; to: number } {
  return range.kind === "fixed" ? range : { from: now - range.ms, to: now };
}

/** Nearer (factor below 1) or further away, with the time under the cursor staying where it is; never into the future. */
export function zoomed(range: Range, now: number, around: number, factor: number): Range {
  const { from, to } = bounds(range, now);
  const next = between(around - (around - from) * factor, around + (to - around) * factor);
  return next.kind === "fixed" && next.to > now ? between(next.from - (next.to - now), now) : next;
}

/** `23 Nov, 11:45 to 12:45`; with seconds where it is short, with both days where there are two. */
export function rangeWords(from: number, to: number): string {
  const short = to - from < 10 * MINUTE_MS;
  const time = (at: number): string => (short ? clockTime(at) : clockTime(at).slice(0, 5));
  const sameDay = dayWords(from) === dayWords(to);
  return sameDay
    ? say().toTime(`${dayWords(from)}, ${time(from)}`, time(to))
    : say().toTime(`${dayWords(from)}, ${time(from)}`, `${dayWords(to)}, ${time(to)}`);
}

export function dayWords(at: number): string {
  return new Date(at).toLocaleDateString(language() === "de" ? "de" : "en-GB", { day: "numeric", month: "short" });
}

/** `UTC+1`, `UTC−3:30`, `UTC`: the zone the times are told in. */
export function zoneWords(at: number): string {
  const minutes = -new Date(at).getTimezoneOffset();
  if (minutes === 0) {
    return "UTC";
  }
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes < 0 ? "−" : "+"}${hours}${rest === 0 ? "" : `:${String(rest).padStart(2, "0")}`}`;
}

const STRIDES_MS = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * 1000),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 7].map((days) => days * DAY_MS),
];

/** Where the time axis has its marks: whole minutes, hours or days of the person's own clock. */
export function timeTicks(from: number, to: number, most: number): number[] {
  const stride = STRIDES_MS.find((ms) => (to - from) / ms <= most) ?? 7 * DAY_MS;
  const shift = new Date(from).getTimezoneOffset() * MINUTE_MS;
  const first = Math.ceil((from - shift) / stride) * stride + shift;
  const marks = [];
  for (let mark = first; mark <= to; mark += stride) {
    marks.push(mark);
  }
  return marks;
}

/** The texts of the marks: seconds only where marks are closer than a minute, a day where one begins. */
export function timeMarks(marks: readonly number[]): string[] {
  const stride = (marks[1] ?? 0) - (marks[0] ?? 0);
  return marks.map((mark) => {
    const time = clockTime(mark);
    if (stride >= DAY_MS || time === "00:00:00") {
      return dayWords(mark);
    }
    return stride > 0 && stride < MINUTE_MS ? time : time.slice(0, 5);
  });
}
