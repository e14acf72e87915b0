import { type Process, isRunning } from "./process";

/** Processes that belong together. */
export interface Group {
  /** Empty for those that belong to none. */
  readonly name: string;
  readonly processes: readonly Process[];
  /** How many of them run. */
  readonly running: number;
}

/** The processes by group: first those without one, then groups by name, each in the order they came in. */
export function grouped(processes: readonly Process[]): readonly Group[] {
  const byName = new Map<string, Process[]>();
  for (const process of processes) {
    const name = process.group ?? "";
    byName.set(name, [...(byName.get(name) ?? []), process]);
  }
  return [...byName]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([name, members]) => ({ name, processes: members, running: members.filter(isRunning).length }));
}
