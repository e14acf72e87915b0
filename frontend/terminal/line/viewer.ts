import type { Viewer } from "./connection";

const KEY = "coredeck.viewer";

/** What others are told this person is called; the dashboard's server puts its own in place of it. */
export interface Known {
  name: string;
  person: string;
}

let unkept: Known | undefined;

/** Who looks from this browser: all its windows are one person. */
export function viewer(watches: boolean): Viewer {
  const { name, person } = known();
  return { name, person, watches };
}

/** The name that others see, empty if none was said. */
export function viewerName(): string {
  return known().name;
}

/** From now on, for terminals opened later. */
export function rename(name: string): void {
  keep({ ...known(), name });
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
