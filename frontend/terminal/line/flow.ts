/** Bytes that may be on their way without having been shown. It bounds what Ctrl C has to wait for. */
export const WINDOW = 262_144;

const STEP = WINDOW / 8;

/** Counts what was shown, and says when the server is to be told. */
export class Flow {
  private shown = 0;
  private told = 0;

  /** @returns the number to tell, if it is time */
  add(bytes: number): number | undefined {
    this.shown += bytes;
    if (this.shown - this.told < STEP) {
      return undefined;
    }
    this.told = this.shown;
    return this.shown;
  }
}
