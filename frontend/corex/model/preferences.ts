/** What a person set for the terminals of this browser. */
export interface Preferences {
  colours: "page" | "light" | "dark";
  screenReader: boolean;
}

const KEY = "coredeck.terminal";

/** Told to the document when they were changed, by whomever: open terminals follow. */
export const PREFERENCES_CHANGED = "coredeck-terminal-preferences";

export const DEFAULTS: Readonly<Preferences> = { colours: "page", screenReader: false };

/** Reads kept text; whatever is not understood is as by default. */
export function readPreferences(text: string | null): Preferences {
  let kept: Partial<Record<keyof Preferences, unknown>>;
  try {
    kept = (JSON.parse(text ?? "{}") as typeof kept | null) ?? {};
  } catch {
    kept = {};
  }
  return {
    colours: kept.colours === "light" || kept.colours === "dark" ? kept.colours : DEFAULTS.colours,
    screenReader: kept.screenReader === true,
  };
}

export function loadPreferences(): Preferences {
  try {
    return readPreferences(localStorage.getItem(KEY));
  } catch {
    return { ...DEFAULTS };
  }
}

export function savePreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // A browser that keeps nothing still has them for this page.
  }
  document.dispatchEvent(new CustomEvent<Preferences>(PREFERENCES_CHANGED, { detail: preferences }));
}

/** Switches the screen reader mode of all terminals of this browser; tells whether it is on now. */
export function toggleScreenReader(): boolean {
  const before = loadPreferences();
  const screenReader = !before.screenReader;
  savePreferences({ ...before, screenReader });
  return screenReader;
}
