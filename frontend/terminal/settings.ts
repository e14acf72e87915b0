/** Colours of a terminal: the page's, one of its two sides whatever the page has, or one with more contrast. */
export const COLOURS = ["page", "light", "dark", "white-on-black", "black-on-white", "amber-on-black"] as const;
export const FONTS = ["jetbrains", "system"] as const;
export const CURSORS = ["block", "bar", "underline"] as const;
export const BELLS = ["none", "flash"] as const;

/** What a person sets for the terminals of a browser. */
export interface TerminalSettings {
  readonly colours: (typeof COLOURS)[number];
  /** In CSS pixels; 0 is as designed, which on a phone is smaller. */
  readonly fontSize: number;
  readonly font: (typeof FONTS)[number];
  readonly cursor: (typeof CURSORS)[number];
  readonly blink: boolean;
  /** Lines that scrolled away and are kept in the browser. */
  readonly scrollback: number;
  readonly bell: (typeof BELLS)[number];
  readonly images: boolean;
  readonly copyOnSelect: boolean;
  /** Several lines are pasted only after a question. */
  readonly askPaste: boolean;
  readonly screenReader: boolean;
}

export const DEFAULTS: TerminalSettings = {
  colours: "page",
  fontSize: 0,
  font: "jetbrains",
  cursor: "block",
  blink: false,
  scrollback: 10_000,
  bell: "none",
  images: true,
  copyOnSelect: false,
  askPaste: true,
  screenReader: false,
};

export const FONT_SIZES = { least: 10, most: 24 } as const;
export const SCROLLBACK = { least: 1000, most: 100_000 } as const;

/** As designed; in CSS pixels. */
const FONT_SIZE = 12.5;
const FONT_SIZE_PHONE = 12;

/** The size of the letters here. */
export function fontSizeOf(settings: TerminalSettings): number {
  const designed = matchMedia("(max-width: 640px)").matches ? FONT_SIZE_PHONE : FONT_SIZE;
  return settings.fontSize === 0 ? designed : settings.fontSize;
}

/**
 * The size after a step, within the bounds.
 *
 * @param steps pixels; 0 goes back to what is designed
 */
export function fontSizeAfter(settings: TerminalSettings, steps: number): number {
  return steps === 0 ? 0 : Math.min(FONT_SIZES.most, Math.max(FONT_SIZES.least, Math.floor(fontSizeOf(settings)) + steps));
}

/** Settings from what was kept; whatever is not understood or out of bounds is as by default. */
export function readSettings(kept: Readonly<Record<string, unknown>>): TerminalSettings {
  const flag = (name: "blink" | "images" | "copyOnSelect" | "askPaste" | "screenReader") =>
    typeof kept[name] === "boolean" ? kept[name] : DEFAULTS[name];
  const { fontSize, scrollback } = kept;
  return {
    colours: oneOf(COLOURS, kept["colours"], DEFAULTS.colours),
    fontSize: isWithin(fontSize, FONT_SIZES) ? fontSize : DEFAULTS.fontSize,
    font: oneOf(FONTS, kept["font"], DEFAULTS.font),
    cursor: oneOf(CURSORS, kept["cursor"], DEFAULTS.cursor),
    blink: flag("blink"),
    scrollback: isWithin(scrollback, SCROLLBACK) ? Math.round(scrollback) : DEFAULTS.scrollback,
    bell: oneOf(BELLS, kept["bell"], DEFAULTS.bell),
    images: flag("images"),
    copyOnSelect: flag("copyOnSelect"),
    askPaste: flag("askPaste"),
    screenReader: flag("screenReader"),
  };
}

function oneOf<T extends string>(known: readonly T[], value: unknown, otherwise: T): T {
  return known.find((one) => one === value) ?? otherwise;
}

function isWithin(value: unknown, { least, most }: { least: number; most: number }): value is number {
  return typeof value === "number" && value >= least && value <= most;
}
