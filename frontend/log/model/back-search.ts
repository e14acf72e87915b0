import { plain } from "./ansi";
import type { Raw } from "./row";

/** Lines looked at in one step. */
const STEP = 4_000;

/** How far a search in what was not loaded has come. */
export type Back =
  | { kind: "idle" }
  /** So many lines were looked at; the oldest of them was printed then, ms, 0 while none was. */
  | { kind: "searching" | "none"; looked: number; reached: number };

/** Lines of a container that were not looked at yet. */
interface Front {
  readonly container: string;
  readonly from: number;
  to: number;
  /** When the oldest line looked at was printed; what was printed before is not known yet. */
  reached: number;
}

export interface Hit {
  readonly container: string;
  readonly number: number;
  readonly millis: number;
}

/** What the search needs of the log. */
export interface Kept {
  /** Numbers of the lines that are kept and stand before those the page has; `from` above `to` for none. */
  older(container: string): { from: number; to: number };
  scan(container: string, from: number, to: number, done: (raws: readonly Raw[] | undefined) => void): void;
  /** @param text without colours and controls */
  isHit(text: string, isErr: boolean): boolean;
}

/**
 * Looks for the newest hit before the lines a page has, through all that is kept, without keeping what it looks at.
 *
 * With several containers the one whose lines reach back least goes on, so the hit found is the newest of all.
 */
export class BackSearch {
  state: Back = { kind: "idle" };
  private fronts: Front[] = [];
  private best: Hit | undefined;
  /** Counts the searches; answers for one that was stopped are for nobody. */
  private turn = 0;

  /** @param told called when {@link state} has changed */
  constructor(
    private readonly kept: Kept,
    private readonly told: () => void,
  ) {}

  /** @param found called once if there is a hit */
  start(containers: readonly string[], found: (hit: Hit) => void): void {
    this.turn += 1;
    this.best = undefined;
    this.fronts = containers.map((container) => ({ container, ...this.kept.older(container), reached: Number.POSITIVE_INFINITY }));
    this.state = { kind: "searching", looked: 0, reached: 0 };
    this.told();
    this.step(found, this.turn);
  }

  /** Ends the search, and forgets how an earlier one ended. */
  stop(): void {
    this.turn += 1;
    this.fronts = [];
    if (this.state.kind !== "idle") {
      this.state = { kind: "idle" };
      this.told();
    }
  }

  private step(found: (hit: Hit) => void, turn: number): void {
    const front = this.nextFront();
    if (front === undefined) {
      this.ended(found);
      return;
    }
    const from = Math.max(front.from, front.to - STEP + 1);
    this.kept.scan(front.container, from, front.to, (raws) => {
      if (turn !== this.turn) {
        return;
      }
      if (raws === undefined) {
        this.stop();
        return;
      }
      this.look(front, raws);
      front.to = from - 1;
      this.step(found, turn);
    });
  }

  /** @returns the one that reaches back least; nothing if none can have a newer hit than the best one */
  private nextFront(): Front | undefined {
    const best = this.best?.millis ?? Number.NEGATIVE_INFINITY;
    return this.fronts
      .filter((front) => front.from <= front.to && front.reached > best)
      .reduce<Front | undefined>((first, front) => (first === undefined || front.reached > first.reached ? front : first), undefined);
  }

  private look(front: Front, raws: readonly Raw[]): void {
    const { looked } = this.state as { looked: number };
    front.reached = raws[0]?.[1] ?? front.reached;
    for (const [number, millis, kind, text] of raws.toReversed()) {
      if (this.kept.isHit(plain(text), (kind & 2) !== 0)) {
        if (this.best === undefined || millis > this.best.millis) {
          this.best = { container: front.container, number, millis };
        }
        front.reached = Number.NEGATIVE_INFINITY; // older hits are of no use
        break;
      }
    }
    const reached = Math.min(...this.fronts.map((one) => one.reached).filter(Number.isFinite));
    this.state = { kind: "searching", looked: looked + raws.length, reached: Number.isFinite(reached) ? reached : 0 };
    this.told();
  }

  private ended(found: (hit: Hit) => void): void {
    const { best } = this;
    this.fronts = [];
    this.state = best === undefined ? { ...(this.state as Exclude<Back, { kind: "idle" }>), kind: "none" } : { kind: "idle" };
    this.told();
    if (best !== undefined) {
      found(best);
    }
  }
}
