import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { LogSession } from "./model/session";
import type { Row } from "./model/row";

/** Bars and numbers are drawn at most this often, ms: they need not keep up with the lines. */
const SLOW_MS = 500;
const TICK_MS = 1000;
/** Rest for each row drawn, ms: nobody reads 200 rows a second, and each leaves memory behind that browsers collect late. */
const REST_OF_A_ROW_MS = 5;
/** Rests are no longer, ms: of a tall list, or of a page that the browser had stopped between a frame and its timer. */
const LONGEST_REST_MS = 250;

/** What of the host says nothing of how rows look. */
const BESIDE_ROWS: ReadonlySet<PropertyKey> = new Set(["status", "spoken"]);

/** What the loop draws, and how. */
export interface Scene {
  readonly session: LogSession;
  /** The row at the top of what is read; nothing while the newest line is followed. */
  reading(): Row | undefined;
  /** The newest row is to stay in sight. */
  isPinned(): boolean;
  /** @returns how many rows were drawn, because they are new or look otherwise */
  drawRows(pinned: boolean): number;
  /** Draws all that need not keep up with the lines. */
  drawRest(): void;
}

/**
 * Takes in what came and draws it, once a frame, and the rest every half second.
 *
 * After each drawing it leaves the page alone for as long as that took, so that keys and clicks find it free half of the time
 * however many lines come, and longer where many rows were new. What a person does is drawn at once.
 *
 * A page that is not seen has no frames; what comes is taken in without them.
 */
export class DrawLoop implements ReactiveController {
  private frame = 0;
  /** Since the last drawing began the page is painted, and then left alone. */
  private pause: ReturnType<typeof setTimeout> | undefined;
  private cameInPause = false;
  private unseen: ReturnType<typeof setTimeout> | undefined;
  private clock: ReturnType<typeof setInterval> | undefined;
  private restAt = 0;
  private isOld = false;

  constructor(
    private readonly host: ReactiveControllerHost & { readonly hasUpdated: boolean; readonly isConnected: boolean },
    private readonly scene: Scene,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("visibilitychange", this.wake);
    this.clock = setInterval(() => this.tick(), TICK_MS);
  }

  /**
   * To be called when the host has been drawn.
   *
   * @param changed what of it; rows are looked at again, unless it is what this loop itself draws beside them
   */
  updated(changed: ReadonlyMap<PropertyKey, unknown>): void {
    if (changed.size === 0 || [...changed.keys()].some((name) => !BESIDE_ROWS.has(name))) {
      this.renew();
    }
  }

  hostDisconnected(): void {
    clearTimeout(this.pause);
    this.pause = undefined;
    document.removeEventListener("visibilitychange", this.wake);
    clearInterval(this.clock);
  }

  /** Something came: it is taken in and drawn in the next frame. */
  readonly wake = (): void => {
    if (document.hidden) {
      this.unseen ??= setTimeout(() => {
        this.unseen = undefined;
        this.scene.session.apply();
        this.trim();
        this.isOld = true;
      }, 0);
    } else if (this.pause !== undefined) {
      this.cameInPause = true;
    } else if (this.frame === 0) {
      this.frame = requestAnimationFrame(() => {
        const begun = performance.now();
        this.frame = 0;
        this.rest(begun, this.draw() * REST_OF_A_ROW_MS);
      });
    }
  };

  /** How long a frame took, with its painting, is known in the first task after it. */
  private rest(begun: number, atLeast: number): void {
    clearTimeout(this.pause);
    this.cameInPause = false;
    this.pause = setTimeout(() => {
      const rest = Math.max(performance.now() - begun, atLeast);
      this.pause = setTimeout(() => this.endPause(), Math.min(rest, LONGEST_REST_MS));
    }, 0);
  }

  private endPause(): void {
    clearTimeout(this.pause);
    this.pause = undefined;
    if (this.cameInPause) {
      this.cameInPause = false;
      this.wake();
    }
  }

  /** Other rows are shown, or they look otherwise: all are looked at again in the next frame. */
  renew(): void {
    this.isOld = true;
    this.endPause();
    this.wake();
  }

  /** The rest is not to wait for its time. */
  renewRest(): void {
    this.restAt = 0;
    this.endPause();
    this.wake();
  }

  /** Draws at once what would be drawn in the next frame. */
  drawNow(): void {
    this.isOld = true;
    this.draw();
  }

  /** @returns how many rows were drawn */
  private draw(): number {
    if (!this.host.hasUpdated || !this.host.isConnected) {
      return 0;
    }
    const { session } = this.scene;
    const isNew = session.apply() || this.isOld;
    this.isOld = false;
    if (isNew) {
      this.trim();
      if (!session.view.refresh(() => performance.now())) {
        this.renew();
      }
    }
    const drawn = this.scene.drawRows(this.scene.isPinned());
    const now = performance.now();
    if (now - this.restAt > SLOW_MS) {
      this.restAt = now;
      this.scene.drawRest();
    }
    return drawn;
  }

  private trim(): void {
    const { rows } = this.scene.session;
    const row = this.scene.reading();
    rows.trim(row === undefined ? -1 : rows.rows.indexOf(row));
  }

  private tick(): void {
    this.restAt = 0;
    this.isOld ||= this.scene.session.view.find !== undefined && !document.hidden;
    this.wake();
  }
}
