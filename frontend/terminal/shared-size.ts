import { type Audience, mayType, setsSize } from "./line/audience";
import type { Size } from "./line/frames";
import type { Screen } from "./screen";

/** What the size needs to know of the terminal. */
export interface SizedTerminal {
  screen(): Screen | undefined;
  /** Only looks: others set the size. */
  isWatching(): boolean;
  /** Whether a canvas can have exactly the pixels of the screen. */
  isSharp(): boolean;
  /** This viewer's window has this size now. */
  wants(size: Size): void;
  /** Takes the keys, which brings the size with them. */
  take(): void;
  /** @param mine whether it is the one of this viewer's window */
  sized(size: Size, mine: boolean): void;
}

/**
 * The size of a terminal that several look at. Every viewer says the size of its window, the server says whose counts; only
 * a size that is this viewer's to set is taken before the server has said so, unless a screen of another size comes just now.
 */
export class SharedSize {
  private audience: Audience | undefined;
  private wanted: Size | undefined;
  private isMine = true;

  constructor(private readonly terminal: SizedTerminal) {}

  /** The place of the screen has room for this. */
  fits(size: Size): void {
    if (this.terminal.isWatching()) {
      return;
    }
    this.wanted = size;
    this.terminal.wants(size);
    const screen = this.terminal.screen();
    if (setsSize(this.audience) && screen?.isRestoring !== true) {
      this.isMine = true;
      screen?.takeSize(size);
      this.terminal.sized(size, true);
    }
  }

  /** The server says which size the terminal has from here on in its output. */
  told(size: Size): void {
    this.isMine = this.wanted?.columns === size.columns && this.wanted.rows === size.rows;
    this.terminal.screen()?.takeSizeInOrder(size);
    this.terminal.sized(size, this.isMine);
  }

  /** The screen starts afresh, at this size where the server knows it. */
  restarted(bytes: number, size: Size | undefined): void {
    this.terminal.screen()?.restart(bytes, size);
    if (size !== undefined) {
      this.told(size);
    }
  }

  /** Other people look, or somebody else types; undefined where the server does not tell and the last one counts. */
  changed(audience: Audience | undefined): void {
    this.audience = audience;
  }

  /** The person focused the terminal or types. */
  takeOver(): void {
    if (this.terminal.isWatching()) {
      return;
    }
    if (this.audience === undefined) {
      if (!this.isMine) {
        this.terminal.screen()?.fitToPlace(this.terminal.isSharp());
      }
    } else if (this.audience.driver !== this.audience.you && mayType(this.audience)) {
      this.terminal.take();
    }
  }
}
