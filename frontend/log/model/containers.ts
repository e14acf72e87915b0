/** Names by id. */
export type Names = ReadonlyMap<string, string>;
/** How lines of several containers are told apart; empty while there is one. */
export type Labels = ReadonlyMap<string, { name: string; colour: number }>;

const COLOURS = 6;
const NO_LABELS: Labels = new Map();

/** @param text a line `id name` for each container */
export function namesOf(text: string): Names {
  const lines = text.split("\n").map((line) => line.trim());
  return new Map(
    lines.filter((line) => line !== "").map((line) => [line.split(" ", 1)[0]!, line.slice(line.indexOf(" ") + 1)] as const),
  );
}

/** @returns those of the ids in the text that have a name */
export function idsOf(text: string, names: Names): readonly string[] {
  return text.split(/[\s,]+/).filter((id) => names.has(id));
}

/** @param own the first container, and what it is called */
export function labelsOf(own: readonly [id: string, name: string], merged: readonly string[], names: Names): Labels {
  if (merged.length === 0) {
    return NO_LABELS;
  }
  const all = [own, ...merged.map((id) => [id, names.get(id) ?? id] as const)];
  return new Map(all.map(([id, name], index) => [id, { name, colour: (index % COLOURS) + 1 }]));
}

/** What the page is told of containers, as text. */
interface Told {
  container: string;
  name: string;
  others: string;
  merge: string;
}

/** Which containers may be shown, which are, and how their lines are told apart. */
export function containersOf({ container, name, others, merge }: Told): { names: Names; merged: readonly string[]; labels: Labels } {
  const names = namesOf(others);
  const merged = idsOf(merge, names);
  return { names, merged, labels: labelsOf([container, name || container], merged, names) };
}
