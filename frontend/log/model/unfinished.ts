import type { Told } from "../line/messages";
import { RowMaker } from "./row-maker";

/** So many are shown at most, of all containers together. */
export const MOST_UNFINISHED = 8;

/** The end of a line that a container has begun and not ended yet. It is no row: it is not counted, searched or saved. */
export interface Unfinished {
  readonly container: string;
  readonly isErr: boolean;
  readonly raw: string;
}

/** What is known of one container; of stdout first, then of stderr. */
interface Known {
  /** Number of the newest line of each output. */
  last: [number, number];
  raws: [string, string];
  /** The lines above come after this one. */
  after: number;
}

/** What containers have begun to print and not ended, until the whole line is there. */
export class UnfinishedLines {
  private readonly logs = new Map<string, Known>();

  /** Takes in what the server says, as far as it matters here. */
  take(message: Told): void {
    if (message.event === "open") {
      const known = this.log(message.container);
      known.after = message.after;
      known.raws = [message.stdout, message.stderr];
      known.last.forEach((number, output) => this.passed(known, output, number));
    } else if (message.event === "lines") {
      this.lines(this.log(message.container), message.rows);
    } else if (message.event === "restarted") {
      this.logs.delete(message.container);
    }
  }

  /** Only the newest line of each output matters. */
  private lines(known: Known, rows: readonly (readonly [number, number, number, string])[]): void {
    const seen = [false, false];
    for (let i = rows.length - 1; i >= 0 && !(seen[0] && seen[1]); i -= 1) {
      const raw = rows[i]!;
      const output = RowMaker.isErr(raw) ? 1 : 0;
      if (!seen[output]) {
        seen[output] = true;
        this.passed(known, output, raw[0]);
      }
    }
  }

  /** A whole line of this output is there: what was unfinished before it is in it. */
  private passed(known: Known, output: number, number: number): void {
    const at = output === 0 ? 0 : 1;
    known.last[at] = Math.max(known.last[at], number);
    if (number > known.after) {
      known.raws[at] = "";
    }
  }

  private log(container: string): Known {
    let known = this.logs.get(container);
    if (known === undefined) {
      known = { last: [0, 0], raws: ["", ""], after: 0 };
      this.logs.set(container, known);
    }
    return known;
  }

  /** Nobody knows any more what is unfinished: the line to the server is gone. */
  lose(): void {
    for (const known of this.logs.values()) {
      known.raws = ["", ""];
    }
  }

  /** Other logs are shown. */
  clear(): void {
    this.logs.clear();
  }

  /** @param lets whether those of stdout, or of stderr, are shown */
  of(containers: readonly string[], lets: (isErr: boolean) => boolean): readonly Unfinished[] {
    return containers
      .flatMap((container) => (this.logs.get(container)?.raws ?? []).map((raw, output) => ({ container, isErr: output === 1, raw })))
      .filter(({ raw, isErr }) => raw !== "" && lets(isErr))
      .slice(0, MOST_UNFINISHED);
  }
}
