/** Counts a time down that can be stopped; a toast goes when it has run out. */
export class ToastClock {
  private left: number;
  private startedAt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param milliseconds 0 for a toast that stays */
  constructor(
    milliseconds: number,
    private readonly out: () => void,
  ) {
    this.left = milliseconds;
  }

  run(): void {
    if (this.left > 0 && this.timer === undefined) {
      this.startedAt = Date.now();
      this.timer = setTimeout(this.out, this.left);
    }
  }

  stop(): void {
    if (this.timer !== undefined) {
      clearTimeout(this.timer);
      this.timer = undefined;
      this.left = Math.max(1, this.left - (Date.now() - this.startedAt));
    }
  }
}
