import { locale } from "./language";

/** A time of today as the product writes it, `12:44:07`. */
export function clockTime(milliseconds: number): string {
  return new Date(milliseconds).toLocaleTimeString("en-GB");
}

/** A time of any day in the page's language, `23 Nov 2026, 12:44:07`. */
export function exactTime(milliseconds: number): string {
  return new Date(milliseconds).toLocaleString(locale(), { dateStyle: "medium", timeStyle: "medium" });
}

/** A day in the page's language, `23 Nov 2026`. */
export function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toLocaleDateString(locale(), { dateStyle: "medium" });
}
