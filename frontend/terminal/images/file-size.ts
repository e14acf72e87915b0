import type { Extent } from "./layout";

/** A picture of pixels in a file. */
export interface PictureFile {
  type: string;
  size: Extent;
}

/**
 * Reads what a file is and how many pixels its picture has from the file's beginning, as the server does
 * (`FileSize.java`). Only pictures of pixels: an SVG would be a document.
 */
export function readPicture(bytes: Uint8Array): PictureFile | undefined {
  const big = (at: number, count: number) => number(bytes, at, count, false);
  const little = (at: number, count: number) => number(bytes, at, count, true);
  switch (big(0, 4)) {
    case 0x89504e47:
      return picture("image/png", big(16, 4) | 0, big(20, 4) | 0);
    case 0x47494638:
      return picture("image/gif", little(6, 2), little(8, 2));
    case 0x52494646:
      return webp(bytes);
    default:
      return big(0, 3) === 0xffd8ff ? jpeg(bytes) : undefined;
  }
}

const picture = (type: string, width: number, height: number): PictureFile | undefined =>
  width > 0 && height > 0 ? { type, size: { width, height } } : undefined;

/** A number of some bytes; 0 where there are none. */
function number(bytes: Uint8Array, at: number, count: number, isLittle: boolean): number {
  let value = 0;
  for (let index = 0; at + count <= bytes.length && index < count; index++) {
    value = value * 256 + (bytes[isLittle ? at + count - 1 - index : at + index] ?? 0);
  }
  return value;
}

function webp(bytes: Uint8Array): PictureFile | undefined {
  const little = (at: number, count: number) => number(bytes, at, count, true);
  switch (number(bytes, 12, 4, false)) {
    case 0x56503820:
      return picture("image/webp", little(26, 2) & 0x3fff, little(28, 2) & 0x3fff);
    case 0x5650384c:
      return bytes.length < 25
        ? undefined
        : picture("image/webp", (little(21, 4) & 0x3fff) + 1, ((little(21, 4) >>> 14) & 0x3fff) + 1);
    case 0x56503858:
      return bytes.length < 30 ? undefined : picture("image/webp", little(24, 3) + 1, little(27, 3) + 1);
    default:
      return undefined;
  }
}

function jpeg(bytes: Uint8Array): PictureFile | undefined {
  const big = (at: number, count: number) => number(bytes, at, count, false);
  let turned = false;
  for (let at = 2; big(at, 1) === 0xff; ) {
    const marker = big(at + 1, 1);
    if (marker === 0xff) {
      at++;
    } else if (marker === 1 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;
    } else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      const [width, height] = [big(at + 7, 2), big(at + 5, 2)];
      return turned ? picture("image/jpeg", height, width) : picture("image/jpeg", width, height);
    } else if (marker === 0 || marker === 0xd9 || marker === 0xda) {
      return undefined;
    } else {
      turned ||= marker === 0xe1 && isTurned(bytes, at + 4);
      at += 2 + big(at + 2, 2);
    }
  }
  return undefined;
}

/** Entries that are looked through; usual are some ten. */
const MOST_ENTRIES = 256;

/** Whether Exif says that width and height are swapped. */
function isTurned(bytes: Uint8Array, at: number): boolean {
  if (number(bytes, at, 4, false) !== 0x45786966) {
    return false;
  }
  const tiff = at + 6;
  const isLittle = number(bytes, tiff, 2, false) === 0x4949;
  const entries = tiff + Math.min(number(bytes, tiff + 4, 4, isLittle), 0xffff);
  const count = Math.min(MOST_ENTRIES, number(bytes, entries, 2, isLittle));
  for (let entry = entries + 2; entry < entries + 2 + 12 * count; entry += 12) {
    if (number(bytes, entry, 2, isLittle) === 0x0112) {
      const value = number(bytes, entry + 8, 2, isLittle);
      return value >= 5 && value <= 8;
    }
  }
  return false;
}
