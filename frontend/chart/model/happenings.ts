import type { StateKind } from "../../theme/elements/state";
import { words as say } from "../words";

/** Something that happened to the container, as it is kept. */
export interface Happening {
  t: number;
  kind: string;
  /** For people; may be empty. */
  text: string;
}

/** A happening as the chart shows it: always a shape and a word. */
export interface Mark {
  t: number;
  state: StateKind;
  word: string;
  text: string;
}

/** A chart keeps no more happenings than this; the oldest go first. */
export const MOST_HAPPENINGS = 500;

const STATES: Record<string, StateKind> = {
  started: "ok",
  restarted: "warn",
  stopped: "idle",
  deleted: "idle",
  failed: "fail",
  answered: "ok",
  refused: "fail",
  gone: "idle",
  "deletion-asked": "idle",
  "log-lost": "warn",
  "endpoint-down": "warn",
  "endpoint-up": "ok",
};

export function markOf(happening: Happening): Mark {
  const [state, word] = happening.kind === "exited" ? ended(happening.text) : named(happening.kind);
  return { t: happening.t, state, word, text: happening.text };
}

/** What the explorer and the node tell of the same, a few seconds apart, counts once. */
const SAME_MS = 10_000;
const TWICE: Record<string, string> = { answered: "started", refused: "failed", gone: "deleted" };

/** Happenings from several sides as marks, newest first. */
export function told(happened: readonly Happening[]): Mark[] {
  return happened
    .filter(({ t, kind }) => !happened.some((other) => other.kind === TWICE[kind] && Math.abs(other.t - t) <= SAME_MS))
    .toReversed() // Of the same second, what comes later in the list came later.
    .toSorted((one, other) => other.t - one.t)
    .map(markOf);
}

function named(kind: string): [StateKind, string] {
  const words = kind.replaceAll(/[-_]+/g, " ").trim();
  const plain = words === "" ? say().event : words.charAt(0).toUpperCase() + words.slice(1);
  return [STATES[kind] ?? "busy", say().kinds[kind] ?? plain];
}

/** Why it ended is in the text the node writes. */
function ended(text: string): [StateKind, string] {
  if (/out of memory/i.test(text)) {
    return ["fail", say().outOfMemory];
  }
  const [, code] = text.match(/exit status (\d+)/) ?? [];
  if (code !== undefined) {
    return code === "0" ? ["done", say().finished] : ["fail", say().endedCode(code)];
  }
  const [, signal] = text.match(/signal (\d+)/) ?? [];
  return ["fail", signal === undefined ? say().ended : say().endedSignal(signal)];
}

/** Marks that stand so close that they are shown as one: the gravest gives the shape and the word. */
export interface MarkGroup {
  /** Pixels from the left of the chart. */
  x: number;
  marks: Mark[];
  lead: Mark;
  /** Whether there is room for the word. */
  wide: boolean;
  /** Whether the label stands left of its line, for want of room at its right. */
  before: boolean;
}

/** A shape with a little room around it. */
const NARROW_PX = 26;
const GRAVITY: readonly StateKind[] = ["fail", "warn", "idle", "done", "busy", "ok"];

/** What a label says: its word, and how many more it stands for. */
export function groupWords(group: Pick<MarkGroup, "lead" | "marks">): string {
  return group.marks.length === 1 ? group.lead.word : `${group.lead.word} +${group.marks.length - 1}`;
}

/**
 * Puts marks on one row without any label over another: words where there is room, shapes where there is less, and one
 * for several where there is none.
 *
 * @param placed the marks with their pixels, in the order of time
 * @param wordWidth how many pixels a label with that text takes
 * @param width of the row
 */
export function layMarks(
  placed: readonly { mark: Mark; x: number }[],
  width: number,
  wordWidth: (text: string) => number,
): MarkGroup[] {
  const groups: MarkGroup[] = [];
  for (const { mark, x } of placed) {
    const last = groups.at(-1);
    if (last !== undefined && x - last.x < NARROW_PX) {
      last.marks.push(mark);
      last.lead = graver(last.lead, mark);
    } else {
      groups.push({ x, marks: [mark], lead: mark, wide: false, before: false });
    }
  }
  let free = 0;
  groups.forEach((group, index) => {
    const room = (groups[index + 1]?.x ?? width + NARROW_PX / 2) - NARROW_PX / 2 - group.x;
    const needed = wordWidth(groupWords(group));
    group.before = room < needed && group.x - free >= needed;
    group.wide = room >= needed || group.before;
    free = group.x + (group.before ? 0 : group.wide ? needed : NARROW_PX / 2);
  });
  return groups;
}

function graver(one: Mark, other: Mark): Mark {
  return GRAVITY.indexOf(other.state) < GRAVITY.indexOf(one.state) ? other : one;
}
