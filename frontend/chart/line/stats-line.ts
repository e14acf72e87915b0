import { words } from "../words";
import type { Happening } from "../model/happenings";
import type { Sample } from "../model/samples";
import { Connection } from "./connection";
import type { History, ServerFrame } from "./frames";
import type { LineState } from "./state";
import { type NodeListener, WatchedNodes } from "./watched-nodes";
import { type RowListener, WatchedRows } from "./watched-rows";

export interface FullListener {
  history(history: History): void;
  sample(sample: Sample): void;
  happened(happening: Happening): void;
  state(state: LineState): void;
  refused(text: string): void;
}

/** What a chart asks for: the last milliseconds and all that follows, or what was between two times. */
export type Asked = { last: number; columns: number } | { from: number; to: number; columns: number };

/** A line nobody needs is closed after this; a page that builds its tables anew keeps it. */
const LINGER_MS = 2_000;

/**
 * The one socket of a page for all its live numbers. It is open while anybody listens; what was asked for is asked for
 * again after a lost connection.
 */
export class StatsLine {
  private readonly connection: Connection;
  private readonly rows: WatchedRows;
  private readonly nodes: WatchedNodes;
  private readonly fulls = new Map<string, { listener: FullListener; container: string; asked: Asked }>();
  private readonly states = new Set<(state: LineState) => void>();
  private linger: ReturnType<typeof setTimeout> | undefined;
  private lastKey = 0;
  private current: LineState = { kind: "connecting", since: 0, retryAt: 0 };
  /** The server's clock minus this machine's. */
  private clockAhead = 0;

  constructor(url: string) {
    this.connection = new Connection(url, {
      opened: () => this.opened(),
      took: (frame) => this.take(frame),
      lost: (retryAt) => this.tell("lost", retryAt),
      signedOut: () => this.tell("signed-out"),
    });
    this.rows = new WatchedRows(this.connection);
    this.nodes = new WatchedNodes(this.connection);
  }

  get state(): LineState {
    return this.current;
  }

  /** Now, by the clock of the server, which the samples follow. */
  now(): number {
    return Date.now() + this.clockAhead;
  }

  /**
   * Asks for the newest values of a container.
   *
   * @returns a function that ends this
   */
  watchRow(container: string, listener: RowListener): () => void {
    listener.state(this.current);
    this.openIfNeeded();
    this.rows.listen(container, listener);
    return () => {
      this.rows.ignore(container, listener);
      this.closeIfUnused();
    };
  }

  /**
   * Asks for what a node uses now, and what follows.
   *
   * @returns a function that ends this
   */
  watchNode(node: string, listener: NodeListener): () => void {
    listener.state(this.current);
    this.openIfNeeded();
    this.nodes.listen(node, listener);
    return () => {
      this.nodes.ignore(node, listener);
      this.closeIfUnused();
    };
  }

  /** Asks for the history of a container and what follows; `ask` asks for another part of it. */
  watch(container: string, asked: Asked, listener: FullListener): { ask(asked: Asked): void; end(): void } {
    let key = "";
    const begin = (now: Asked): void => {
      this.lastKey += 1;
      key = String(this.lastKey); // A new key: what is still under way for the old one is not taken for the new.
      this.fulls.set(key, { listener, container, asked: now });
      this.connection.send({ subscribe: "full", key, container, ...now });
    };
    const end = (): void => {
      this.fulls.delete(key);
      this.connection.send({ unsubscribe: "full", key });
    };
    listener.state(this.current);
    this.openIfNeeded();
    begin(asked);
    return {
      ask: (next) => {
        end();
        begin(next);
      },
      end: () => {
        end();
        this.closeIfUnused();
      },
    };
  }

  /**
   * Keeps the line open and tells how it is.
   *
   * @returns a function that ends this
   */
  watchState(listener: (state: LineState) => void): () => void {
    this.states.add(listener);
    listener(this.current);
    this.openIfNeeded();
    return () => {
      this.states.delete(listener);
      this.closeIfUnused();
    };
  }

  retryNow(): void {
    if (this.current.kind === "lost") {
      this.connection.open();
    }
  }

  close(): void {
    this.connection.close();
  }

  private openIfNeeded(): void {
    clearTimeout(this.linger);
    this.linger = undefined;
    if (this.connection.isClosed && this.current.kind !== "signed-out") {
      this.connection.open();
    }
  }

  private closeIfUnused(): void {
    if (this.rows.size + this.nodes.size + this.fulls.size + this.states.size === 0 && this.linger === undefined) {
      this.linger = setTimeout(() => {
        this.linger = undefined;
        this.close();
        this.current = { ...this.current, kind: "connecting", retryAt: 0 };
      }, LINGER_MS);
    }
  }

  private opened(): void {
    this.rows.askAnew();
    this.nodes.askAnew();
    for (const [key, { container, asked }] of this.fulls) {
      this.connection.send({ subscribe: "full", key, container, ...asked });
    }
  }

  private take(frame: ServerFrame): void {
    switch (frame.event) {
      case "hello":
        this.clockAhead = frame.now - Date.now();
        if (this.current.kind !== "live" && this.current.kind !== "no-source") {
          this.tell("live");
        }
        break;
      case "rows":
        this.fed();
        frame.rows.forEach((row) => this.rows.took(row));
        break;
      case "nodes":
        this.fed();
        frame.nodes.forEach((use) => this.nodes.took(use));
        break;
      case "history":
        this.fed();
        this.fulls.get(frame.key)?.listener.history(frame);
        break;
      case "sample":
        this.fed();
        this.fulls.get(frame.key)?.listener.sample(frame);
        break;
      case "happened":
        this.fulls.get(frame.key)?.listener.happened(frame);
        break;
      case "source":
        this.tell(frame.away ? "no-source" : "live");
        break;
      case "refused":
        this.refused(frame);
        break;
    }
  }

  private refused({ key, container, why, text }: ServerFrame & { event: "refused" }): void {
    const told = why === undefined ? text : words().refused[why];
    this.fulls.get(key ?? "")?.listener.refused(told);
    if (container !== undefined) {
      this.rows.refused(container, told);
    }
  }

  private fed(): void {
    this.current = { ...this.current, since: Date.now() };
  }

  private tell(kind: LineState["kind"], retryAt = 0): void {
    const state = { kind, since: this.current.since, retryAt };
    this.current = state;
    this.fulls.forEach(({ listener }) => listener.state(state));
    this.rows.tell(state);
    this.nodes.tell(state);
    this.states.forEach((listener) => listener(state));
  }
}

const lines = new Map<string, StatsLine>();

/** The line to an address, relative to the page's; everybody on the page shares it. */
export function statsLine(src: string): StatsLine {
  const address = new URL(src, document.baseURI);
  address.protocol = address.protocol.replace("http", "ws");
  const line = lines.get(address.href) ?? new StatsLine(address.href);
  lines.set(address.href, line);
  return line;
}
