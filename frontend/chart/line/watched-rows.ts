import { AskedFor } from "./asked-for";
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
  private readonly asked: AskedFor;
  private readonly refusals = new Map<string, string>();
  private again: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection) {
    this.asked = new AskedFor(
      connection,
      () => this.rows.keys(),
      (isMore, containers) => (isMore ? { subscribe: "row", containers } : { unsubscribe: "row", containers }),
    );
  }

  get size(): number {
    return this.rows.size;
  }

  listen(container: string, listener: RowListener): void {
    const listeners = this.rows.get(container) ?? new Set();
    this.rows.set(container, listeners);
    if (listeners.size > 0) {
      this.asked.again(container); // Asked for once more, so that the newcomer gets all its points.
    }
    listeners.add(listener);
    const refusal = this.refusals.get(container);
    if (refusal !== undefined) {
      listener.refused(refusal);
    }
    this.asked.soon();
  }

  ignore(container: string, listener: RowListener): void {
    const listeners = this.rows.get(container);
    if (listeners?.delete(listener) === true && listeners.size === 0) {
      this.rows.delete(container);
      this.refusals.delete(container);
    }
    this.asked.soon();
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
      this.refusals.forEach((_, one) => this.asked.again(one));
      this.asked.now();
    }, ASK_AGAIN_MS);
  }

  tell(state: LineState): void {
    this.rows.forEach((listeners) => listeners.forEach((listener) => listener.state(state)));
  }

  askAnew(): void {
    this.refusals.clear();
    this.asked.anew();
  }
}
