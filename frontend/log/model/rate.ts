/** Looks back so far, ms. */
const SPAN_MS = 3_000;
/** In less time nothing can be said of the speed, ms. */
const SHORTEST_MS = 500;

/** How fast lines are printed, by how many there were when. */
export class Rate {
  private readonly newest = new Map<string, number>();
  private counts: { at: number; count: number }[] = [];

  /**
   * @param container whose newest line has this number
   * @param at of `performance.now()`
   */
  told(container: string, number: number, at: number): void {
    const before = this.newest.get(container);
    this.newest.set(container, number);
    if (before === undefined || number < before) {
      this.counts = []; // what was printed before it was known is no speed
    }
    const count = [...this.newest.values()].reduce((sum, one) => sum + one, 0);
    this.counts = [...this.counts.filter((one) => at - one.at < SPAN_MS), { at, count }];
  }

  clear(): void {
    this.newest.clear();
    this.counts = [];
  }

  /**
   * Lines a second, lately.
   *
   * @param now of `performance.now()`
   */
  perSecond(now: number): number {
    const [first] = this.counts;
    const last = this.counts.at(-1);
    if (first === undefined || last === undefined || last.at - first.at < SHORTEST_MS || now - last.at > SPAN_MS) {
      return 0;
    }
    return ((last.count - first.count) * 1000) / (last.at - first.at);
  }
}
