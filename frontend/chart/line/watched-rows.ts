import type { Row } from "./frames";
import type { Connection } from "./connection";
import type { LineState } from "./state";

export interface RowListener {
  row(row: Row): void;
  state(state: LineState): void;
  /** The server does not send this container's numbers, and why. It is asked again by and by. */
  refused(text: string): void;
}

/** A row that was refused is asked for again after this: the container may be known by then, or other pages closed. */
export const ASK_AGAIN_MS = 15_000;

/** The newest values of containers: who listens to which, and which the server sends. */
export class WatchedRows {
  private readonly rows = new Map<string, Set<RowListener>>();
  /** The rows the server was asked for. */
  private asked = new Set<string>();
  private readonly refusals = new Map<string, string>();
  private asking = false;
  private again: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly connection: Connection) {}

  get size(): number {
    return this.rows.size;
  }

  listen(container: string, listener: RowListener): void {
    const listeners = this.rows.get(container) ?? new Set();
    this.rows.set(container, listeners);
    if (listeners.size > 0) {
      this.asked.delete(container); // Asked for once more, so that the newcomer gets all its points.
    }
    listeners.add(listener);
    const refusal = this.refusals.get(container);
    if (refusal !== undefined) {
      listener.refused(refusal);
    }
    this.askSoon();
  }

  ignore(container: string, listener: RowListener): void {
    const listeners = this.rows.get(container);
    if (listeners?.delete(listener) === true && listeners.size === 0) {
      this.rows.delete(container);
      this.refusals.delete(container);
    }
    this.askSoon();
  }

  took(row: Row): void {
    this.refusals.delete(row.container);
    this.rows.get(row.container)?.forEach((listener) => listener.row(row));
  }

  refused(container: string, text: string): void {
    this.refusals.set(container, text);
    this.rows.get(container)?.forEach((listener) => listener.refused(text));
    this.again ??= setTimeout(() => {
      this.again = undefined;
      this.refusals.forEach((_, one) => this.asked.delete(one));
      this.ask();
    }, ASK_AGAIN_MS);
  }

  tell(state: LineState): void {
    this.rows.forEach((listeners) => listeners.forEach((listener) => listener.state(state)));
  }

  /** The server knows nothing of what was asked before. */
  askAnew(): void {
    this.asked = new Set();
    this.refusals.clear();
    this.ask();
  }

  /** Rows wanted in the same task are asked for in one message. */
  private askSoon(): void {
    if (!this.asking) {
      this.asking = true;
      queueMicrotask(() => {
        this.asking = false;
        this.ask();
      });
    }
  }

  private ask(): void {
    if (!this.connection.isOpen) {
      return;
    }
    const gone = [...this.asked].filter((container) => !this.rows.has(container));
    const come = [...this.rows.keys()].filter((container) => !this.asked.has(container));
    if (gone.length > 0) {
      this.connection.send({ unsubscribe: "row", containers: gone });
    }
    if (come.length > 0) {
      this.connection.send({ subscribe: "row", containers: come });
    }
    this.asked = new Set(this.rows.keys());
  }
}
