/**
 * Light, dark, or what the system says.
 *
 * The choice is the attribute `theme` of `<html>`, which the tokens and Vaadin's Lumo both follow, and it is
 * kept in the browser. Nothing else switches the mode.
 */
export type Mode = "system" | "light" | "dark";

export const MODES: readonly Mode[] = ["system", "light", "dark"];

const KEY = "coredeck.mode";
const listeners = new Set<() => void>();
let watching = false;

/** What was chosen: the kept choice, or "system" where there is none (or the browser keeps nothing). */
export function chosenMode(): Mode {
  try {
    return modeOf(localStorage.getItem(KEY));
  } catch {
    return "system";
  }
}

/** The mode a kept text stands for; any other text than "light" or "dark" is "system". */
export function modeOf(text: string | null): Mode {
  return text === "light" || text === "dark" ? text : "system";
}

export function nextMode(mode: Mode): Mode {
  return MODES[(MODES.indexOf(mode) + 1) % MODES.length] ?? "system";
}

/** Puts the kept choice on the page; called before the first paint. */
export function applyMode(mode: Mode = chosenMode()): void {
  if (mode === "system") {
    document.documentElement.removeAttribute("theme");
  } else {
    document.documentElement.setAttribute("theme", mode);
  }
}

/** Changes the mode of this page and of every later one, and tells the listeners. */
export function chooseMode(mode: Mode): void {
  try {
    if (mode === "system") {
      localStorage.removeItem(KEY);
    } else {
      localStorage.setItem(KEY, mode);
    }
  } catch {
    // A browser that keeps nothing still switches this page.
  }
  applyMode(mode);
  notify();
}

/** Whether the page is dark now, whoever decided it. */
export function isDark(): boolean {
  const chosen = modeOf(document.documentElement.getAttribute("theme"));
  return chosen === "dark" || (chosen === "system" && systemDark().matches);
}

/**
 * Calls the listener whenever the colours may have changed: a choice here, in another tab, or the system's.
 *
 * @returns a function that ends this
 */
export function onModeChange(listener: () => void): () => void {
  listeners.add(listener);
  if (!watching) {
    watching = true;
    systemDark().addEventListener("change", notify);
    addEventListener("storage", (event) => {
      if (event.key === KEY || event.key === null) {
        applyMode();
        notify();
      }
    });
  }
  return () => listeners.delete(listener);
}

function systemDark(): MediaQueryList {
  return matchMedia("(prefers-color-scheme: dark)");
}

function notify(): void {
  for (const listener of [...listeners]) {
    listener();
  }
}
