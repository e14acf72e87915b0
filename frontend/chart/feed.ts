import type { History } from "./line/frames";
import type { LineState } from "./line/state";
import { type Asked, statsLine } from "./line/stats-line";
import { type Happening, MOST_HAPPENINGS, type Mark, markOf } from "./model/happenings";
import { type Range, bounds } from "./model/range";
import type { Sample } from "./model/samples";
import { Series } from "./model/series";

/** What a chart knows of one container, kept as it comes over the line. */
export class Feed {
  readonly series = new Series();
  marks: Mark[] = [];
  /** When the oldest sample was taken that is kept; null where nothing is, or nothing is known yet. */
  oldest: number | null = null;
  /** Whether the part of the time that was asked for has come. */
  answered = false;
  line: LineState;
  refusal = "";
  private watching: { ask(asked: Asked): void; end(): void } | undefined;

  /** @param changed told after each change; `whole` where all is new */
  constructor(
    readonly src: string,
    readonly container: string,
    private readonly changed: (whole: boolean) => void,
  ) {
    this.line = statsLine(src).state;
  }

  now(): number {
    return statsLine(this.src).now();
  }

  retryNow(): void {
    statsLine(this.src).retryNow();
  }

  /** Asks for a part of the time; what is known of it stays until the answer comes. */
  ask(range: Range, columns: number): void {
    const asked: Asked = range.kind === "last" ? { last: range.ms, columns } : { from: range.from, to: range.to, columns };
    this.answered = false;
    this.refusal = "";
    if (this.watching !== undefined) {
      this.watching.ask(asked);
      return;
    }
    this.watching = statsLine(this.src).watch(this.container, asked, {
      history: (history) => this.replace(history),
      sample: (sample) => this.append(sample),
      happened: (happening) => this.happened(happening),
      state: (line) => {
        this.line = line;
        this.changed(false);
      },
      refused: (text) => {
        this.refusal = text;
        this.changed(true);
      },
    });
  }

  end(): void {
    this.watching?.end();
    this.watching = undefined;
  }

  /** Lets go of what is older than the range, for charts that stay open for days. */
  cut(range: Range): void {
    const { from } = bounds(range, this.now());
    this.series.cut(from);
    while (this.marks.length > MOST_HAPPENINGS) {
      this.marks.shift();
    }
  }

  private replace(history: History): void {
    this.series.replace(history.columns, history.step);
    this.marks = history.happened.map(markOf);
    this.oldest = history.oldest;
    this.answered = true;
    this.changed(true);
  }

  private append(sample: Sample): void {
    this.series.append(sample);
    this.oldest ??= sample.t;
    this.changed(false);
  }

  private happened(happening: Happening): void {
    const mark = markOf(happening);
    if (this.marks.some(({ t, word }) => t === mark.t && word === mark.word)) {
      return; // Came with the history too.
    }
    this.marks.push(mark);
    this.changed(false);
  }
}
