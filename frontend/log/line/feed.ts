import type { Words } from "../words";
import { type Asked, PROTOCOL, type Told, told } from "./messages";
import { growingPause } from "../../theme/pause";
import { withTicket } from "../../theme/ticket";

/** How the line to the server is. */
export type FeedState =
  | { kind: "connecting" }
  | { kind: "live" }
  /** Nothing comes; since when, and when it is tried again. */
  | { kind: "lost"; since: number; retryAt: number }
  /** The server is there, but its own source is not. */
  | { kind: "away"; since: number }
  /** Too many logs are open: in this person's pages, or on the whole server. */
  | { kind: "full"; whose: keyof Words["full"]; since: number; retryAt: number }
  | { kind: "refused"; why: keyof Words["refused"] };

export interface FeedEvents {
  state(state: FeedState): void;
  told(message: Told): void;
  /** What to go on after, for each container the page has lines of. */
  ends(): Record<string, number>;
}

const FULL_PAUSE_MS = 15_000;
/** The server speaks at least every 15 s; a line that is silent for longer is dead. */
const LONGEST_SILENCE_MS = 40_000;
const LOOK_MS = 5_000;

const NORMAL = 1000;
const FULL: Readonly<Record<number, keyof Words["full"]>> = { 1013: "everybody", 4429: "yours" };
const FINAL: Readonly<Record<number, keyof Words["refused"]>> = { 1008: "stranger", 4401: "signedOut", 4403: "forbidden" };

/** @param src the server's address, relative to the page's */
export function lineAddress(src: string, containers: readonly string[]): string {
  const address = new URL(src, document.baseURI);
  address.protocol = address.protocol.replace("http", "ws");
  address.search = new URLSearchParams(containers.map((id) => ["container", id])).toString();
  return address.href;
}

/** The line between a page and the server. It opens again by itself and goes on where it broke off. */
export class Feed {
  private socket: WebSocket | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watch: ReturnType<typeof setInterval> | undefined;
  private attempt = 0;
  private heardAt = 0;
  private lostSince = 0;

  constructor(
    private readonly url: string,
    private readonly tail: number,
    private readonly events: FeedEvents,
  ) {}

  open(): void {
    this.shut();
    const socket = new WebSocket(this.url, withTicket([PROTOCOL]));
    this.socket = socket;
    this.heardAt = Date.now();
    if (this.lostSince === 0) {
      this.events.state({ kind: "connecting" });
    }
    socket.onopen = () => this.ask({ ask: "begin", tail: this.tail, after: this.events.ends() });
    socket.onmessage = (message: MessageEvent<string>) => this.received(message.data);
    socket.onclose = (close) => this.closed(socket, close.code);
    this.watch = setInterval(() => this.look(), LOOK_MS);
  }

  retryNow(): void {
    if (this.timer !== undefined) {
      this.open();
    }
  }

  close(): void {
    this.shut();
  }

  get isOpen(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  /** @returns whether it was sent */
  ask(message: Asked): boolean {
    if (!this.isOpen) {
      return false;
    }
    this.socket?.send(JSON.stringify(message));
    return true;
  }

  private shut(): void {
    clearTimeout(this.timer);
    clearInterval(this.watch);
    this.timer = undefined;
    const { socket } = this;
    this.socket = undefined;
    if (socket !== undefined) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close(NORMAL);
    }
  }

  private received(text: string): void {
    this.heardAt = Date.now();
    const message = told(text);
    if (message === undefined) {
      return;
    }
    if (message.event === "source") {
      this.attempt = 0;
      this.lostSince = 0;
      this.events.state(message.away ? { kind: "away", since: message.since ?? Date.now() } : { kind: "live" });
    }
    if (message.event === "head") {
      this.ask({ ask: "taken", seq: 0 }); // a sign of life
    }
    this.events.told(message);
  }

  private look(): void {
    const { socket } = this;
    if (socket !== undefined && Date.now() - this.heardAt > LONGEST_SILENCE_MS) {
      socket.onclose = null;
      socket.close();
      this.closed(socket, 1006);
    }
  }

  private closed(socket: WebSocket, code: number): void {
    if (socket !== this.socket) {
      return;
    }
    this.shut();
    const why = FINAL[code];
    if (why !== undefined) {
      this.events.state({ kind: "refused", why });
      return;
    }
    this.attempt += 1;
    this.lostSince ||= Date.now();
    const whose = FULL[code];
    const pause = whose === undefined ? growingPause(this.attempt) : FULL_PAUSE_MS;
    this.timer = setTimeout(() => this.open(), pause);
    const told = { since: this.lostSince, retryAt: Date.now() + pause };
    this.events.state(whose === undefined ? { kind: "lost", ...told } : { kind: "full", whose, ...told });
  }
}
