// What a terminal of @xterm/headless 6 with @xterm/addon-unicode-graphemes holds, as plain values.
import { createRequire } from "node:module";
import { join } from "node:path";
import { UnicodeGraphemesAddon } from "./addon.mjs";

const require = createRequire(join(process.cwd(), "package.json"));
const { Terminal } = require("@xterm/headless");

const KIND = 0x3000000;
const COLOUR = 0x3ffffff;
const EXTENDED = 0x10000000;
const UNDERLINE = 0x10000000;
const SHAPE = 7 << 26;
const OVERLINE = 0x40000000;

// Inverse, underlined and struck empty cells look different from others.
const SHOWS_FORE = 0x04000000 | UNDERLINE | 0x80000000;
const CHARSETS = {
  "q─": "0", "#£": "A", "@¾": "4", "[Ä": "C", "@à": "R", "[â": "Q", "@§": "K", "`ù": "Y", "[Æ": "E", "[¡": "Z", "@É": "H", "#ù": "=",
};

export function open(columns, rows, scrollback) {
  const terminal = new Terminal({ cols: columns, rows, scrollback, allowProposedApi: true, logLevel: "off" });
  terminal.loadAddon(new UnicodeGraphemesAddon());
  terminal.replies = "";
  terminal.bells = 0;
  terminal.onData((text) => (terminal.replies += text));
  terminal.onBell(() => terminal.bells++);
  return terminal;
}

export const write = (terminal, bytes) => new Promise((done) => terminal.write(bytes, done));

// A colour whose kind needs fewer bits may have others left over, which nobody sees.
function attributes(value) {
  const bits = { 0: 0, 0x1000000: 0xff, 0x2000000: 0xff, 0x3000000: 0xffffff }[value & KIND];
  return (value & ~COLOUR) | (value & (KIND | bits));
}

function letter(charset) {
  if (!charset) return "B";
  const order = ["Q", "Z", "E", "H", "=", "R", "0", "K", "C", "4", "Y", "A"];
  const found = order.find((set) => Object.keys(CHARSETS).some((key) => CHARSETS[key] === set && charset[key[0]] === key.slice(1)));
  return found;
}

function link(core, id) {
  if (!id) return "";
  const data = core._oscLinkService.getLinkData(id);
  return data ? `${data.id ? "id=" + data.id : ""};${data.uri}` : "?";
}

// An underline whose shape a restored cursor took away is not drawn.
function seen([fore, back, line, link]) {
  return back & EXTENDED && !(line & SHAPE) && !link ? [fore & ~UNDERLINE, back & ~EXTENDED, 0, ""] : [fore, back, line, link];
}

function cell(core, line, x, data) {
  line.loadCell(x, data);
  const extended = data.bg & EXTENDED;
  const style = [attributes(data.fg), attributes(data.bg), extended ? attributes(data.extended._ext) : 0, extended ? link(core, data.extended.urlId) : ""];
  const chars = data.getChars();
  if (!chars && data.getWidth() === 0 && x > 0 && line.getWidth(x - 1) === 2) return ["\x01", seen(style)];
  if (!chars && (style[0] & SHOWS_FORE || style[1] & OVERLINE)) return [" ", seen(style)];
  if (!chars) return ["\x00", [0, style[1] & COLOUR, 0, ""]];
  return [[...chars].length === 1 ? chars : `\x02${chars}\x03`, seen(style)];
}

// Cells as one text: \0 nothing, \1 second half, \2…\3 a cluster; styles as runs of [cells, fore, back, line, link].
function row(core, line) {
  let text = "";
  const styles = [];
  const data = new (core.buffer.getNullCell().constructor)();
  const isBlank = (x) => {
    const [chars, style] = cell(core, line, x, data);
    return chars === "\x00" && style.join() === "0,0,0,";
  };
  let end = Math.min(line.length, core.cols);
  while (end > 0 && isBlank(end - 1)) end--;
  for (let x = 0; x < end; x++) {
    const [chars, style] = cell(core, line, x, data);
    text += chars;
    const last = styles.at(-1);
    if (last && style.every((value, index) => value === last[index + 1])) last[0]++;
    else styles.push([1, ...style]);
  }
  return [line.isWrapped ? 1 : 0, text, styles.length === 1 && styles[0].slice(1).join() === "0,0,0," ? [] : styles];
}

function page(core, buffer, columns) {
  const rows = [];
  // A lower screen can leave the alternate buffer rows to scroll into, which nobody counts on.
  const first = buffer === core.buffers.alt ? buffer.ybase : 0;
  for (let y = first; y < buffer.lines.length; y++) rows.push(row(core, buffer.lines.get(y)));
  const tabs = Object.keys(buffer.tabs).filter((x) => buffer.tabs[x]).map(Number).filter((x) => x < columns);
  return {
    history: buffer.ybase - first, rows, top: buffer.scrollTop, bottom: buffer.scrollBottom, tabs,
    saved: [Math.min(columns - 1, buffer.savedX), Math.max(0, Math.min(core.rows - 1, buffer.savedY - buffer.ybase)), attributes(buffer.savedCurAttrData.fg) & ~UNDERLINE, attributes(buffer.savedCurAttrData.bg) & ~EXTENDED, letter(buffer.savedCharset)],
  };
}

function penState(core, pen) {
  const [fore, back, , address] = seen([attributes(pen.fg), attributes(pen.bg), attributes(pen.extended._ext), link(core, pen.extended.urlId)]);
  const line = attributes(pen.extended._ext);
  return [fore, back, fore & UNDERLINE ? line : line & COLOUR, address];
}

/** All that has to be the same in another terminal for nobody to see a difference. */
export function state(terminal) {
  const core = terminal._core;
  const modes = core.coreService.decPrivateModes;
  const { normal, alt, active } = core.buffers;
  const pen = core._inputHandler._curAttrData;
  const options = core.optionsService.rawOptions;
  return {
    columns: terminal.cols, height: terminal.rows, alternate: active === alt, x: active.x, y: active.y,
    title: core._inputHandler._windowTitle,
    main: page(core, normal, terminal.cols),
    other: page(core, alt, terminal.cols),
    modes: {
      insert: core.coreService.modes.insertMode, newLine: options.convertEol, applicationCursor: modes.applicationCursorKeys,
      applicationKeypad: modes.applicationKeypad, origin: modes.origin, wraparound: modes.wraparound,
      reverseWraparound: modes.reverseWraparound, blink: options.cursorBlink, focus: modes.sendFocus, paste: modes.bracketedPasteMode,
      synchronizedOutput: modes.synchronizedOutput, cursorHidden: core.coreService.isCursorHidden,
      mouse: { NONE: 0, X10: 9, VT200: 1000, DRAG: 1002, ANY: 1003 }[core.coreMouseService.activeProtocol],
      mouseForm: { DEFAULT: 0, SGR: 1006, SGR_PIXELS: 1016 }[core.coreMouseService.activeEncoding],
      cursorStyle: `${modes.cursorStyle ?? "none"} ${modes.cursorBlink ?? "none"}`,
    },
    pen: penState(core, pen),
    charsets: letter(core._charsetService.charset) + core._charsetService.glevel + [0, 1, 2, 3].map((g) => letter(core._charsetService._charsets[g])).join(""),
  };
}
