import { dayOf } from "./time";
import { words } from "./words";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `12 s`, `3 min`, `5 h` or `41 d`. */
export function ageWords(seconds: number): string {
  if (seconds < MINUTE) {
    return `${Math.max(0, Math.floor(seconds))} s`;
  }
  if (seconds < HOUR) {
    return `${Math.floor(seconds / MINUTE)} min`;
  }
  return seconds < 2 * DAY ? `${Math.floor(seconds / HOUR)} h` : `${Math.floor(seconds / DAY)} d`;
}

/** `4 min ago` up to 24 hours, then the day: `23 Nov 2026`. */
export function agoWords(at: number, now: number): string {
  const seconds = (now - at) / 1000;
  return seconds < DAY ? words().ago(ageWords(seconds)) : dayOf(at);
}
