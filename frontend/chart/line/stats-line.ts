import { type ClientFrame, type History, type Row, SUBPROTOCOL, type ServerFrame, parseFrame } from "./frames";
import type { Happening } from "../model/happenings";
import type { Sample } from "../model/samples";

/** How the line to the numbers is. */
export interface LineState {
  kind: "connecting" | "live" | "no-source" | "lost" | "signed-out";
  /** When the last numbers came, by this machine's clock; 0 if none came yet. */
  since: number;
  /** When the next attempt is made; 0 where none is needed. */
  retryAt: number;
}

/** Whether what is shown is no longer what is. */
export function isOld({ kind }: LineState): boolean {
  return kind === "lost" || kind === "no-source" || kind === "signed-out";
}

export interface RowListener {
  row(row: Row): void;
  state(state: LineState): void;
}

export interface FullListener {
  history(history: History): void;
  sample(sample: Sample): void;
  happened(happening: Happening): void;
  state(state: LineState): void;
  refused(text: string): void;
}

/** What a chart asks for: the last milliseconds and all that follows, or what was between two times. */
export type Asked = { last: number; columns: number } | { from: number; to: number; columns: number };

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** A line nobody needs is closed after this; a page that builds its tables anew keeps it. */
const LINGER_MS = 2_000;
/** A server that says nothing for so long is gone, though the socket does not know it yet. */
const SILENCE_MS = 15_000;

/** The close code that tells that the page's session has ended. */
const SIGNED_OUT = 4401;

/** How long to wait before the attempt, counted from 1. */
export function pauseBefore(attempt: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempt - 1, 16));
}

/**
 * The one socket of a page for all its live numbers. It is open while anybody listens; what was asked for is asked for
 * again after a lost connection. Rows wanted in the same task are asked for in one message.
 */
export class StatsLine {
  private socket: WebSocket | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private linger: ReturnType<typeof setTimeout> | undefined;
  private attempt = 0;
  private readonly rows = new Map<string, Set<RowListener>>();
  /** The rows the server sends. */
  private askedRows = new Set<string>();
  private asking = false;
  private readonly fulls = new Map<string, { listener: FullListener; container: string; asked: Asked }>();
  private readonly states = new Set<(state: LineState) => void>();
  private lastKey = 0;
  private current: LineState = { kind: "connecting", since: 0, retryAt: 0 };
  /** The server's clock minus this machine's. */
  private clockAhead = 0;

  constructor(private readonly url: string) {}

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
    const listeners = this.rows.get(container) ?? new Set();
    this.rows.set(container, listeners);
    if (listeners.size > 0) {
      this.askedRows.delete(container); // Asked for once more, so that the newcomer gets all its points.
    }
    listeners.add(listener);
    listener.state(this.current);
    this.openIfNeeded();
    this.askSoon();
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.rows.get(container) === listeners) {
        this.rows.delete(container);
      }
      this.askSoon();
      this.closeIfUnused();
    };
  }

  /** Asks for the history of a container and what follows; `ask` asks for another part of it. */
  watch(container: string, asked: Asked, listener: FullListener): { ask(asked: Asked): void; end(): void } {
    this.lastKey += 1;
    let key = String(this.lastKey);
    const begin = (now: Asked): void => {
      this.fulls.set(key, { listener, container, asked: now });
      this.send({ subscribe: "full", key, container, ...now });
    };
    listener.state(this.current);
    this.openIfNeeded();
    begin(asked);
    const end = (): void => {
      this.fulls.delete(key);
      this.send({ unsubscribe: "full", key });
    };
    return {
      ask: (next) => {
        end();
        this.lastKey += 1;
        key = String(this.lastKey); // A new key: what is still under way for the old one is not taken for the new.
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
      this.open();
    }
  }

  private openIfNeeded(): void {
    clearTimeout(this.linger);
    this.linger = undefined;
    if (this.socket === undefined && this.timer === undefined && this.current.kind !== "signed-out") {
      this.open();
    }
  }

  private closeIfUnused(): void {
    if (this.rows.size + this.fulls.size + this.states.size === 0 && this.linger === undefined) {
      this.linger = setTimeout(() => {
        this.linger = undefined;
        this.close();
        this.current = { ...this.current, kind: "connecting", retryAt: 0 };
      }, LINGER_MS);
    }
  }

  private open(): void {
    this.close();
    const socket = new WebSocket(this.url, [SUBPROTOCOL]);
    this.socket = socket;
    socket.onopen = () => this.opened();
    socket.onmessage = (message: MessageEvent<string>) => this.received(message.data);
    socket.onclose = ({ code }) => (code === SIGNED_OUT ? this.signedOut() : this.lost());
    this.listen();
  }

  private close(): void {
    clearTimeout(this.timer);
    clearTimeout(this.silence);
    this.timer = undefined;
    const socket = this.socket;
    this.socket = undefined;
    if (socket !== undefined) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
  }

  private opened(): void {
    this.askedRows = new Set();
    this.askRows();
    for (const [key, { container, asked }] of this.fulls) {
      this.send({ subscribe: "full", key, container, ...asked });
    }
  }

  private lost(): void {
    this.close();
    this.attempt += 1;
    const pause = pauseBefore(this.attempt);
    this.timer = setTimeout(() => this.open(), pause);
    this.tell({ kind: "lost", since: this.current.since, retryAt: Date.now() + pause });
  }

  /** Final: the page has to sign in again. */
  private signedOut(): void {
    this.close();
    this.tell({ kind: "signed-out", since: this.current.since, retryAt: 0 });
  }

  private listen(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.lost(), SILENCE_MS);
  }

  private received(text: string): void {
    this.listen();
    const frame = parseFrame(text);
    if (frame !== undefined) {
      this.take(frame);
    }
  }

  private take(frame: ServerFrame): void {
    switch (frame.event) {
      case "hello":
        this.attempt = 0;
        this.clockAhead = frame.now - Date.now();
        if (this.current.kind !== "live" && this.current.kind !== "no-source") {
          this.tell({ kind: "live", since: this.current.since, retryAt: 0 });
        }
        break;
      case "rows":
        this.fed();
        frame.rows.forEach((row) => this.rows.get(row.container)?.forEach((listener) => listener.row(row)));
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
        this.tell({ kind: frame.away ? "no-source" : "live", since: this.current.since, retryAt: 0 });
        break;
      case "refused":
        this.fulls.get(frame.key ?? "")?.listener.refused(frame.text);
        break;
    }
  }

  private fed(): void {
    this.current = { ...this.current, since: Date.now() };
  }

  private tell(state: LineState): void {
    this.current = state;
    this.fulls.forEach(({ listener }) => listener.state(state));
    this.rows.forEach((listeners) => listeners.forEach((listener) => listener.state(state)));
    this.states.forEach((listener) => listener(state));
  }

  private askSoon(): void {
    if (!this.asking) {
      this.asking = true;
      queueMicrotask(() => {
        this.asking = false;
        this.askRows();
      });
    }
  }

  private askRows(): void {
    if (this.socket?.readyState !== WebSocket.OPEN) {
      return;
    }
    const gone = [...this.askedRows].filter((container) => !this.rows.has(container));
    const come = [...this.rows.keys()].filter((container) => !this.askedRows.has(container));
    if (gone.length > 0) {
      this.send({ unsubscribe: "row", containers: gone });
    }
    if (come.length > 0) {
      this.send({ subscribe: "row", containers: come });
    }
    this.askedRows = new Set(this.rows.keys());
  }

  private send(frame: ClientFrame): void {
    if (this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(frame));
    }
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
