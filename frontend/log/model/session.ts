import { Feed, type FeedState } from "../line/feed";
import type { Told } from "../line/messages";
import type { GapRow, Row } from "./row";
import { BackSearch } from "./back-search";
import { Rate } from "./rate";
import { LogRows } from "./rows";
import { Scans } from "./scan";
import { type Unfinished, UnfinishedLines } from "./unfinished";
import { LogView } from "./view";

/** Lines of the past a page begins with. */
export const TAIL = 1_000;
/** Lines loaded with one press, and of older ones. */
export const MOST_LOADED = 5_000;
const OLDER = 1_000;
/** Lines asked for at once. */
const CHUNK = 500;
/** Lines around a time or number that is gone to. */
const AROUND = 250;
/** Frames that wait to be taken in; the server sends 8 before it waits for us, and answers to what was asked. */
const MOST_WAITING = 256;

interface Loading {
  container: string;
  next: number;
  to: number;
  /** The gap that is being filled. */
  row: number;
  done: (() => void) | undefined;
}

/** What the page knows: the line to the server, the rows, and what is being loaded. Knows no page. */
export class LogSession {
  readonly rows: LogRows;
  readonly view: LogView;
  readonly loading = new Set<number>();
  state: FeedState = { kind: "connecting" };
  /** Something that was asked for could not be loaded. */
  trouble = false;
  containers: readonly string[] = [];
  /** Looks for hits in what the page does not have. */
  readonly back = new BackSearch(
    {
      older: (container) => this.rows.before(container),
      scan: (container, from, to, done) => this.scans.begin(container, from, to, done),
      isHit: (text, isErr) => this.view.lets(text, isErr),
    },
    () => this.wake(),
  );
  private readonly unfinished = new UnfinishedLines();
  private feed: Feed | undefined;
  private inbox: Told[] = [];
  private readonly loads = new Map<number, Loading>();
  private readonly finds = new Map<number, (number: number) => void>();
  private readonly scans = new Scans((container, from, to) => this.askLines(container, from, to));
  private nextAsk = 1;
  private readonly speed = new Rate();

  /**
   * @param heightOf how high a row is drawn
   * @param wake called whenever {@link apply} has something to do
   */
  constructor(
    heightOf: (row: Row) => number,
    private readonly wake: () => void,
  ) {
    this.rows = new LogRows(heightOf);
    this.view = new LogView(this.rows);
  }

  /** Shows the logs of these containers, from now on. */
  open(url: string, containers: readonly string[], tail = TAIL): void {
    this.close();
    this.rows.clear();
    this.unfinished.clear();
    this.containers = containers;
    this.feed = new Feed(url, tail, {
      state: (state) => this.changed(state),
      told: (message) => this.told(message),
      ends: () => this.ends(),
    });
    this.feed.open();
  }

  close(): void {
    this.feed?.close();
    this.feed = undefined;
    this.inbox = [];
    this.forgetLoads();
  }

  retryNow(): void {
    this.feed?.retryNow();
  }

  private ends(): Record<string, number> {
    this.apply();
    return Object.fromEntries(
      this.containers.flatMap((container) => {
        const end = this.rows.endOf(container);
        return end === undefined || end === 0 ? [] : [[container, end]];
      }),
    );
  }

  private changed(state: FeedState): void {
    this.state = state;
    if (state.kind !== "live") {
      this.forgetLoads();
      this.speed.clear();
      this.unfinished.lose();
    }
    this.wake();
  }

  private forgetLoads(): void {
    this.loads.clear();
    this.finds.clear();
    this.loading.clear();
    this.scans.clear();
    this.back.stop();
  }

  told(message: Told): void {
    if (message.event === "head") {
      this.speed.told(message.container, message.last, performance.now());
    }
    this.unfinished.take(message);
    if (this.inbox.length < MOST_WAITING) {
      this.inbox.push(message);
    }
    this.wake();
  }

  /**
   * Takes in what came.
   *
   * @returns whether anything did
   */
  apply(): boolean {
    const messages = this.inbox;
    this.inbox = [];
    let newest = 0;
    for (const message of messages) {
      newest = message.event === "lines" ? Math.max(newest, message.seq) : newest;
      this.takeIn(message);
    }
    if (newest > 0) {
      this.feed?.ask({ ask: "taken", seq: newest });
    }
    return messages.length > 0;
  }

  private takeIn(message: Told): void {
    switch (message.event) {
      case "lines":
        this.rows.take(message.container, message.rows);
        break;
      case "gap":
        this.rows.gap(message.container, message.from, message.to, message.lost);
        break;
      case "restarted":
        this.rows.restarted(message.container);
        break;
      case "head":
        this.rows.setHead(message.container, message);
        break;
      case "loaded":
        if (!this.scans.loaded(message.id, message.to, message.rows)) {
          this.rows.insert(message.container, message.from, message.to, message.rows);
          this.loaded(message.id, message.to);
        }
        break;
      case "found":
        this.finds.get(message.id)?.(message.number);
        this.finds.delete(message.id);
        break;
      case "failed":
        this.trouble = true;
        this.loads.delete(message.id);
        this.finds.delete(message.id);
        this.scans.failed(message.id);
        this.loading.clear();
        break;
      case "source":
        break; // told as a state
    }
  }

  /** Lines that have no end yet. @param hasEnded whether the first container has ended: then it has none */
  openLines(hasEnded: boolean): readonly Unfinished[] {
    return this.unfinished.of(this.containers.slice(hasEnded ? 1 : 0), (isErr) => this.view.letsOpen(isErr));
  }

  /** Lines printed in a second, lately. */
  get rate(): number {
    return this.speed.perSecond(performance.now());
  }

  /** Lines that are kept and stand before the first ones here. */
  get older(): number {
    return this.containers
      .map((container) => this.rows.before(container))
      .reduce((sum, { from, to }) => sum + Math.max(0, to - from + 1), 0);
  }

  /** Loads what a gap stands for, up to {@link MOST_LOADED} lines. */
  loadGap(gap: GapRow): void {
    this.loading.add(gap.id);
    this.load(gap.container, gap.from, Math.min(gap.to, gap.from + MOST_LOADED - 1), gap.id);
  }

  /** Loads lines before the first ones of each container. */
  loadOlder(): void {
    for (const container of this.containers) {
      const { from, to } = this.rows.before(container);
      if (from <= to) {
        this.load(container, Math.max(from, to - OLDER + 1), to, 0);
      }
    }
  }

  /** @param done called when the lines around this number are there */
  loadAround(container: string, number: number, done: () => void): void {
    const last = this.rows.headOf(container)?.last ?? number;
    this.load(container, Math.max(1, number - AROUND), Math.min(number + AROUND, Math.max(last, 1)), 0, done);
  }

  /**
   * Loads the lines around a time, of every container whose lines do not reach back to it.
   *
   * @param done called when all of them are there
   */
  loadTime(millis: number, done: () => void): void {
    const wanting = this.containers.filter((container) => this.beginsAfter(container, millis));
    let open = wanting.length;
    const one = () => {
      open -= 1;
      if (open === 0) {
        done();
      }
    };
    if (open === 0) {
      done();
    }
    wanting.forEach((container) =>
      this.find(container, millis, (number) => (number > 0 ? this.loadAround(container, number, one) : one())),
    );
  }

  private beginsAfter(container: string, millis: number): boolean {
    const { from, to } = this.rows.before(container);
    const first = this.rows.rows.find((row) => row.kind === "line" && row.container === container);
    return from <= to && (first === undefined || first.order > millis);
  }

  /** @param done called with the number of the first line at that time; 0 if there is none */
  private find(container: string, millis: number, done: (number: number) => void): void {
    const id = this.nextAsk++;
    if (this.feed?.ask({ ask: "find", id, container, at: Math.round(millis) }) === true) {
      this.finds.set(id, done);
    }
  }

  private load(container: string, from: number, to: number, row: number, done?: () => void): void {
    this.trouble = false;
    this.askFor({ container, next: from, to, row, done });
  }

  private askFor(loading: Loading): void {
    const { container, next: from, to } = loading;
    const id = this.askLines(container, from, Math.min(to, from + CHUNK - 1));
    if (id === undefined) {
      this.loading.delete(loading.row);
    } else {
      this.loads.set(id, loading);
    }
  }

  /** @returns the number of the request; nothing if there is no line to the server */
  private askLines(container: string, from: number, to: number): number | undefined {
    const id = this.nextAsk++;
    return this.feed?.ask({ ask: "load", id, container, from, to }) === true ? id : undefined;
  }

  private loaded(id: number, to: number): void {
    const loading = this.loads.get(id);
    this.loads.delete(id);
    if (loading !== undefined && to < loading.to) {
      this.askFor({ ...loading, next: to + 1 });
    } else if (loading !== undefined) {
      this.loading.delete(loading.row);
      loading.done?.();
    }
  }

  get isLoading(): boolean {
    return this.loads.size > 0 || this.finds.size > 0;
  }
}
