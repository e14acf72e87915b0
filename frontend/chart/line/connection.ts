import { type ClientFrame, SUBPROTOCOL, type ServerFrame, parseFrame } from "./frames";
import { growingPause } from "../../theme/pause";
import { withTicket } from "../../theme/ticket";

/** A server that says nothing for so long is gone, though the socket does not know it yet. */
const SILENCE_MS = 15_000;

/** The close code that tells that the page's session has ended. */
const SIGNED_OUT = 4401;

export interface ConnectionEvents {
  opened(): void;
  took(frame: ServerFrame): void;
  lost(retryAt: number): void;
  /** Final: the page has to sign in again. */
  signedOut(): void;
}

/** The socket to the server: it opens again by itself after ever longer pauses. */
export class Connection {
  private socket: WebSocket | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private attempt = 0;

  constructor(
    private readonly url: string,
    private readonly events: ConnectionEvents,
  ) {}

  /** Neither open nor to be opened. */
  get isClosed(): boolean {
    return this.socket === undefined && this.timer === undefined;
  }

  get isOpen(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  open(): void {
    this.close();
    const socket = new WebSocket(this.url, withTicket([SUBPROTOCOL]));
    this.socket = socket;
    socket.onopen = () => this.events.opened();
    socket.onmessage = (message: MessageEvent<string>) => this.received(message.data);
    socket.onclose = ({ code }) => (code === SIGNED_OUT ? this.signedOut() : this.lost());
    this.listen();
  }

  close(): void {
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

  /** What cannot be sent now is lost: all is asked for again when the socket opens. */
  send(frame: ClientFrame): void {
    if (this.isOpen) {
      this.socket?.send(JSON.stringify(frame));
    }
  }

  private lost(): void {
    this.close();
    this.attempt += 1;
    const pause = growingPause(this.attempt);
    this.timer = setTimeout(() => this.open(), pause);
    this.events.lost(Date.now() + pause);
  }

  private signedOut(): void {
    this.close();
    this.events.signedOut();
  }

  private listen(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.lost(), SILENCE_MS);
  }

  private received(text: string): void {
    this.listen();
    const frame = parseFrame(text);
    if (frame?.event === "hello") {
      this.attempt = 0;
    }
    if (frame !== undefined) {
      this.events.took(frame);
    }
  }
}
