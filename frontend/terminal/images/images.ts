import type { Terminal } from "@xterm/xterm";
import { CELL } from "./layout";

/** Final byte of a device control string that holds a sixel image. */
const SIXEL = "q";
/** Operating system command of iTerm, of which we take images in the text. */
const ITERM = 1337;

/** Questions of programs that draw: how many pixels the terminal has, and how many a cell. */
const OF_TERMINAL = 14;
const OF_CELL = 16;

/** What a terminal with sixel says it is: VT220 with 132 columns, sixel and colours. */
const WITH_SIXEL = "\x1b[?62;4;9;22c";

/**
 * Shows images that programs print, as sixel or as iTerm does. What draws them is loaded with the first image; the
 * output waits for it.
 *
 * @param wanted asked at each image; of unwanted ones only the place is taken
 */
export function showImages(terminal: Terminal, wanted: () => boolean): void {
  let loading: Promise<import("./drawing").Drawing> | undefined;
  const drawing = () => (loading ??= import("./drawing").then(({ Drawing }) => new Drawing(terminal)));
  const show = async (draw: (on: import("./drawing").Drawing) => Promise<void>): Promise<true> => {
    try {
      await draw(await drawing());
    } catch (error) {
      console.warn(`terminal: an image was not shown: ${String(error)}`);
    }
    return true;
  };
  terminal.parser.registerDcsHandler({ final: SIXEL }, (data, params) => show((on) => on.sixel(data, params[1] !== 1, wanted())));
  terminal.parser.registerOscHandler(ITERM, (data) => data.startsWith("File=") ? show((on) => on.inline(data, wanted())) : true);
  terminal.parser.registerCsiHandler({ final: "c" }, (params) => {
    if (!wanted() || (params[0] ?? 0) !== 0) {
      return false;
    }
    terminal.input(WITH_SIXEL, false);
    return true;
  });
  terminal.parser.registerCsiHandler({ final: "t" }, (params) => {
    if (params[0] !== OF_TERMINAL && params[0] !== OF_CELL) {
      return false;
    }
    const [answer, columns, rows] = params[0] === OF_CELL ? [6, 1, 1] : [4, terminal.cols, terminal.rows];
    terminal.input(`\x1b[${answer};${rows * CELL.height};${columns * CELL.width}t`, false);
    return true;
  });
}
