import { type Happening, markOf } from "./happenings";

/** How a container has run since it was brought up. */
export interface Runs {
  /** When the run began that is under way, milliseconds since 1970; undefined where no event tells. */
  since: number | undefined;
  restarts: number;
  /** The first start is no longer kept: there may have been more restarts. */
  more: boolean;
  /** Why the run before ended; empty if none did, or nobody knows. */
  reason: string;
}

/** @param happened what happened, oldest first */
export function runsOf(happened: readonly Happening[]): Runs {
  const start = happened.findLastIndex(({ kind }) => kind === "started");
  const later = happened.slice(start + 1);
  const last = later.findLastIndex(({ kind }) => kind === "restarted");
  const ended = later.slice(0, last + 1).findLast(({ kind }) => kind === "exited");
  return {
    since: (later[last] ?? happened[start])?.t,
    restarts: later.filter(({ kind }) => kind === "restarted").length,
    more: start < 0,
    reason: ended === undefined ? "" : markOf(ended).word,
  };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `6 d 2 h`, `2 h 5 min`, `25 min`, `12 s`. */
export function upWords(ms: number): string {
  if (ms < MINUTE) {
    return `${Math.max(0, Math.floor(ms / 1000))} s`;
  }
  const [large, unit, small, part] =
    ms < HOUR ? [MINUTE, "min", 0, ""] : ms < DAY ? [HOUR, "h", MINUTE, "min"] : [DAY, "d", HOUR, "h"];
  const rest = small === 0 ? 0 : Math.floor((ms % (large as number)) / (small as number));
  const whole = `${Math.floor(ms / (large as number))} ${unit}`;
  return rest === 0 ? whole : `${whole} ${rest} ${part}`;
}
