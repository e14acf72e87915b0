/**
 * A line as a terminal would show it: text and colours, nothing else.
 *
 * Colours and styles (SGR) are kept, `\r`, `\b` and the moves and erasures within one line are carried out, every other
 * control is dropped with what belongs to it. What comes out holds no control character but the tab.
 */
export interface Style {
  /** 0 to 15 of the palette, or a CSS colour; undefined for the usual one. */
  fg: number | string | undefined;
  bg: number | string | undefined;
  bold: boolean;
  dim: boolean;
  italic: boolean;
  underline: boolean;
  strike: boolean;
  inverse: boolean;
}

/** Part of a text with one style. */
export interface Run {
  from: number;
  to: number;
  style: Style;
}

export interface Shown {
  text: string;
  runs: readonly Run[];
}

/** Cursor moves reach so far at most: a line cannot be made longer than this by moving. */
const MOST_COLUMNS = 4096;

const CONTROL = /[\x00-\x08\x0a-\x1f\x7f-\x9f]/;
const NO_RUNS: readonly Run[] = [];

const PLAIN: Style = {
  fg: undefined,
  bg: undefined,
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  strike: false,
  inverse: false,
};

/** The text alone; the usual line has no control character and is returned as it is. */
export function plain(raw: string): string {
  return CONTROL.test(raw) ? show(raw).text : raw;
}

export function show(raw: string): Shown {
  const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
  return CONTROL.test(line) ? new Screen(line).run() : { text: line, runs: NO_RUNS };
}

/** One line of cells. */
class Screen {
  private readonly cells: string[] = [];
  private readonly styles: Style[] = [];
  private column = 0;
  private at = 0;
  private style = PLAIN;

  constructor(private readonly raw: string) {}

  run(): Shown {
    const { raw } = this;
    while (this.at < raw.length) {
      const code = raw.charCodeAt(this.at);
      if (code === 0x1b) {
        this.escape();
      } else if (code === 0x9b) {
        this.at += 1;
        this.control();
      } else {
        this.character(code);
      }
    }
    return this.shown();
  }

  private character(code: number): void {
    if (code === 0x0d) {
      this.column = 0;
    } else if (code === 0x08) {
      this.column = Math.max(0, this.column - 1);
    } else if (code === 0x09 || (code >= 0x20 && code < 0x7f) || code > 0x9f) {
      const wide = this.raw.codePointAt(this.at)! > 0xffff;
      this.put(wide ? this.raw.slice(this.at, this.at + 2) : this.raw[this.at]!);
      this.at += wide ? 1 : 0;
    }
    this.at += 1;
  }

  private put(cell: string): void {
    while (this.cells.length < this.column) {
      this.cells.push(" ");
      this.styles.push(PLAIN);
    }
    this.cells[this.column] = cell;
    this.styles[this.column] = this.style;
    this.column += 1;
  }

  private escape(): void {
    const next = this.raw[this.at + 1];
    this.at += 2;
    if (next === "[") {
      this.control();
    } else if (next === "]" || next === "P" || next === "X" || next === "^" || next === "_") {
      this.skipString();
    } else if (next !== undefined && "()*+-./#% ".includes(next)) {
      this.at += 1;
    }
  }

  /** Title, hyperlink, picture: dropped up to its end, or to the end of the line. */
  private skipString(): void {
    for (; this.at < this.raw.length; this.at += 1) {
      const code = this.raw.charCodeAt(this.at);
      if (code === 0x07 || code === 0x9c || (code === 0x1b && this.raw[this.at + 1] === "\\")) {
        this.at += code === 0x1b ? 2 : 1;
        return;
      }
    }
  }

  private control(): void {
    const from = this.at;
    while (this.at < this.raw.length && this.raw.charCodeAt(this.at) >= 0x20 && this.raw.charCodeAt(this.at) < 0x40) {
      this.at += 1;
    }
    const body = this.raw.slice(from, this.at);
    const last = this.raw[this.at];
    this.at += 1;
    if (last === undefined || /[<=>?]/.test(body)) {
      return;
    }
    this.carryOut(last, body);
  }

  private carryOut(command: string, body: string): void {
    const count = Math.max(1, Number.parseInt(body, 10) || 1);
    switch (command) {
      case "m":
        this.style = styled(this.style, body);
        break;
      case "K":
        this.erase(Number.parseInt(body, 10) || 0);
        break;
      case "C":
        this.column = Math.min(MOST_COLUMNS, this.column + count);
        break;
      case "D":
        this.column = Math.max(0, this.column - count);
        break;
      case "G":
        this.column = Math.min(MOST_COLUMNS, count - 1);
        break;
    }
  }

  private erase(what: number): void {
    if (what === 0) {
      this.cells.length = Math.min(this.cells.length, this.column);
    } else if (what === 2) {
      this.cells.length = 0;
    } else {
      this.cells.fill(" ", 0, this.column + 1);
    }
    this.styles.length = this.cells.length;
  }

  private shown(): Shown {
    const runs: Run[] = [];
    let at = 0;
    for (let i = 0; i < this.cells.length; i += 1) {
      const style = this.styles[i]!;
      const end = at + this.cells[i]!.length;
      const last = runs.at(-1);
      if (style !== PLAIN && last?.style === style && last.to === at) {
        last.to = end;
      } else if (style !== PLAIN) {
        runs.push({ from: at, to: end, style });
      }
      at = end;
    }
    return { text: this.cells.join(""), runs };
  }
}

/** The style after a sequence `CSI … m`. */
function styled(before: Style, body: string): Style {
  const codes = body.split(/[;:]/).map((part) => Number.parseInt(part, 10) || 0);
  let style = { ...before };
  for (let i = 0; i < codes.length; i += 1) {
    const code = codes[i]!;
    if (code === 0) {
      style = { ...PLAIN };
    } else if (code === 38 || code === 48) {
      const [colour, used] = extended(codes, i + 1);
      style[code === 38 ? "fg" : "bg"] = colour;
      i += used;
    } else {
      simple(style, code);
    }
  }
  return isPlain(style) ? PLAIN : style;
}

function isPlain(style: Style): boolean {
  return Object.values(style).every((value) => value === undefined || value === false);
}

function simple(style: Style, code: number): void {
  const on = code < 10;
  const flag = on ? code : code - 20;
  if (code >= 30 && code <= 37) style.fg = code - 30;
  else if (code >= 90 && code <= 97) style.fg = code - 82;
  else if (code >= 40 && code <= 47) style.bg = code - 40;
  else if (code >= 100 && code <= 107) style.bg = code - 92;
  else if (code === 39) style.fg = undefined;
  else if (code === 49) style.bg = undefined;
  else if (code === 22) style.bold = style.dim = false;
  else if (flag === 1 && on) style.bold = true;
  else if (flag === 2 && on) style.dim = true;
  else if (flag === 3) style.italic = on;
  else if (flag === 4) style.underline = on;
  else if (flag === 7) style.inverse = on;
  else if (flag === 9) style.strike = on;
}

/** @returns a colour, and how many codes it took */
function extended(codes: readonly number[], at: number): [number | string | undefined, number] {
  if (codes[at] === 5) {
    return [indexed(codes[at + 1] ?? 0), 2];
  }
  if (codes[at] === 2) {
    return [rgb(codes[at + 1] ?? 0, codes[at + 2] ?? 0, codes[at + 3] ?? 0), 4];
  }
  return [undefined, 1];
}

const STEPS = [0, 95, 135, 175, 215, 255];

function indexed(index: number): number | string | undefined {
  if (index < 16) {
    return index;
  }
  if (index > 255) {
    return undefined;
  }
  if (index > 231) {
    const grey = 8 + (index - 232) * 10;
    return rgb(grey, grey, grey);
  }
  const cube = index - 16;
  return rgb(STEPS[Math.floor(cube / 36)]!, STEPS[Math.floor(cube / 6) % 6]!, STEPS[cube % 6]!);
}

function rgb(red: number, green: number, blue: number): string {
  return `rgb(${[red, green, blue].map((part) => Math.min(255, Math.max(0, part))).join(" ")})`;
}
