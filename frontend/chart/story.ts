import type { LineState } from "./line/state";
import { type Asked, statsLine } from "./line/stats-line";
import { type Happening, MOST_HAPPENINGS } from "./model/happenings";
import { DAY_MS } from "./model/range";

/** As far back as the server lets one ask, with as few numbers as it lets one ask for. */
const ALL: Asked = { last: 31 * DAY_MS, columns: 50 };

/** What happened to one container, oldest first, as far as it is kept, and what happens from now on. */
export class Story {
  happened: Happening[] = [];
  /** Whether it is known what happened before. */
  known = false;
  line: LineState;
  refusal = "";
  private readonly watching: { end(): void };

  /** @param changed told after each change */
  constructor(src: string, container: string, changed: () => void) {
    this.line = statsLine(src).state;
    this.watching = statsLine(src).watch(container, ALL, {
      history: ({ happened }) => {
        this.happened = happened;
        this.known = true;
        changed();
      },
      sample: () => {},
      happened: (one) => {
        if (!this.happened.some(({ t, kind }) => t === one.t && kind === one.kind)) {
          this.happened = [...this.happened, one].slice(-MOST_HAPPENINGS);
          changed();
        }
      },
      state: (line) => {
        this.line = line;
        changed();
      },
      refused: (text) => {
        this.refusal = text;
        changed();
      },
    });
  }

  end(): void {
    this.watching.end();
  }
}
