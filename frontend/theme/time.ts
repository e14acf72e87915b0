import { locale } from "./language";

const EXACT: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "medium" };
const DAY: Intl.DateTimeFormatOptions = { dateStyle: "medium" };
const CLOCK = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

/** To make one takes a millisecond, and a page shows times by the hundred. */
const made = new Map<Intl.DateTimeFormatOptions, { of: string; format: Intl.DateTimeFormat }>();

function formatOf(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const of = locale();
  const known = made.get(options);
  if (known?.of === of) {
    return known.format;
  }
  const format = new Intl.DateTimeFormat(of, options);
  made.set(options, { of, format });
  return format;
}

/** Programs send times too, and what is no time is not written. */
function written(format: Intl.DateTimeFormat, milliseconds: number): string {
  const time = new Date(milliseconds);
  return Number.isNaN(time.getTime()) ? "" : format.format(time);
}

/** A time of today as the product writes it, `12:44:07`; nothing for what is no time. */
export function clockTime(milliseconds: number): string {
  return written(CLOCK, milliseconds);
}

/** A time of any day in the page's language, `23 Nov 2026, 12:44:07`. */
export function exactTime(milliseconds: number): string {
  return written(formatOf(EXACT), milliseconds);
}

/** A day in the page's language, `23 Nov 2026`. */
export function dayOf(milliseconds: number): string {
  return written(formatOf(DAY), milliseconds);
}
