/** What a person said about programs that write into the clipboard. */
export type Consent = "ask" | "always" | "never";

const KEY = "coredeck.clipboard";

/** Places that are remembered. */
const MOST = 50;

/** Where the browser keeps nothing. */
const unkept = new Map<string, Consent>();

/** @param place the container and the process: yes holds for a container, no for one process */
export function clipboardConsent(place: Place): Consent {
  const all = known();
  if (all.get(place.container) === "always") {
    return "always";
  }
  return all.get(place.process) === "never" ? "never" : "ask";
}

export function rememberConsent(place: Place, said: "always" | "never"): void {
  const all = known();
  const key = said === "always" ? place.container : place.process;
  all.delete(key);
  all.set(key, said);
  const newest = [...all].slice(-MOST);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(newest));
  } catch {
    unkept.set(key, said);
  }
}

export interface Place {
  readonly container: string;
  readonly process: string;
}

/** The place of a terminal, by the address of its web socket. */
export function placeOf(address: string): Place {
  return { container: address.replace(/ws\/\d+$/, ""), process: address };
}

function known(): Map<string, Consent> {
  const all = new Map(unkept);
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    for (const entry of Array.isArray(kept) ? (kept as unknown[]) : []) {
      const [place, said] = Array.isArray(entry) ? (entry as unknown[]) : [];
      if (typeof place === "string" && (said === "always" || said === "never")) {
        all.set(place, said);
      }
    }
  } catch {
    // Nothing is kept here, or not by us.
  }
  return all;
}
