export type Language = "en" | "de";

/** The language of the page; components choose their words by it. Where there is no page, as in tests, it is English. */
export const language = (): Language =>
  globalThis.document?.documentElement.lang.toLowerCase().startsWith("de") ? "de" : "en";

/** The same for numbers and times. */
export const locale = (): string => (language() === "de" ? "de-DE" : "en-GB");

/** Keeps the choice in the browser and shows the page anew in that language. */
export function chooseLanguage(chosen: Language): void {
  document.cookie = `coredeck-language=${chosen}; path=/; max-age=31536000; samesite=lax`;
  location.reload();
}
