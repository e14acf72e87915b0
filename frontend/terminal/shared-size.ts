import type { Size } from "./line/frames";
import type { Screen } from "./screen";

/** What the size needs to know of the terminal. */
export interface Viewer {
  screen(): Screen | undefined;
  /** Only looks: others set the size. */
  isWatching(): boolean;
  /** Whether a canvas can have exactly the pixels of the screen. */
  isSharp(): boolean;
  /** @param mine whether this viewer set it */
  sized(size: Size, mine: boolean): void;
}

/** The size of a terminal that several look at: whoever focused it or typed last sets it. */
export class SharedSize {
  private isMine = true;

  constructor(private readonly viewer: Viewer) {}

  /** The screen took the size of its place. */
  taken(size: Size): void {
    if (!this.viewer.isWatching()) {
      this.isMine = true;
      this.viewer.sized(size, true);
    }
  }

  /** The server says which size some viewer set. */
  told(size: Size): void {
    const screen = this.viewer.screen();
    if (screen !== undefined && (this.viewer.isWatching() || screen.size.columns !== size.columns || screen.size.rows !== size.rows)) {
      this.isMine = false;
      screen.takeSize(size);
      this.viewer.sized(size, false);
    }
  }

  /** Takes the size back from another viewer. */
  takeOver(): void {
    if (!this.isMine && !this.viewer.isWatching()) {
      this.viewer.screen()?.fitToPlace(this.viewer.isSharp());
    }
  }
}
