import assert from "node:assert/strict";
import { test } from "node:test";
import type { Terminal } from "@xterm/xterm";
import { Drawing } from "./drawing";
import { readPicture } from "./file-size";
import { drawnSize, readInline } from "./inline";
import { CELL, type Extent, cellsOf, fitted } from "./layout";
import { decodeSixel, measureSixel } from "./sixel";

const MOST = 1 << 20;
const decode = (data: string, most: number, background: number) => decodeSixel(data, measureSixel(data, most), background);
const RED = [255, 0, 0, 255];
const NONE = [0, 0, 0, 0];

const at = ({ width, pixels }: { width: number; pixels: Uint8ClampedArray }, x: number, y: number) => [
  ...pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
];

test("a sixel image is drawn in bands of six rows with its own colours", () => {
  const image = decode("#1;2;100;0;0#1!3~$#2;2;0;100;0!1@-#2A", MOST, 0);
  assert.deepEqual([image.width, image.height], [3, 8]);
  assert.deepEqual(at(image, 0, 0), [0, 255, 0, 255]);
  assert.deepEqual(at(image, 0, 1), RED);
  assert.deepEqual(at(image, 2, 5), RED);
  assert.deepEqual(at(image, 0, 7), [0, 255, 0, 255]);
  assert.deepEqual(at(image, 1, 7), NONE);
});

test("raster attributes give the least size, hues have blue at 0", () => {
  const image = decode('"1;1;4;6#3;1;120;50;100@', MOST, 0xff000000);
  assert.deepEqual([image.width, image.height], [4, 6]);
  assert.deepEqual(at(image, 0, 0), RED);
  assert.deepEqual(at(image, 3, 5), [0, 0, 0, 255]);
  assert.deepEqual(at(decode("#0;1;0;50;100@", MOST, 0), 0, 0), [0, 0, 255, 255]);
  assert.deepEqual(at(decode("#0;1;240;50;100@", MOST, 0), 0, 0), [0, 255, 0, 255]);
});

test("what is too large is cut off, what is no sixel draws nothing", () => {
  const large = decode("!99999~-".repeat(3), 81_920, 0);
  assert.deepEqual([large.width, large.height], [8192, 10]);
  for (const nonsense of ["", "!", "#", '"', "!3", "#5;2;1", "\x00\xff é", '"1;1;99999999;99999999']) {
    assert.ok(decode(nonsense, MOST, 0).pixels.length <= MOST * 4, nonsense);
  }
});

const base64 = (...bytes: number[]) => btoa(String.fromCharCode(...bytes));
const GIF = [0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 28, 0, 51, 0, 0, 0];

test("an image in the text is read, another file or one that is not to be seen is not", () => {
  const read = readInline(`File=name=eC5naWY=;size=8;inline=1;width=10;height=50%:${base64(...GIF)}`);
  assert.equal(read?.file.type, "image/gif");
  assert.deepEqual([read?.width, read?.height, read?.keepsRatio], ["10", "50%", true]);
  assert.equal(readInline(`File=size=8:${base64(...GIF)}`), undefined);
  assert.equal(readInline(`File=inline=1:${btoa("<svg onload=x>")}`), undefined);
  assert.equal(readInline("File=inline=1:***"), undefined);
  assert.equal(readInline("File=inline=1"), undefined);
  assert.equal(readInline(`File=inline=1:${base64(...GIF)}A`)?.file.size, GIF.length);
  assert.equal(readInline(`File=name=\u{1f600};inline=1: ${base64(...GIF)}`)?.file.size, GIF.length);
  assert.equal(readInline(`File=inline=1:${base64(...GIF.slice(0, 9))}\u00a0${base64(...GIF.slice(9))}`)?.size.width, undefined);
});

test("the size of an image is read from the beginning of its file", () => {
  const size = (...bytes: number[]) => readPicture(Uint8Array.from(bytes))?.size;
  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];
  const webp = [0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0, 0x57, 0x45, 0x42, 0x50, 0x56, 0x50, 0x38];
  const frame = [0xff, 0xc0, 0, 17, 8, 0, 51, 0, 28];
  const turned = [0xff, 0xe1, 0, 28, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6];
  const wanted = { width: 28, height: 51 };
  assert.deepEqual(size(...GIF), wanted);
  assert.deepEqual(size(...png, 0, 0, 0, 28, 0, 0, 0, 51), wanted);
  assert.deepEqual(size(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, ...frame), wanted);
  assert.deepEqual(size(0xff, 0xd8, ...turned, ...frame), { width: 51, height: 28 });
  assert.deepEqual(size(...webp, 0x20, 0, 0, 0, 0, 0, 0, 0, 0x9d, 1, 0x2a, 28, 0, 51, 0), wanted);
  assert.deepEqual(size(...webp, 0x4c, 0, 0, 0, 0, 0x2f, 27, 0x80, 0x0c, 0), wanted);
  assert.deepEqual(size(...webp, 0x58, 0, 0, 0, 0, 0, 0, 0, 0, 27, 0, 0, 50, 0, 0), wanted);
  assert.equal(size(...png, 0, 0, 0, 28, 0, 0, 0, 0), undefined);
  assert.equal(size(0xff, 0xd8, 0xff, 0xda, 0, 4, 1, 2, ...frame), undefined);
  assert.equal(size(...GIF.slice(0, 8)), undefined);
});

// What takes how many cells is the same in PictureTest.java.
test("a sixel image takes as many cells as on the server", () => {
  for (const [data, columns, rows] of [
    ['"1;1;15;20', 3, 2],
    ["!15~", 3, 1],
    ["#1;2;100;0;0#1!3~$#2;2;0;100;0!1@-#2A", 1, 1],
    ["~-~-~-~", 1, 2],
    ['"1;1;8;19;9#3!3', 2, 2],
    ['"1;1;;18~', 1, 1],
    [' "1;1;8;0!20@', 3, 1],
    ['\u00e9\u00a0\ufeff\u{1f600}"1;1;15;20', 3, 2],
    ['!9\u{1f600}"1;1;15;20@', 1, 1],
    ["!2;9@!3-@!0@?????????@", 2, 1],
    ['"1;1;99999999;99999999', 1171, 29],
  ] as const) {
    assert.deepEqual(cellsOf(measureSixel(data, 4 << 20)), { columns, rows }, data);
  }
});

test("an image is as large as the program says, else as it is and no larger than the terminal, and so on the server", () => {
  const terminal = { columns: 80, rows: 24 };
  const drawn = (fields: string) => {
    const read = readInline(`File=${fields}:${base64(...GIF)}`);
    return read === undefined ? undefined : drawnSize(read, terminal);
  };
  for (const [fields, columns, rows] of [
    ["inline=1", 4, 3],
    ["inline=1;width=10", 10, 8],
    ["inline=1;width=50%;height=2", 3, 2],
    ["inline=1;width=50%;height=2;preserveAspectRatio=0", 40, 2],
    ["inline=1;height=20px", 2, 2],
    ["inline=1;width=auto;height=x", 4, 3],
  ] as const) {
    assert.deepEqual(cellsOf(drawn(fields) ?? { width: 0, height: 0 }), { columns, rows }, fields);
  }
  assert.deepEqual(drawn("inline=1;width=9999"), { width: 0, height: 0 });
  const wide = { size: { width: 1120, height: 100 }, width: "auto", height: "auto", keepsRatio: true };
  assert.deepEqual(drawnSize(wide, terminal), { width: 560, height: 50 });
});

test("with letters of another size an image takes the same cells and keeps its proportions", () => {
  const addon = ({ width, height }: Extent, cell: Extent) => ({
    columns: Math.ceil(width / cell.width),
    rows: Math.ceil(height / cell.height),
  });
  for (const cell of [{ width: 7, height: 18 }, { width: 7.5, height: 17 }, { width: 14.4, height: 33.6 }, { width: 6.02, height: 13 }]) {
    for (let side = 1; side < 200; side++) {
      for (const stretched of [true, false]) {
        const picture = { width: side, height: 200 - side };
        assert.deepEqual(addon(fitted(picture, cell, stretched).canvas, cell), cellsOf(picture), `${side} in ${cell.width}`);
      }
    }
  }
  assert.deepEqual(fitted({ width: 70, height: 34 }, { width: 7, height: 18 }, false).drawn, { width: 70, height: 34 });
  assert.deepEqual(fitted({ width: 70, height: 34 }, { width: 14, height: 45 }, false).drawn, { width: 140, height: 68 });
  assert.deepEqual(fitted({ width: 70, height: 34 }, { width: 14, height: 45 }, true).drawn, { width: 140, height: 85 });
  assert.deepEqual(fitted({ width: 70, height: 34 }, CELL, true).canvas, { width: 70, height: 34 });
});

test("a picture that has too many pixels with large letters is not drawn, but takes its cells", async () => {
  assert.throws(() => fitted({ width: 8192, height: 18 }, { width: 14.4, height: 36 }, false), /8192|16384/);
  assert.throws(() => fitted({ width: 2048, height: 2048 }, { width: 14, height: 36 }, true), RangeError);
  let feeds = 0;
  const buffer = { x: 3 };
  const lineFeed = () => {
    feeds++;
    buffer.x = 0;
  };
  const terminal = { loadAddon: () => undefined, options: {}, cols: 80, rows: 24, _core: { buffer, _inputHandler: { lineFeed } } };
  const drawing = new Drawing(terminal as unknown as Terminal);
  // There is nothing to draw on here.
  await assert.rejects(drawing.sixel('"1;1;15;50', true, true));
  assert.deepEqual([feeds, buffer.x], [2, 3]);
  await drawing.sixel('"1;1;15;50', true, false);
  await drawing.sixel("", true, true);
  assert.equal(feeds, 4);
});
