import { LONGEST_PAUSE_MS, growingPause } from "../../theme/pause";
import { withTicket } from "../../theme/ticket";
import type { Audience, Wish } from "./audience";
import { Flow, WINDOW } from "./flow";
import { type Exit, OURS, SUBPROTOCOLS, type ServerFrame, type Size, acknowledged, binaryInput, decode, hello, input, paste, probe, resize, wish } from "./frames";
import { Pasting } from "./pasting";
import { Reached } from "./reached";
import type { Viewer } from "./viewer";

/** How a terminal's line to its process is. */
export type LineState =
  | { kind: "connecting" }
  | { kind: "connected" }
  | { kind: "lost"; retryAt: number; attempt: number }
  /** Nothing more will come; `gone` if nobody knows the process any more. */
  | { kind: "ended"; gone?: boolean; exit?: Exit | undefined };

export interface LineEvents {
  state(state: LineState): void;
  title(text: string): void;
  /** The screen starts afresh with so many bytes that make it; at this size, where the server knows. */
  restart(bytes: number, size?: Size): void;
  /** So many bytes were not shown as they were printed. */
  skipped(bytes: number): void;
  /** @param shown to be called when it is on the screen */
  output(bytes: Uint8Array, shown: () => void): void;
  /** Who looks and who types; undefined where the server does not tell. */
  audience(audience: Audience | undefined): void;
  /** What was typed did not arrive: somebody else types. */
  refused(): void;
  /** How long the way to CoreX and back took, in milliseconds. */
  roundTrip(ms: number): void;
  /** The terminal has this size now, set here or by another viewer. */
  size(size: Size): void;
}

/** The close code of a process that has ended: nothing more will come. */
const NORMAL = 1000;
/** The close code of a process that nobody knows (any more), from the dashboard. */
const NO_PROCESS = 4404;
/** Characters kept until a line is open. */
const MOST_TYPED_EARLY = 4096;
const PROBE_MS = 5000;

/**
 * The line between one terminal and its process. Lost lines are opened again with growing pauses, up to what the server
 * announced, and go on where they broke off if the server still has what came meanwhile. A normal close is the end of
 * the process and final.
 */
export class Connection {
  private socket: WebSocket | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private longestPauseMs = LONGEST_PAUSE_MS;
  private attempt = 0;
  private size: Size | undefined;
  private typedEarly = "";
  private readonly reached = new Reached();
  private flow = new Flow();
  /** The server says when a paste was taken. */
  private pastes = false;
  private exit: Exit | undefined;
  private probes: ReturnType<typeof setInterval> | undefined;
  private readonly pasting = new Pasting(
    (text) => this.sendFrame(input(text)),
    (text) => this.sendFrame(paste(text)),
  );

  constructor(
    private readonly url: string,
    private readonly events: LineEvents,
    private readonly viewer: Viewer,
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

  /** Opens again and goes on where it was: so the server hears anew who looks here. */
  renew(): void {
    if (this.isOpen) {
      this.open();
    }
  }

  /** Opens again to be shown the newest backlog: the way out when output comes faster than it can be shown. */
  skipAhead(): void {
    this.reached.forget();
    this.open();
  }

  close(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.forgetTyped();
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
    } else if (this.pastes) {
      this.pasting.send(typed);
    } else {
      this.sendFrame(input(typed));
    }
  }

  /** Says what this viewer wants about who types and whose size counts. */
  wish(wanted: Wish): void {
    if (this.socket?.protocol === OURS) {
      this.sendFrame(wish(wanted));
    }
  }

  sendBinary(typed: string): void {
    this.sendFrame(binaryInput(typed));
  }

  /** Tells the size of this viewer's window, now and after each reconnect. */
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
    this.reached.opened();
    this.flow = new Flow();
    if (socket.protocol === OURS) {
      const { name, person, watches } = this.viewer;
      socket.send(hello({ size: this.size, ...this.reached.asked, window: WINDOW, name, person, watch: watches }));
      this.probes = setInterval(() => this.probe(), PROBE_MS);
      this.probe();
    } else {
      this.events.restart(0);
      this.events.audience(undefined);
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

  private probe(): void {
    if (!document.hidden) {
      this.sendFrame(probe(String(performance.now())));
    }
  }

  private forgetTyped(): void {
    this.pastes = false;
    clearInterval(this.probes);
    this.typedEarly = "";
    this.pasting.clear();
  }

  private received(data: ArrayBuffer): void {
    const frame = decode(data);
    switch (frame.kind) {
      case "output":
        this.reached.output(frame.bytes.length);
        this.show(frame.bytes);
        break;
      case "screenBytes":
        this.show(frame.bytes);
        this.reached.screenCame(frame.bytes.length);
        break;
      case "screen":
        this.begin(frame);
        break;
      case "replay":
        this.reached.replay(frame.position);
        this.events.restart(0);
        break;
      case "reconnect":
        this.longestPauseMs = frame.seconds * 1000;
        break;
      default:
        this.told(frame);
    }
  }

  private begin(frame: ServerFrame & { kind: "screen" }): void {
    this.reached.begin(frame);
    this.events.restart(frame.bytes, frame);
    if (frame.skipped > 0) {
      this.events.skipped(frame.skipped);
    }
  }

  private told(frame: ServerFrame): void {
    switch (frame.kind) {
      case "title":
        this.events.title(frame.text);
        break;
      case "size":
        this.events.size({ columns: frame.columns, rows: frame.rows });
        break;
      case "people":
        this.pastes = true;
        this.events.audience(frame.audience);
        break;
      case "taken":
        this.pasting.taken();
        break;
      case "refused":
        this.pasting.clear(); // nobody says that it was taken
        this.events.refused();
        break;
      case "probe":
        this.events.roundTrip(performance.now() - Number.parseFloat(frame.text));
        break;
      case "ended":
        this.exit = frame.exit; // a close with 1000 follows
        break;
      default: // Preferences say nothing.
    }
  }

  private show(bytes: Uint8Array): void {
    const { flow } = this;
    this.events.output(bytes, () => {
      const shown = flow.add(bytes.length);
      if (shown !== undefined && flow === this.flow && this.socket?.protocol === OURS) {
        this.sendFrame(acknowledged(shown));
      }
    });
  }

  private closed(socket: WebSocket, code: number): void {
    if (socket !== this.socket) {
      return;
    }
    this.socket = undefined;
    this.forgetTyped();
    if (code === NORMAL || code === NO_PROCESS) {
      this.events.state({ kind: "ended", gone: code === NO_PROCESS, exit: this.exit });
      return;
    }
    this.attempt += 1;
    const pause = growingPause(this.attempt, this.longestPauseMs);
    this.timer = setTimeout(() => this.open(), pause);
    this.events.state({ kind: "lost", retryAt: Date.now() + pause, attempt: this.attempt });
  }
}
