import { type TerminalSettings, readSettings } from "../../terminal/settings";

/** Versions of asciicast that the server makes. */
export const ASCIICASTS = [2, 3] as const;
export type Asciicast = (typeof ASCIICASTS)[number];

/** What a person set for the terminals of this browser. */
export interface Preferences extends TerminalSettings {
  /** How recordings are downloaded. Version 3 tells the exit status; most players know 2 alone. */
  readonly asciicast: Asciicast;
}

const KEY = "coredeck.terminal";

const CHANGED = "coredeck-terminal-preferences";

/** Those of this page, where the browser keeps nothing. */
let unkept: Preferences | undefined;

/** Reads kept text; whatever is not understood is as by default. */
export function readPreferences(text: string | null): Preferences {
  try {
    const kept: unknown = JSON.parse(text ?? "{}");
    return read(typeof kept === "object" && kept !== null ? (kept as Record<string, unknown>) : {});
  } catch {
    return read({});
  }
}

function read(kept: Readonly<Record<string, unknown>>): Preferences {
  return { ...readSettings(kept), asciicast: ASCIICASTS.find((one) => one === kept["asciicast"]) ?? ASCIICASTS[0] };
}

export function loadPreferences(): Preferences {
  if (unkept !== undefined) {
    return unkept;
  }
  try {
    return readPreferences(localStorage.getItem(KEY));
  } catch {
    return readPreferences(null);
  }
}

/** Changes some of them and leaves the others as they are now: another tab may have changed those. */
export function changePreferences(change: Partial<Preferences>): void {
  const changed = { ...loadPreferences(), ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(changed));
    unkept = undefined;
  } catch {
    unkept = changed;
  }
  document.dispatchEvent(new CustomEvent<Preferences>(CHANGED, { detail: changed }));
}

/**
 * Calls the listener whenever they change: in this page, by whomever, or in another tab.
 *
 * @returns a function that ends this
 */
export function followPreferences(listener: (now: Preferences) => void): () => void {
  const here = (event: Event) => listener((event as CustomEvent<Preferences>).detail);
  const elsewhere = (event: StorageEvent) => {
    if (event.key === KEY || event.key === null) {
      listener(loadPreferences());
    }
  };
  document.addEventListener(CHANGED, here);
  addEventListener("storage", elsewhere);
  return () => {
    document.removeEventListener(CHANGED, here);
    removeEventListener("storage", elsewhere);
  };
}

/** Switches the screen reader mode of all terminals of this browser; tells whether it is on now. */
export function toggleScreenReader(): boolean {
  const screenReader = !loadPreferences().screenReader;
  changePreferences({ screenReader });
  return screenReader;
}
