/** Who looks here. */
export interface Viewer {
  readonly name: string;
  /** Opaque; the same at all screens of one person. */
  readonly person: string;
  readonly watches: boolean;
}

const KEY = "coredeck.viewer";

/** What others are told this person is called; the dashboard's server puts its own in place of it. */
export interface Known {
  name: string;
  person: string;
}

let unkept: Known | undefined;

const RENAMED = "coredeck-viewer-renamed";

/** Long enough for a name, as long as the server takes. */
export const LONGEST_NAME = 64;

/** Who looks from this browser, as it is whenever it is asked: all its windows are one person. */
export function viewer(watches: () => boolean): Viewer {
  return {
    get name() {
      return known().name;
    },
    get person() {
      return known().person;
    },
    get watches() {
      return watches();
    },
  };
}

/** The name that others see, empty if none was said. */
export function viewerName(): string {
  return known().name;
}

/** From now on others see that name; those of other windows from their next connection on. */
export function rename(name: string): void {
  const now = name.trim().slice(0, LONGEST_NAME);
  if (now !== known().name) {
    keep({ ...known(), name: now });
    document.dispatchEvent(new CustomEvent(RENAMED));
  }
}

/** @returns a function that ends this */
export function onRename(listener: () => void): () => void {
  document.addEventListener(RENAMED, listener);
  return () => document.removeEventListener(RENAMED, listener);
}

function known(): Known {
  if (unkept !== undefined) {
    return unkept;
  }
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Record<keyof Known, unknown>>;
    if (typeof kept.person === "string" && kept.person !== "") {
      return { person: kept.person, name: typeof kept.name === "string" ? kept.name : "" };
    }
  } catch {
    // Nothing is kept here, or not by us.
  }
  return keep({ name: "", person: random() });
}

function keep(changed: Known): Known {
  try {
    localStorage.setItem(KEY, JSON.stringify(changed));
    unkept = undefined;
  } catch {
    unkept = changed;
  }
  return changed;
}

function random(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
