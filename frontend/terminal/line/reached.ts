import type { ServerFrame } from "./frames";

/** Where in a process's output a terminal is, so that a line that is opened again goes on there. */
export class Reached {
  /** Number of the next byte of output; unknown before the server told where it begins. */
  private position: number | undefined;
  /** Whose output that is a number in: another CoreX has other processes with the same ids. */
  private stream: string | undefined;
  /** The screen that is coming. */
  private screen: { position: number; toCome: number; whole: boolean } | undefined;

  /** What the server is told to go on from, if anything. */
  get asked(): { position?: number; stream?: string | undefined } {
    return this.position === undefined ? {} : { position: this.position, stream: this.stream };
  }

  /** What is newest is wanted, not what comes next. */
  forget(): void {
    this.position = undefined;
  }

  /** Another line is open: a screen that was coming is not any more. */
  opened(): void {
    this.screen = undefined;
  }

  output(bytes: number): void {
    if (this.position !== undefined) {
      this.position += bytes;
    }
  }

  /** Output begins here, by a server that knows no screens. */
  replay(position: number): void {
    this.position = position;
    this.stream = undefined;
  }

  begin(frame: ServerFrame & { kind: "screen" }): void {
    this.position = undefined;
    this.stream = frame.stream;
    this.screen = { position: frame.position, toCome: frame.bytes, whole: frame.whole };
    this.screenCame(0);
  }

  /** Only a whole screen that has come can be gone on from. */
  screenCame(bytes: number): void {
    if (this.screen !== undefined) {
      this.screen.toCome -= bytes;
      if (this.screen.toCome <= 0) {
        this.position = this.screen.whole ? this.screen.position : undefined;
        this.screen = undefined;
      }
    }
  }
}
