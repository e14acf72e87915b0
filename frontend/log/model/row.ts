import type { Level } from "./levels";

/** A line as it comes: number, time (ms), kind (1 stdout, 2 stderr, 4 more: goes on in the next of its kind), text. */
export type Raw = readonly [number: number, millis: number, kind: number, text: string];

/** What the server says of a log: oldest number kept and its time, newest number and its time; numbers are 0 for none. */
export interface Head {
  first: number;
  since: number;
  last: number;
  at: number;
}

interface Common {
  readonly id: number;
  readonly container: string;
  /** Counts the runs of the container; numbers begin anew with each. */
  readonly run: number;
  /** Where it stands among the rows of all containers, ms. */
  order: number;
  height: number;
}

export interface LineRow extends Common {
  readonly kind: "line";
  readonly number: number;
  readonly millis: number;
  readonly isErr: boolean;
  /** As it was printed; grows while pieces of it come. */
  raw: string;
  /** Without colours and controls. */
  text: string;
  level: Level;
  /** Belongs to the line before, whose level it has. */
  isMore: boolean;
  /** So many characters at the start say only the level. */
  cut: number;
  version: number;
  /** Of which search the next is the result. */
  searched: number;
  isHit: boolean;
  isOpen: boolean;
}

export interface GapRow extends Common {
  readonly kind: "gap";
  readonly from: number;
  readonly to: number;
  /** Nobody has these lines any more. */
  readonly lost: boolean;
  /** The page had them and dropped them. */
  readonly seen: boolean;
  /** When the lines before and after were printed, ms; 0 while it is not known. */
  since: number;
  until: number;
}

/** The container was started again. */
export interface NoteRow extends Common {
  readonly kind: "note";
}

export type Row = LineRow | GapRow | NoteRow;

/** The lowest number a row stands for. */
export function numberOf(row: Row): number {
  return row.kind === "gap" ? row.from : row.kind === "line" ? row.number : 0;
}

/** So many of the last lines are read out. */
const SPOKEN = 5;

/** The texts of the last lines. */
export function lastTexts(rows: readonly Row[]): string[] {
  return rows.flatMap((row) => (row.kind === "line" ? row.text : [])).slice(-SPOKEN);
}
