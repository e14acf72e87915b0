const KEY = "coredeck.console";

/** Consoles whose terminals are remembered. */
const MOST = 50;

/** A list of what was open where, the newest last: `[place, open]` each. */
type Kept = [string, string][];

/** Reads kept text; what is not understood is left out. */
export function readKept(text: string | null): Kept {
  let kept: unknown;
  try {
    kept = JSON.parse(text ?? "[]");
  } catch {
    return [];
  }
  const isEntry = (entry: unknown): entry is [string, string] =>
    Array.isArray(entry) && entry.length === 2 && typeof entry[0] === "string" && typeof entry[1] === "string";
  return Array.isArray(kept) ? kept.filter(isEntry).slice(-MOST) : [];
}

/** The same with what is open at a place now. */
export function withOpen(kept: Kept, place: string, open: string): Kept {
  const others = kept.filter(([other]) => other !== place);
  return [...others, [place, open] satisfies [string, string]].slice(-MOST);
}

/** Which terminals of a container a person had open in this browser; undefined if that is not known. */
export function loadOpen(person: string, container: string): string | undefined {
  try {
    const place = placeOf(person, container);
    return readKept(localStorage.getItem(KEY)).find(([other]) => other === place)?.[1];
  } catch {
    return undefined;
  }
}

export function saveOpen(person: string, container: string, open: string): void {
  try {
    const kept = withOpen(readKept(localStorage.getItem(KEY)), placeOf(person, container), open);
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing still has it in the address.
  }
}

function placeOf(person: string, container: string): string {
  return `${container} ${person}`;
}
