import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { DrawLoop, type Scene } from "./draw-loop";

/** Between a frame and the first task after it, ms: what painting takes here. */
const PAINTING = 8;

/** A loop on a clock that the test moves; a frame comes as soon as it is asked for. */
function loopOf(t: TestContext, rowsDrawn: () => number) {
  let now = 0;
  const frames: (() => void)[] = [];
  const timers = new Map<number, { at: number; run: () => void }>();
  let nextTimer = 1;
  const seen: { visible?: () => void } = {};
  const globals = {
    document: { hidden: false, addEventListener: (_: string, then: () => void) => (seen.visible = then), removeEventListener: () => undefined },
    performance: { now: () => now },
    requestAnimationFrame: (then: () => void) => frames.push(then),
    setTimeout: (run: () => void, ms: number) => {
      timers.set(nextTimer, { at: now + (ms || PAINTING), run });
      return nextTimer++;
    },
    clearTimeout: (timer: number) => timers.delete(timer),
    setInterval: () => 0,
    clearInterval: () => undefined,
  };
  for (const [name, value] of Object.entries(globals)) {
    const before = Object.getOwnPropertyDescriptor(globalThis, name);
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    t.after(() => (before === undefined ? Reflect.deleteProperty(globalThis, name) : Object.defineProperty(globalThis, name, before)));
  }
  const drawnAt: number[] = [];
  const scene = {
    session: { apply: () => true, rows: { rows: [], trim: () => undefined }, view: { refresh: () => true, find: undefined } },
    reading: () => undefined,
    isPinned: () => true,
    drawRows: () => {
      drawnAt.push(now);
      return rowsDrawn();
    },
    drawRest: () => undefined,
  } as unknown as Scene;
  const loop = new DrawLoop({ addController: () => undefined, removeController: () => undefined, requestUpdate: () => undefined, updateComplete: Promise.resolve(true), hasUpdated: true, isConnected: true }, scene);
  loop.hostConnected();
  /** Lines come all the time, until so many ms later. */
  const runTo = (end: number) => {
    for (; now <= end; now += 1) {
      loop.wake();
      frames.splice(0).forEach((frame) => frame());
      [...timers].filter(([, { at }]) => at <= now).forEach(([timer, { run }]) => {
        if (timers.delete(timer)) run();
      });
    }
  };
  return { loop, drawnAt, runTo, seen, stop: (ms: number) => (now += ms) };
}

test("where all rows are new, they are drawn some five times a second", (t) => {
  const { drawnAt, runTo } = loopOf(t, () => 40);
  runTo(1_000);
  assert.deepEqual(drawnAt.slice(0, 3), [0, 209, 418]);
  assert.equal(drawnAt.length, 5);
});

test("a line now and then is drawn without waiting longer than the drawing took", (t) => {
  const { drawnAt, runTo } = loopOf(t, () => 1);
  runTo(100);
  assert.deepEqual(drawnAt.slice(0, 3), [0, 17, 34]);
});

test("no rest is longer than a quarter of a second, however tall the list", (t) => {
  const { drawnAt, runTo } = loopOf(t, () => 500);
  runTo(600);
  assert.deepEqual(drawnAt, [0, 259, 518]);
});

test("a page that was stopped while it rested is drawn soon after", (t) => {
  const { drawnAt, runTo, stop } = loopOf(t, () => 1);
  runTo(0);
  stop(60_000);
  runTo(61_000);
  assert.ok(drawnAt.some((at) => at > 60_000 && at <= 60_300), `drawn at ${drawnAt.slice(0, 4)}`);
});

test("what a person does is drawn at once", (t) => {
  const { loop, drawnAt, runTo } = loopOf(t, () => 40);
  runTo(50);
  loop.renew();
  runTo(60);
  assert.deepEqual(drawnAt, [0, 51]);
});
