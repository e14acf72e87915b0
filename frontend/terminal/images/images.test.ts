import assert from "node:assert/strict";
import { test } from "node:test";
import { drawnSize, readInline } from "./inline";
import { decodeSixel } from "./sixel";

const MOST = 1 << 20;
const RED = [255, 0, 0, 255];
const NONE = [0, 0, 0, 0];

const at = ({ width, pixels }: { width: number; pixels: Uint8ClampedArray }, x: number, y: number) => [
  ...pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
];

test("a sixel image is drawn in bands of six rows with its own colours", () => {
  const image = decodeSixel("#1;2;100;0;0#1!3~$#2;2;0;100;0!1@-#2A", MOST, 0);
  assert.deepEqual([image.width, image.height], [3, 8]);
  assert.deepEqual(at(image, 0, 0), [0, 255, 0, 255]);
  assert.deepEqual(at(image, 0, 1), RED);
  assert.deepEqual(at(image, 2, 5), RED);
  assert.deepEqual(at(image, 0, 7), [0, 255, 0, 255]);
  assert.deepEqual(at(image, 1, 7), NONE);
});

test("raster attributes give the least size, hues have blue at 0", () => {
  const image = decodeSixel('"1;1;4;6#3;1;120;50;100@', MOST, 0xff000000);
  assert.deepEqual([image.width, image.height], [4, 6]);
  assert.deepEqual(at(image, 0, 0), RED);
  assert.deepEqual(at(image, 3, 5), [0, 0, 0, 255]);
  assert.deepEqual(at(decodeSixel("#0;1;0;50;100@", MOST, 0), 0, 0), [0, 0, 255, 255]);
  assert.deepEqual(at(decodeSixel("#0;1;240;50;100@", MOST, 0), 0, 0), [0, 255, 0, 255]);
});

test("what is too large is cut off, what is no sixel draws nothing", () => {
  const large = decodeSixel("!99999~-".repeat(3), 81_920, 0);
  assert.deepEqual([large.width, large.height], [8192, 10]);
  for (const nonsense of ["", "!", "#", '"', "!3", "#5;2;1", "\x00\xff é", '"1;1;99999999;99999999']) {
    assert.ok(decodeSixel(nonsense, MOST, 0).pixels.length <= MOST * 4, nonsense);
  }
});

const PNG = "iVBORw0KGgo=";

test("an image in the text is read, another file or one that is not to be seen is not", () => {
  const read = readInline(`File=name=eC5wbmc=;size=8;inline=1;width=10;height=50%:${PNG}`);
  assert.equal(read?.file.type, "image/png");
  assert.deepEqual([read?.width, read?.height, read?.keepsRatio], ["10", "50%", true]);
  assert.equal(readInline(`File=size=8:${PNG}`), undefined);
  assert.equal(readInline(`File=inline=1:${btoa("<svg onload=x>")}`), undefined);
  assert.equal(readInline("File=inline=1:***"), undefined);
  assert.equal(readInline("File=inline=1"), undefined);
});

test("an image is as large as the program says, else as it is and no larger than the terminal", () => {
  const cell = { width: 8, height: 16 };
  const terminal = { columns: 80, rows: 24 };
  const size = (width: string, height: string, keepsRatio = true) =>
    drawnSize({ width: 200, height: 100 }, { width, height, keepsRatio }, cell, terminal);
  assert.deepEqual(size("auto", "auto"), { width: 200, height: 100 });
  assert.deepEqual(size("10", "auto"), { width: 80, height: 40 });
  assert.deepEqual(size("auto", "50px"), { width: 100, height: 50 });
  assert.deepEqual(size("50%", "100%", false), { width: 320, height: 384 });
  assert.deepEqual(size("50%", "16px"), { width: 32, height: 16 });
  assert.deepEqual(drawnSize({ width: 1280, height: 100 }, { width: "auto", height: "auto", keepsRatio: true }, cell, terminal), {
    width: 640,
    height: 50,
  });
});
