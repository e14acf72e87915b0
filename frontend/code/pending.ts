/** Tells a value after a pause in which it did not change, or at once when asked. Never the same value twice in a row. */
export class Pending<T> {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private value: T | undefined;

  constructor(
    private readonly pauseMs: number,
    private readonly tell: (value: T) => void,
  ) {}

  /** The value has changed. */
  set(value: T): void {
    this.value = value;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), this.pauseMs);
  }

  /** Tells now what waits, if something does. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.value !== undefined) {
      const value = this.value;
      this.value = undefined;
      this.tell(value);
    }
  }

  /** Forgets what waits. */
  drop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.value = undefined;
  }

  get waits(): boolean {
    return this.value !== undefined;
  }
}
