export type Language = "en" | "de";

/** The language of the page; components choose their words by it. Where there is no page, as in tests, it is English. */
export const language = (): Language =>
  globalThis.document?.documentElement.lang.toLowerCase().startsWith("de") ? "de" : "en";
