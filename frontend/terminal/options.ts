import type { ITerminalOptions, Terminal } from "@xterm/xterm";
import { fontOf } from "./font";
import type { Palette } from "./palette";
import { openLink } from "./reach";
import { type TerminalSettings, fontSizeOf } from "./settings";

const LINE_HEIGHT = 1.06;

/** WCAG AA; AAA in the palettes for those who need more. */
const CONTRAST = 4.5;
const MORE_CONTRAST = 7;

/** What xterm.js is told when it is made. */
export function optionsOf(settings: TerminalSettings, { theme }: Palette): ITerminalOptions {
  return {
    allowProposedApi: true,
    cursorInactiveStyle: "outline",
    drawBoldTextInBrightColors: false,
    fontWeight: "400",
    fontWeightBold: "600",
    letterSpacing: 0,
    lineHeight: LINE_HEIGHT,
    linkHandler: { activate: (_, target) => openLink(target), allowNonHttpProtocols: false },
    macOptionIsMeta: true,
    rescaleOverlappingGlyphs: true,
    theme,
    windowOptions: { getWinSizePixels: true, getCellSizePixels: true, getWinSizeChars: true }, // programs that draw ask
    ...settable(settings),
  };
}

/** Changes what differs; each change draws everything again. */
export function changeOptions({ options }: Terminal, settings: TerminalSettings): void {
  for (const [name, value] of Object.entries(settable(settings)) as [keyof ITerminalOptions, never][]) {
    if (options[name] !== value) {
      options[name] = value;
    }
  }
}

function settable(settings: TerminalSettings): ITerminalOptions {
  return {
    cursorBlink: settings.blink,
    cursorStyle: settings.cursor,
    fontFamily: fontOf(settings),
    fontSize: fontSizeOf(settings),
    minimumContrastRatio: settings.colours.includes("-on-") ? MORE_CONTRAST : CONTRAST,
    screenReaderMode: settings.screenReader,
    scrollback: settings.scrollback,
  };
}
