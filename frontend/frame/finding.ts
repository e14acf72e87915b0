import type { StateKind } from "../theme/elements/state";

export interface Item {
  /** What it is, for the list of what was opened lately. */
  id: string;
  icon: string;
  /** Drawn in place of the icon; empty for none. */
  state: StateKind | "";
  name: string;
  /** Where the name matches: begin and end of each match. */
  hits: number[];
  text: string;
  aside: string;
  key: string;
  /** Where it leads; empty if something is done in place. */
  href: string;
  /** What is done, e.g. `copy 172.24.1.20`; empty if it leads somewhere. */
  does: string;
  acts: Item[];
}

export interface Group {
  title: string;
  items: Item[];
}

/** How {@link Item.does} begins where a text is copied. */
const COPY = "copy ";

const MOST_OPENED = 8;

/** Asks the server for what matches; nothing typed gives what was opened lately. */
export async function find(query: string, opened: readonly string[], signal: AbortSignal): Promise<Group[]> {
  const asked = new URLSearchParams({ q: query });
  for (const id of opened) {
    asked.append("opened", id);
  }
  const answer = await fetch(`live/find?${asked}`, { signal, headers: { Accept: "application/json" } });
  if (!answer.ok) {
    throw new Error(`live/find answered ${answer.status}`);
  }
  const { groups } = (await answer.json()) as { groups: Group[] };
  return isSecureContext ? groups : withoutCopying(groups);
}

/** For pages that browsers let write nothing to the clipboard: over plain http from another machine. */
export function withoutCopying(groups: readonly Group[]): Group[] {
  const stays = ({ does }: Item) => !does.startsWith(COPY);
  return groups
    .map(({ title, items }) => ({
      title,
      items: items.filter(stays).map((item) => ({ ...item, acts: item.acts.filter(stays) })),
    }))
    .filter(({ items }) => items.length > 0);
}

/** Only names of things are kept, and only what this person may see is shown of them. */
export function opened(person: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(person)) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string").slice(0, MOST_OPENED) : [];
  } catch {
    return [];
  }
}

export function keepOpened(person: string, id: string): void {
  if (id === "") {
    return;
  }
  try {
    const kept = [id, ...opened(person).filter((other) => other !== id)].slice(0, MOST_OPENED);
    localStorage.setItem(keyOf(person), JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing remembers nothing.
  }
}

const keyOf = (person: string) => `coredeck.opened.${person}`;
