import { OURS, SUBPROTOCOLS, type Size, binaryInput, decode, hello, input, resize } from "./frames";
import { withTicket } from "../../theme/ticket";

/** How a terminal's line to its process is. */
export type LineState =
  | { kind: "connecting" }
  | { kind: "connected" }
  | { kind: "lost"; retryAt: number; attempt: number }
  /** Nothing more will come; `gone` if nobody knows the process any more. */
  | { kind: "ended"; gone?: boolean };

export interface LineEvents {
  state(state: LineState): void;
  title(text: string): void;
  /** The screen starts afresh: what comes next was printed before. */
  restart(): void;
  output(bytes: Uint8Array): void;
  /** The terminal has this size now, set here or by another viewer. */
  size(size: Size): void;
}

/** The close code of a process that has ended: nothing more will come. */
const NORMAL = 1000;
/** The close code of a process that nobody knows (any more), from the dashboard. */
const NO_PROCESS = 4404;
const FIRST_PAUSE_MS = 500;
/** Characters kept until a line is open. */
const MOST_TYPED_EARLY = 4096;
const DEFAULT_LONGEST_PAUSE_MS = 10_000;

/** How long to wait before the attempt, counted from 1: half a second, doubled up to the longest pause. */
export function pauseBefore(attempt: number, longestMs: number): number {
  return Math.min(longestMs, FIRST_PAUSE_MS * 2 ** Math.min(attempt - 1, 16));
}

/**
 * The line between one terminal and its process. Lost lines are opened again with growing pauses, up to what the server
 * announced, and go on where they broke off if the server still has what came meanwhile. A normal close is the end of
 * the process and final.
 */
export class Connection {
  private socket: WebSocket | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private longestPauseMs = DEFAULT_LONGEST_PAUSE_MS;
  private attempt = 0;
  private size: Size | undefined;
  private typedEarly = "";
  /** Number of the next byte of output; unknown before the server told where it begins. */
  private position: number | undefined;

  constructor(
    private readonly url: string,
    private readonly events: LineEvents,
  ) {}

  open(): void {
    this.close();
    const socket = new WebSocket(this.url, withTicket(SUBPROTOCOLS));
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    this.events.state({ kind: "connecting" });
    socket.onopen = () => this.opened(socket);
    socket.onmessage = (message: MessageEvent<ArrayBuffer>) => this.received(message.data);
    socket.onclose = (close) => this.closed(socket, close.code);
  }

  /** Opens at once instead of waiting for the next attempt. */
  retryNow(): void {
    if (this.timer !== undefined) {
      this.open();
    }
  }

  /** Opens again to be shown the newest backlog: the way out when output comes faster than it can be shown. */
  skipAhead(): void {
    this.position = undefined;
    this.open();
  }

  close(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.typedEarly = "";
    const socket = this.socket;
    this.socket = undefined;
    if (socket !== undefined) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close(NORMAL);
    }
  }

  get isOpen(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  /** Sends keys; those pressed while the line is being opened follow as soon as it is open. */
  send(typed: string): void {
    if (this.socket?.readyState === WebSocket.CONNECTING && this.typedEarly.length + typed.length <= MOST_TYPED_EARLY) {
      this.typedEarly += typed;
    } else {
      this.sendFrame(input(typed));
    }
  }

  sendBinary(typed: string): void {
    this.sendFrame(binaryInput(typed));
  }

  /** Tells the process the size of its screen, now and after each reconnect. */
  resize(size: Size): void {
    if (this.size?.columns === size.columns && this.size.rows === size.rows) {
      return;
    }
    this.size = size;
    this.sendFrame(resize(size));
  }

  private sendFrame(frame: Uint8Array<ArrayBuffer>): void {
    if (this.isOpen) {
      this.socket?.send(frame);
    }
  }

  private opened(socket: WebSocket): void {
    this.attempt = 0;
    if (socket.protocol === OURS) {
      socket.send(hello(this.size, this.position));
    } else {
      this.events.restart();
      socket.send(hello());
      if (this.size !== undefined) {
        socket.send(resize(this.size));
      }
    }
    this.events.state({ kind: "connected" });
    if (this.typedEarly !== "") {
      socket.send(input(this.typedEarly));
      this.typedEarly = "";
    }
  }

  private received(data: ArrayBuffer): void {
    const frame = decode(data);
    switch (frame.kind) {
      case "output":
        if (this.position !== undefined) {
          this.position += frame.bytes.length;
        }
        this.events.output(frame.bytes);
        break;
      case "title":
        this.events.title(frame.text);
        break;
      case "reconnect":
        this.longestPauseMs = frame.seconds * 1000;
        break;
      case "replay":
        this.position = frame.position;
        this.events.restart();
        break;
      case "size":
        this.size = { columns: frame.columns, rows: frame.rows };
        this.events.size(this.size);
        break;
      case "preferences":
      case "ended": // A close with 1000 follows.
      case "unknown":
        break;
    }
  }

  private closed(socket: WebSocket, code: number): void {
    if (socket !== this.socket) {
      return;
    }
    this.socket = undefined;
    this.typedEarly = "";
    if (code === NORMAL || code === NO_PROCESS) {
      this.events.state({ kind: "ended", gone: code === NO_PROCESS });
      return;
    }
    this.attempt += 1;
    const pause = pauseBefore(this.attempt, this.longestPauseMs);
    this.timer = setTimeout(() => this.open(), pause);
    this.events.state({ kind: "lost", retryAt: Date.now() + pause, attempt: this.attempt });
  }
}
