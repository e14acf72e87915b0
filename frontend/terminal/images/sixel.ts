import { type Extent, LONGEST } from "./layout";

/** Pixels, 4 bytes each: red, green, blue, opacity. */
export interface Pixels {
  width: number;
  height: number;
  pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** Rows of pixels that one character stands for. */
const BAND = 6;

/** Colour registers; higher numbers wrap around. */
const REGISTERS = 1024;

/** The 16 colours of a VT340, in percent. */
const VT340 = [
  [0, 0, 0], [20, 20, 80], [80, 13, 13], [20, 80, 20], [80, 20, 80], [20, 80, 80], [80, 80, 20], [53, 53, 53],
  [26, 26, 26], [33, 33, 60], [60, 26, 26], [33, 60, 33], [60, 33, 60], [33, 60, 60], [60, 60, 33], [80, 80, 80],
] as const;

/**
 * Decodes a sixel image. What is not understood is left out, as terminals do.
 *
 * @param data what stands between the introducer and the string terminator
 * @param size as measured
 * @param background what shows where nothing is drawn; 0 for nothing
 */
export function decodeSixel(data: string, { width, height: rows }: Extent, background: number): Pixels {
  const all = new Uint32Array(width * rows).fill(background);
  walk(data, (x, y, count, bits, colour) => {
    for (let bit = 0; bit < BAND && y + bit < rows; bit++) {
      if (bits & (1 << bit)) {
        const from = (y + bit) * width + x;
        all.fill(colour, from, from + Math.min(count, width - x));
      }
    }
  });
  return { width, height: rows, pixels: new Uint8ClampedArray(all.buffer) };
}

/**
 * Measures a sixel image, as the server does (`SixelSize.java`): the raster attributes say at least how wide it is and,
 * unless they say 0, how high; without them what is drawn counts.
 *
 * @param mostPixels a larger image is cut off
 */
export function measureSixel(data: string, mostPixels: number): Extent {
  const { width, height } = measure(data);
  return { width, height: Math.min(height, width === 0 ? 0 : Math.floor(mostPixels / width)) };
}

function measure(data: string): Extent {
  let width = 0;
  let height = 0;
  // What is not ASCII counts as a space, as on the server.
  const said = /^[\t-\r \u{80}-\u{10ffff}]*"(\d+);(\d+);(\d+);(\d+)/u.exec(data);
  walk(data, (x, y, count, bits) => {
    if (bits !== 0) {
      width = Math.max(width, x + count);
      height = Math.max(height, y + 32 - Math.clz32(bits));
    }
  });
  return said === null
    ? { width: Math.min(width, LONGEST), height: Math.min(height, LONGEST) }
    : { width: Math.min(Math.max(width, Number(said[3])), LONGEST), height: Math.min(Number(said[4]) || height, LONGEST) };
}

type Draw = (x: number, y: number, count: number, bits: number, colour: number) => void;

function walk(data: string, draw: Draw): void {
  const colours = new Uint32Array(REGISTERS);
  VT340.forEach(([red, green, blue], index) => (colours[index] = pixel(red, green, blue)));
  let colour = colours[0] ?? 0;
  let x = 0;
  let y = 0;
  let at = 0;
  const numbers = (): number[] => {
    const from = ++at;
    while (at < data.length && ((data.charCodeAt(at) >= 0x30 && data.charCodeAt(at) <= 0x39) || data[at] === ";")) {
      at++;
    }
    return data.slice(from, at).split(";").map(Number);
  };
  while (at < data.length) {
    const code = data.charCodeAt(at);
    let count = 1;
    let bits = code - 0x3f;
    if (code === 0x21) {
      count = Math.min(numbers()[0] || 1, LONGEST);
      bits = data.charCodeAt(at) - 0x3f; // NaN at the end
      at++;
    } else if (code === 0x23) {
      const [register = 0, space, a = 0, b = 0, c = 0] = numbers();
      const index = register % REGISTERS;
      if (space === 1) {
        colours[index] = ofHue(a, b, c);
      } else if (space === 2) {
        colours[index] = pixel(a, b, c);
      }
      colour = colours[index] ?? 0;
      continue;
    } else if (code === 0x22) {
      numbers();
      continue;
    } else {
      at++;
      if (code === 0x24) {
        x = 0;
      } else if (code === 0x2d) {
        x = 0;
        y += BAND;
      }
    }
    if (bits >= 0 && bits < 64 && x < LONGEST && y < LONGEST) {
      draw(x, y, count, bits, colour);
      x += count;
    }
  }
}

/** @param red in percent, as the others */
function pixel(red: number, green: number, blue: number): number {
  const byte = (percent: number) => Math.round((Math.min(100, percent) * 255) / 100);
  return ((0xff << 24) | (byte(blue) << 16) | (byte(green) << 8) | byte(red)) >>> 0;
}

/** Hue in degrees with blue at 0, lightness and saturation in percent. */
function ofHue(hue: number, lightness: number, saturation: number): number {
  const chroma = ((100 - Math.abs(2 * lightness - 100)) * saturation) / 100;
  const part = (shift: number) => {
    const position = ((hue + 240 + shift) % 360) / 60;
    const amount = Math.max(0, Math.min(1, Math.abs(position - 3) - 1));
    return lightness - chroma / 2 + chroma * amount;
  };
  return pixel(part(0), part(240), part(120));
}
