import type { Language } from "../../theme/language";

/**
 * The first language of these that the page speaks.
 *
 * @param wanted as `navigator.languages` has them
 */
export function spoken(wanted: readonly string[]): Language {
  const first = wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === "de" || tag === "en");
  return first === "de" ? "de" : "en";
}

/** Gives a page that no server wrote for its reader the language of the browser. */
export function speakAsBrowser(): void {
  document.documentElement.lang = spoken(navigator.languages);
}
