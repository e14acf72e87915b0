import assert from "node:assert/strict";
import { test } from "node:test";
import type { Size } from "./line/frames";
import type { Screen } from "./screen";
import { SharedSize } from "./shared-size";

/** A terminal of which only sizes are known. */
class Sizes {
  readonly wanted: Size[] = [];
  readonly taken: Size[] = [];
  isRestoring = false;
  readonly shared = new SharedSize({
    screen: () => ({ isRestoring: this.isRestoring, takeSize: (size: Size) => this.taken.push(size) }) as unknown as Screen,
    isWatching: () => false,
    isSharp: () => false,
    wants: (size) => this.wanted.push(size),
    take: () => assert.fail("nobody typed"),
    sized: () => undefined,
  });
}

const SMALL = { columns: 80, rows: 28 };
const LARGE = { columns: 80, rows: 31 };

test("the size of one's own window is taken at once", () => {
  const terminal = new Sizes();
  terminal.shared.fits(SMALL);
  terminal.shared.fits(LARGE);
  assert.deepEqual(terminal.wanted, [SMALL, LARGE]);
  assert.deepEqual(terminal.taken, [SMALL, LARGE]);
});

test("while a screen of another size comes it is only said, for the server tells it after that screen", () => {
  const terminal = new Sizes();
  terminal.isRestoring = true;
  terminal.shared.fits(LARGE);
  assert.deepEqual(terminal.wanted, [LARGE]);
  assert.deepEqual(terminal.taken, []);
});
