import type { CorexServer } from "./server";
import { NOTHING_KNOWN, type Snapshot, after } from "./snapshot";
import { authToken } from "../../terminal/line/frames";
import { growingPause } from "../../theme/pause";
import { withTicket } from "../../theme/ticket";

const PROTOCOL = "coredeck.v1";
const POLL_MS = 2000;
const MEASURE_MS = 10_000;

/** A page that just loads is too busy to measure an answer. */
const SETTLE_MS = 500;

/** So often it is asked in vain, some five minutes, until only the person asks again. */
const MOST_FAILURES = 36;

/** Close codes of the dashboard after which asking again is of no use. */
const REFUSED: Readonly<Record<number, Snapshot["refused"]>> = {
  4401: "signed out",
  4403: "forbidden",
  4410: "no console",
  4423: "own credential",
};

/**
 * Keeps what the page knows as it is now: told by the server, or asked for every 2 seconds where web sockets do not
 * get through. After a failure the last stays, and the pauses between attempts grow to 10 seconds.
 */
export class Feed {
  private snapshot: Snapshot = NOTHING_KNOWN;
  private socket: WebSocket | undefined;
  /** Whether a socket was ever opened. */
  private pushed: "unknown" | "yes" | "no" = "unknown";
  private timer: ReturnType<typeof setTimeout> | undefined;
  private measuring: ReturnType<typeof setInterval> | undefined;
  private failures = 0;
  private stopped = true;

  constructor(
    private readonly server: CorexServer,
    private readonly listener: (snapshot: Snapshot) => void,
  ) {}

  start(): void {
    this.stopped = false;
    document.addEventListener("visibilitychange", this.seen);
    this.measuring = setInterval(() => this.measureIfOpen(), MEASURE_MS);
    this.next();
  }

  stop(): void {
    this.stopped = true;
    document.removeEventListener("visibilitychange", this.seen);
    clearInterval(this.measuring);
    clearTimeout(this.timer);
    this.closeSocket();
  }

  /** Asks now instead of waiting. */
  refresh(): void {
    if (this.socket?.readyState === WebSocket.OPEN) {
      void this.measure();
    } else {
      this.failures = 0;
      this.next();
    }
  }

  private readonly seen = (): void => {
    if (!document.hidden && this.snapshot.refused === "no") {
      this.refresh();
    }
  };

  private next(): void {
    clearTimeout(this.timer);
    if (this.stopped) {
      return;
    }
    if (this.pushed === "no") {
      void this.poll();
    } else {
      this.listen();
    }
  }

  private later(pauseMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.next(), pauseMs);
  }

  private listen(): void {
    this.closeSocket();
    const socket = new WebSocket(this.server.socket("api/v2/events"), withTicket([PROTOCOL]));
    this.socket = socket;
    socket.onopen = () => {
      this.pushed = "yes";
      socket.send(JSON.stringify({ AuthToken: authToken() }));
      setTimeout(() => this.measureIfOpen(), SETTLE_MS);
    };
    socket.onmessage = (message: MessageEvent<string>) => this.told(JSON.parse(message.data) as object);
    socket.onclose = ({ code }) => {
      this.closeSocket();
      const refused = REFUSED[code];
      if (refused !== undefined) {
        this.update({ ...this.snapshot, connected: false, refused, retryAt: 0, roundTripMs: undefined });
      } else if (this.pushed === "unknown") {
        this.pushed = "no";
        this.next();
      } else {
        this.failed();
      }
    };
  }

  private told(message: object): void {
    this.failures = 0;
    this.update(after(this.snapshot, message, Date.now()));
  }

  private async poll(): Promise<void> {
    if (await this.measure()) {
      if (!document.hidden) {
        this.later(POLL_MS);
      }
    } else {
      this.failed();
    }
  }

  private measureIfOpen(): void {
    if (this.socket?.readyState === WebSocket.OPEN) {
      void this.measure();
    }
  }

  /** Asks for everything, and how long that takes. */
  private async measure(): Promise<boolean> {
    const asked = performance.now();
    try {
      const snapshot = await this.server.snapshot();
      const roundTripMs = performance.now() - asked;
      if (!this.stopped) {
        if (this.socket?.readyState !== WebSocket.OPEN) {
          this.told({ event: "snapshot", ...snapshot }); // Else the socket tells the same, and newer.
        }
        this.update({ ...this.snapshot, roundTripMs });
      }
      return true;
    } catch {
      return false;
    }
  }

  private failed(): void {
    if (this.stopped) {
      return;
    }
    this.failures += 1;
    const pause = growingPause(this.failures);
    if (this.failures % 4 === 0) {
      this.pushed = "unknown"; // Whatever hindered web sockets may be gone, or be new.
    }
    const givenUp = this.failures >= MOST_FAILURES;
    const retryAt = givenUp ? 0 : Date.now() + pause;
    this.update({ ...this.snapshot, connected: false, retryAt, givenUp, roundTripMs: undefined });
    if (!givenUp) {
      this.later(pause);
    }
  }

  private update(snapshot: Snapshot): void {
    this.snapshot = snapshot;
    this.listener(snapshot);
  }

  private closeSocket(): void {
    const socket = this.socket;
    this.socket = undefined;
    if (socket !== undefined) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
  }
}
