import { agoWords } from "../../theme/ages";
import { locale } from "../../theme/language";
import { words } from "../words";

/** Which clock the times of lines are told by. */
export type Zone = "local" | "utc" | "relative";

export const ZONES: readonly Zone[] = ["local", "utc", "relative"];

const MINUTE = 60_000;

const two = (number: number) => (number < 10 ? `0${number}` : String(number));
const three = (number: number) => (number < 10 ? `00${number}` : number < 100 ? `0${number}` : String(number));

/** `12:44:07.218`, or `12.3 s ago` in the page's language; after 24 hours the day. */
export function lineTime(millis: number, zone: Zone, now: number): string {
  if (zone === "relative") {
    const since = Math.max(0, now - millis);
    return since < MINUTE ? words().secondsAgo(since) : agoWords(millis, now);
  }
  const date = new Date(millis);
  return zone === "utc"
    ? `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}.${three(date.getUTCMilliseconds())}`
    : `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${three(date.getMilliseconds())}`;
}

/** `12:44` or `12:44:07`, for an axis. */
export function axisTime(millis: number, zone: Zone, withSeconds: boolean): string {
  const text = lineTime(millis, zone === "utc" ? "utc" : "local", 0);
  return text.slice(0, withSeconds ? 8 : 5);
}

/** `23 Nov 2026, 12:44:07.218 UTC+1`: nothing is left open. */
export function wholeTime(millis: number, zone: Zone): string {
  const date = new Date(millis);
  const day = date.toLocaleDateString(locale(), { dateStyle: "medium", ...(zone === "utc" ? { timeZone: "UTC" } : {}) });
  const name = zone === "utc" ? "UTC" : offset(date);
  return `${day}, ${lineTime(millis, zone === "utc" ? "utc" : "local", 0)} ${name}`;
}

function offset(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes < 0 ? "−" : "+"}${Math.floor(Math.abs(minutes) / 60)}${rest === 0 ? "" : `:${two(rest)}`}`;
}

/** `Europe/Berlin (UTC+1)` or `UTC`: what the times of the page mean. */
export function zoneName(zone: Zone): string {
  if (zone === "utc") {
    return "UTC";
  }
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const named = here === "UTC" || here === undefined ? offset(new Date()) : `${here} (${offset(new Date())})`;
  return zone === "relative" ? words().sinceThen(named) : named;
}
