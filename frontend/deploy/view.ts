import type { StateKind } from "../theme/elements/state";

/** How far a deployment is, as the server tells it. All texts are in the person's language. */
export interface View {
  readonly title: string;
  readonly below: string;
  readonly kind: StateKind;
  readonly word: string;
  /** How much of it is done, 0 to 1. */
  readonly done: number;
  readonly steps: readonly Step[];
  /** Why it failed, if it did. */
  readonly failure?: Failure | null;
  /** What was said word by word; empty if nothing was. */
  readonly technical: string;
  /** Where the container that runs is. */
  readonly link?: Link | null;
}

export interface Step {
  readonly kind: StateKind;
  readonly word: string;
  readonly title: string;
  readonly detail: string;
  readonly took: string;
}

export interface Failure {
  /** The number of the step that failed, from 0. */
  readonly step: number;
  readonly reason: string;
  /** What else there is to know; may be empty. */
  readonly note: string;
  readonly acts: readonly Act[];
  /** Where it can be mended. */
  readonly link?: Link | null;
}

/** Something that the server does. */
export interface Act {
  readonly name: string;
  readonly label: string;
}

export interface Link {
  readonly href: string;
  readonly text: string;
}

export const NOTHING: View = { title: "", below: "", kind: "idle", word: "", done: 0, steps: [], technical: "" };

/** All of it as text, for whoever is asked for help. */
export function report({ title, below, steps, failure, technical }: View): string {
  const lines = steps.map(({ word, title: step, detail, took }) =>
    [`- ${word}: ${step}`, detail, took].filter((part) => part !== "").join(", "),
  );
  const why = failure ? [failure.reason, failure.note] : [];
  return [title, below, "", ...lines, "", ...why, technical].join("\n").replace(/\n{3,}/g, "\n\n").trim();
}
