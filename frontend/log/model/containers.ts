/** Names by id. */
export type Names = ReadonlyMap<string, string>;
/** How lines of several containers are told apart; empty while there is one. */
export type Labels = ReadonlyMap<string, { name: string; colour: number }>;

/** Containers the server shows together. */
export const MOST_TOGETHER = 16;

const COLOURS = 6;
const NO_LABELS: Labels = new Map();
const ID = /^\d{1,19}-\d{1,19}$/;

/** What the page is told of containers, as text. */
interface Told {
  container: string;
  name: string;
  /** A line `id name` for each that can be shown too. */
  others: string;
  /** Ids of those that are. */
  merge: string;
}

export interface Containers {
  /** All that can be shown too or are, by id. */
  readonly names: Names;
  /** Shown beside the first one. */
  readonly merged: readonly string[];
  /** Asked for, but more than are shown together. */
  readonly surplus: readonly string[];
  readonly labels: Labels;
}

/** @param text a line `id name` for each container */
export function namesOf(text: string): Names {
  const lines = text.split("\n").map((line) => line.trim());
  return new Map(
    lines.filter((line) => line !== "").map((line) => [line.split(" ", 1)[0]!, line.slice(line.indexOf(" ") + 1)] as const),
  );
}

/** @returns the ids in the text, each once; whatever is none is left out */
export function idsOf(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,]+/).filter((id) => ID.test(id)))];
}

/** @param own the first container, and what it is called */
export function labelsOf(own: readonly [id: string, name: string], merged: readonly string[], names: Names): Labels {
  if (merged.length === 0) {
    return NO_LABELS;
  }
  const all = [own, ...merged.map((id) => [id, names.get(id) ?? id] as const)];
  return new Map(all.map(([id, name], index) => [id, { name, colour: (index % COLOURS) + 1 }]));
}

/** Which containers may be shown, which are, and how their lines are told apart. What was asked for is shown, offered or not. */
export function containersOf({ container, name, others, merge }: Told): Containers {
  const offered = namesOf(others);
  const asked = idsOf(merge).filter((id) => id !== container);
  const merged = asked.slice(0, MOST_TOGETHER - 1);
  const unnamed = asked.filter((id) => !offered.has(id)).map((id) => [id, id] as const);
  const names = new Map([...offered, ...unnamed]);
  return { names, merged, surplus: asked.slice(MOST_TOGETHER - 1), labels: labelsOf([container, name || container], merged, names) };
}

/** @returns what a line to the server is opened for: the same as long as it may stay */
export function openedFor(src: string, containers: readonly string[]): string {
  return [src, ...[...containers].sort()].join(" ");
}
