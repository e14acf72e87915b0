import type { Somebody } from "./people";
import { words } from "./words";

/** So long after a key somebody counts as typing. */
export const TYPING_MS = 3000;

const MOST_NAMES = 2;

/** Who else types into a process now, in words; empty for nobody. */
export function whoTypes(people: readonly Somebody[], process: number, now: number): string {
  const names = others(people.filter((one) => one.process === process && types(one, now)));
  return names.length === 0 ? "" : words().types(listed(names), names.length);
}

/**
 * Who else is here, in words; empty for nobody.
 *
 * @param nameOf what people call a process
 */
export function whoIsHere(people: readonly Somebody[], nameOf: (process: number) => string | undefined, now: number): string {
  const names = others(people);
  const first = names[0];
  if (first === undefined) {
    return "";
  }
  if (names.length > 1) {
    return words().watch(listed(names), names.length);
  }
  const own = people.filter((one) => one.name === first);
  const typing = own.find((one) => types(one, now));
  const called = nameOf((typing ?? own[0])?.process ?? 0) ?? words().process;
  return typing === undefined ? words().watches(first, 1, called) : words().typesIn(first, called);
}

/** When somebody who types now stops to count as typing, in milliseconds from now; undefined if nobody does. */
export function changesIn(people: readonly Somebody[], now: number): number | undefined {
  const ends = people.filter((one) => !one.you && types(one, now)).map((one) => one.typedAt + TYPING_MS - now);
  return ends.length === 0 ? undefined : Math.min(...ends);
}

function types(one: Somebody, now: number): boolean {
  return one.typedAt > 0 && now - one.typedAt < TYPING_MS;
}

function others(people: readonly Somebody[]): readonly string[] {
  return [...new Set(people.filter((one) => !one.you).map((one) => one.name))].sort();
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES);
  const left = names.length - shown.length;
  const parts = left > 0 ? [...shown, words().more(left)] : shown;
  return parts.length === 1 ? parts.join("") : words().and(parts.slice(0, -1).join(", "), parts.at(-1) ?? "");
}
