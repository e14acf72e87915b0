import type { ITheme } from "@xterm/xterm";

const ANSI = [
  "black",
  "red",
  "green",
  "yellow",
  "blue",
  "magenta",
  "cyan",
  "white",
  "brightBlack",
  "brightRed",
  "brightGreen",
  "brightYellow",
  "brightBlue",
  "brightMagenta",
  "brightCyan",
  "brightWhite",
] as const;

export interface Palette {
  theme: ITheme;
  mark: string;
  markNow: string;
}

/**
 * The terminal's colours as they are now at that place of the page.
 *
 * A token is text such as `light-dark(#fff, #000)` until an element uses it as a colour, so a probe in the
 * terminal's own shadow root is asked.
 */
export function readPalette(root: ShadowRoot): Palette {
  const probe = document.createElement("span");
  root.append(probe);
  const colour = (token: string): string => {
    probe.style.color = `var(${token})`;
    return toHex(getComputedStyle(probe).color);
  };
  const background = colour("--cd-term-bg");
  const theme: ITheme = {
    background,
    foreground: colour("--cd-term-fg"),
    cursor: colour("--cd-term-cursor"),
    cursorAccent: background,
    selectionBackground: colour("--cd-term-sel"),
    scrollbarSliderBackground: `${colour("--cd-text-3")}55`,
    scrollbarSliderHoverBackground: `${colour("--cd-text-3")}88`,
    scrollbarSliderActiveBackground: `${colour("--cd-text-3")}aa`,
  };
  ANSI.forEach((name, index) => {
    theme[name] = colour(`--cd-term-${index}`);
  });
  const palette = { theme, mark: colour("--cd-mark"), markNow: colour("--cd-mark-now") };
  probe.remove();
  return palette;
}

/** `rgb(1, 2, 3)` as `#010203`; what is not of that form stays as it is. */
export function toHex(colour: string): string {
  const parts = colour.match(/^rgba?\((\d+),\s*(\d+),\s*(\d+)/);
  return parts === null
    ? colour
    : `#${parts
        .slice(1, 4)
        .map((part) => Number(part).toString(16).padStart(2, "0"))
        .join("")}`;
}

/** The search selects the hit it stands on, and a selection hides the hit's own colour. */
export function currentHit({ markNow }: Palette): ITheme {
  return { selectionBackground: markNow, selectionInactiveBackground: markNow };
}
