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

/** A time of today as the product writes it, `12:44:07`. */
export function clockTime(milliseconds: number): string {
  return CLOCK.format(milliseconds);
}

/** A time of any day in the page's language, `23 Nov 2026, 12:44:07`. */
export function exactTime(milliseconds: number): string {
  return formatOf(EXACT).format(milliseconds);
}

/** A day in the page's language, `23 Nov 2026`. */
export function dayOf(milliseconds: number): string {
  return formatOf(DAY).format(milliseconds);
}
