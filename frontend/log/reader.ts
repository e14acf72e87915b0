import { type Place } from "./address";
import type { LineRow, Row } from "./model/row";
import type { LogSession } from "./model/session";
import { nextGap } from "./model/window";
import type { CoredeckLogList } from "./parts/log-list";

/** What the reader needs of the page to go somewhere. */
export interface Way {
  readonly session: LogSession;
  list(): CoredeckLogList;
  isFollowing(): boolean;
  /** The person reads a place, not the newest line, from now on. */
  stay(): void;
  /** Draws what is known now. */
  draw(): void;
}

/** Where the person reads: goes to hits, gaps, lines and times, and loads what has to be loaded for it. */
export class Reader {
  /** The hit that is gone to. */
  hit: LineRow | undefined;
  /** How many lines were announced when the newest one was in sight. */
  private seen = 0;
  private begin: Place | undefined;

  constructor(private readonly way: Way) {}

  /** How many lines came since the newest one was in sight. */
  get missed(): number {
    return this.way.session.rows.announced - this.seen;
  }

  /** Which of the hits is gone to, counted from 0; -1 for none. */
  get hitIndex(): number {
    return this.hit === undefined ? -1 : this.way.session.view.hits.indexOf(this.hit);
  }

  /** The newest line is in sight. */
  isAtEnd(): void {
    this.seen = this.way.session.rows.announced;
  }

  /** Another log is read; it begins at this place as soon as something is known of it. */
  reopened(place: Place | undefined): void {
    this.hit = undefined;
    this.begin = place;
  }

  /** To be called whenever something came. */
  came(): void {
    const { begin } = this;
    if (begin !== undefined && this.isKnown(begin)) {
      this.begin = undefined;
      this.goToPlace(begin);
    }
  }

  /** A time is looked for in all containers, a line in its own: once all lines that come by themselves, or those behind it, are there. */
  private isKnown(place: Place): boolean {
    const { containers, rows } = this.way.session;
    const isBehind = (row: Row) =>
      row.kind === "line" && (place.kind === "time" ? row.order >= place.millis : row.number >= place.number);
    return (place.kind === "time" ? containers : [place.container]).every((id) => {
      const head = rows.headOf(id);
      const end = rows.endOf(id);
      return head !== undefined && end !== undefined && (end >= head.last || rows.rows.some((row) => row.container === id && isBehind(row)));
    });
  }

  /** Goes to the next or previous hit, seen from the one gone to or from what is in sight. */
  step(by: number): void {
    this.way.draw(); // who types fast presses Enter before the search was seen
    const { hits } = this.way.session.view;
    if (hits.length > 0) {
      const at = this.hitIndex;
      const next = at < 0 ? this.hitInSight(hits) : at + by;
      this.goToHit(hits[(next + hits.length) % hits.length]!);
    }
  }

  private hitInSight(hits: readonly LineRow[]): number {
    const { from } = this.way.list().inSight;
    const first = from === undefined ? 0 : hits.findIndex((row) => row.order > from.order || (row.order === from.order && row.id >= from.id));
    return this.way.isFollowing() || first < 0 ? hits.length - 1 : first;
  }

  private goToHit(row: LineRow): void {
    this.hit = row;
    this.show(row);
  }

  /** Goes on with the search in what the page does not have, and to the newest hit there. */
  searchBack(): void {
    const { session } = this.way;
    session.back.start(session.containers, ({ container, number }) => {
      this.way.stay();
      session.loadAround(container, number, () =>
        requestAnimationFrame(() => {
          this.way.draw();
          // a long line stands under the number of its first piece
          const row = session.rows.rows.findLast((one) => one.kind === "line" && one.container === container && one.number <= number);
          if (row?.kind === "line") {
            this.goToHit(row);
          }
        }),
      );
    });
  }

  /** Goes to where lines are missing. */
  goToGap(lost: boolean): void {
    const list = this.way.list();
    const gap = nextGap(this.way.session.view.shown, list.topIndex, lost);
    if (gap !== undefined) {
      this.show(gap);
      list.focusRow(gap);
    }
  }

  goToPlace(place: Place): void {
    if (place.kind === "time") {
      this.goToTime(place.millis);
      return;
    }
    const { number } = place;
    const isThere = (row: Row) => row.kind === "line" && row.container === place.container && row.number >= number;
    this.way.session.loadAround(place.container, number, () => this.showFirst(isThere));
  }

  private goToTime(millis: number): void {
    const { session } = this.way;
    session.loadTime(millis, () => this.showFirst((row) => row.order >= millis));
  }

  /** What was loaded is among the rows only after what came is taken in. */
  private showFirst(isIt: (row: Row) => boolean): void {
    requestAnimationFrame(() => {
      this.way.draw();
      const row = this.way.session.view.shown.find(isIt);
      if (row !== undefined) {
        this.way.list().reveal(row);
      }
    });
  }

  private show(row: Row): void {
    this.way.stay();
    this.way.draw();
    this.way.list().reveal(row);
  }
}
