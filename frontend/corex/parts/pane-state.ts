import type { Audience } from "../../terminal/line/audience";
import type { LineState } from "../../terminal/line/connection";
import { sizeWords } from "../../terminal/presence";

/** What a pane has told of its terminal. */
export interface PaneState {
  readonly line?: LineState;
  readonly audience?: Audience | undefined;
  /** Whether the size is that of this window. */
  readonly sizeIsMine?: boolean;
  readonly roundTripMs?: number;
}

/** Events of a terminal that change it, with what they change. */
const CHANGES: Readonly<Record<string, (detail: never) => PaneState>> = {
  "terminal-state": (line: LineState) => ({ line }),
  "terminal-audience": ({ audience }: { audience: Audience | undefined }) => ({ audience }),
  "terminal-size": ({ mine }: { mine: boolean }) => ({ sizeIsMine: mine }),
  "terminal-round-trip": (roundTripMs: number) => ({ roundTripMs }),
};

/** Calls the listener for every event of a terminal in that element that tells of its state. */
export function hearPane(element: EventTarget, listener: (origin: Event, change: PaneState) => void): void {
  for (const [name, change] of Object.entries(CHANGES)) {
    element.addEventListener(name, (event) => listener(event, change((event as CustomEvent<never>).detail)));
  }
}

/** Whose size the terminal has, in words; empty while that is not known. */
export function sizeOf({ audience, sizeIsMine }: PaneState): string {
  return sizeIsMine === undefined ? "" : sizeWords(audience, sizeIsMine);
}

/** How long its way to CoreX and back is; the page's own where the terminal has not measured, nothing while it is lost. */
export function roundTripOf({ line, roundTripMs }: PaneState, ofPage: number | undefined): number | undefined {
  return line?.kind === "connected" ? (roundTripMs ?? ofPage) : undefined;
}
