import type { Connection } from "./connection";
import type { ClientFrame } from "./frames";

/** Which things of one kind the server sends: what is wanted in the same task is asked for in one message. */
export class AskedFor {
  private asked = new Set<string>();
  private readonly repeated = new Set<string>();
  private isDue = false;

  /**
   * @param wanted names of all that somebody listens to
   * @param frame asks for things, or for no more of them
   */
  constructor(
    private readonly connection: Connection,
    private readonly wanted: () => Iterable<string>,
    private readonly frame: (isMore: boolean, names: string[]) => ClientFrame,
  ) {}

  /** It is asked for once more, though the server sends it. */
  again(name: string): void {
    this.repeated.add(name);
  }

  /** The server knows nothing of what was asked before. */
  anew(): void {
    this.asked = new Set();
    this.now();
  }

  soon(): void {
    if (!this.isDue) {
      this.isDue = true;
      queueMicrotask(() => {
        this.isDue = false;
        this.now();
      });
    }
  }

  now(): void {
    if (!this.connection.isOpen) {
      return;
    }
    const wanted = new Set(this.wanted());
    const gone = [...this.asked].filter((name) => !wanted.has(name));
    const come = [...wanted].filter((name) => !this.asked.has(name) || this.repeated.has(name));
    this.repeated.clear();
    if (gone.length > 0) {
      this.connection.send(this.frame(false, gone));
    }
    if (come.length > 0) {
      this.connection.send(this.frame(true, come));
    }
    this.asked = wanted;
  }
}
