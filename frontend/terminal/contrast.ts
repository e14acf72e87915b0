import { type CSSResult, css, unsafeCSS } from "lit";

/** Foreground, background, cursor, selection and the 16 colours. */
type Colours = readonly [foreground: string, background: string, cursor: string, selection: string, ...ansi: string[]];

/**
 * Terminal colours for those who need more contrast than the page's: at least 7 to 1 each, but for black on black and
 * white on white. They are no part of the design, so they stand here and not among its tokens.
 */
const PALETTES: Readonly<Record<string, Colours>> = {
  "white-on-black": [
    "#ffffff", "#000000", "#ffffff", "#3a4a8a",
    "#3a3a3a", "#ff8f8f", "#5ff087", "#ffd75f", "#9cc4ff", "#ff9cf0", "#5fe9f5", "#e6e6e6",
    "#a8a8a8", "#ffb3b3", "#98ffb3", "#ffe79c", "#c2dcff", "#ffc2f6", "#a3f5fc", "#ffffff",
  ],
  "black-on-white": [
    "#000000", "#ffffff", "#000000", "#b5c7ff",
    "#000000", "#8f0012", "#004d1a", "#573c00", "#002f9e", "#740070", "#004a55", "#333333",
    "#4d4d4d", "#730010", "#003d14", "#453000", "#00237a", "#590056", "#003942", "#000000",
  ],
  "amber-on-black": [
    "#ffc03a", "#000000", "#ffe0a0", "#5a4200",
    "#3a3a3a", "#ff9d7a", "#c9e265", "#ffd86b", "#a9c8ff", "#ffa8d8", "#8fe3d2", "#ffe0a0",
    "#b8a07a", "#ffbca3", "#dcf08f", "#ffe6a0", "#c8dcff", "#ffc8e6", "#b8f0e4", "#fff3d6",
  ],
};

/** Sets the terminal's tokens where the attribute `colours` names one of them. */
export const contrastStyles: CSSResult[] = Object.entries(PALETTES).map(([name, [foreground, background, cursor, selection, ...ansi]]) => {
  const numbered = ansi.map((colour, index) => `--cd-term-${index}: ${colour};`).join(" ");
  return css`
    :host([colours="${unsafeCSS(name)}"]) {
      color-scheme: ${unsafeCSS(name === "black-on-white" ? "light" : "dark")};
      --cd-term-fg: ${unsafeCSS(foreground)};
      --cd-term-bg: ${unsafeCSS(background)};
      --cd-term-cursor: ${unsafeCSS(cursor)};
      --cd-term-sel: ${unsafeCSS(selection)};
      ${unsafeCSS(numbered)}
    }
  `;
});

/** The palettes, for a test of their contrast. */
export const CONTRAST_PALETTES = PALETTES;
