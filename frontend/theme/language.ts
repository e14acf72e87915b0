/** The language of the page, as the server chose it; English for any the words are not there in. */
export const language = (): "en" | "de" => (globalThis.document?.documentElement.lang.startsWith("de") ? "de" : "en");
