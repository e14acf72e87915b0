/** A filter with a name. */
export interface SavedFilter {
  name: string;
  /** As it stands in the page's address, without the question mark. */
  query: string;
}

export const MOST_FILTERS = 30;
export const LONGEST_NAME = 40;
const LONGEST_QUERY = 2_000;

const keyOf = (person: string): string => `coredeck.filters.${person}`;

/** What one person has saved in this browser, by name; what is no such list counts as nothing. */
export function savedFilters(store: Pick<Storage, "getItem">, person: string): SavedFilter[] {
  let found: unknown;
  try {
    found = JSON.parse(store.getItem(keyOf(person)) ?? "[]");
  } catch {
    return []; // Somebody else wrote there.
  }
  return Array.isArray(found) ? found.filter(isFilter).slice(0, MOST_FILTERS) : [];
}

function isFilter(one: unknown): one is SavedFilter {
  const { name, query } = (one ?? {}) as Partial<SavedFilter>;
  return typeof name === "string" && name !== "" && name.length <= LONGEST_NAME && typeof query === "string" && query.length <= LONGEST_QUERY;
}

/** Adds one, in place of the one of that name. */
export function withFilter(all: readonly SavedFilter[], added: SavedFilter): SavedFilter[] {
  return [...all.filter(({ name }) => name !== added.name), added].sort((one, other) => one.name.localeCompare(other.name));
}

export function saveFilters(store: Pick<Storage, "setItem">, person: string, all: readonly SavedFilter[]): void {
  store.setItem(keyOf(person), JSON.stringify(all));
}
