import type { CorexServer } from "../corex/model/server";
import { growingPause } from "../theme/pause";
import { withTicket } from "../theme/ticket";

const PROTOCOL = "coredeck.people.v1";

/** Close codes after which asking again is of no use; the feed of processes says why. */
const FINAL = new Set([4401, 4403, 4410]);

/** Somebody at a terminal of this container. */
export interface Somebody {
  readonly name: string;
  readonly you: boolean;
  readonly process: number;
  /** Only looks. */
  readonly watches: boolean;
  /** When keys of this person came, in milliseconds since 1970; 0 for never. */
  readonly typedAt: number;
}

/** Who is here, whether this person may do more than look, and has given a credential for this container. */
export interface Here {
  readonly people: readonly Somebody[];
  readonly mayWrite: boolean;
  readonly hasCredential: boolean;
}

/**
 * Who is here by a message of the server. One that is not understood tells nothing.
 *
 * @param now milliseconds since 1970
 */
export function readHere(message: unknown, now: number): Here | undefined {
  const told = message as { event?: unknown; write?: unknown; credential?: unknown; here?: unknown } | null;
  if (told?.event !== "people" || !Array.isArray(told.here)) {
    return undefined;
  }
  const people = told.here.flatMap((entry: unknown): Somebody[] => {
    const one = entry as { name?: unknown; you?: unknown; process?: unknown; watches?: unknown; typed?: unknown };
    return typeof one.name === "string" && typeof one.process === "number"
      ? [{
          name: one.name,
          you: one.you === true,
          process: one.process,
          watches: one.watches === true,
          typedAt: typeof one.typed === "number" ? now - one.typed : 0,
        }]
      : [];
  });
  return { people, mayWrite: told.write === true, hasCredential: told.credential === true };
}

/** Hears who is at this container's terminals, for as long as it is started. */
export class People {
  private socket: WebSocket | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;

  constructor(
    private readonly server: CorexServer,
    private readonly listener: (here: Here) => void,
  ) {}

  start(): void {
    this.stop();
    const socket = new WebSocket(this.server.socket("people"), withTicket([PROTOCOL]));
    this.socket = socket;
    socket.onmessage = (message: MessageEvent<string>) => {
      this.failures = 0;
      const here = readHere(JSON.parse(message.data), Date.now());
      if (here !== undefined) {
        this.listener(here);
      }
    };
    socket.onclose = ({ code }) => {
      this.stop();
      if (!FINAL.has(code)) {
        this.failures += 1;
        this.timer = setTimeout(() => this.start(), growingPause(this.failures));
      }
    };
  }

  stop(): void {
    clearTimeout(this.timer);
    const socket = this.socket;
    this.socket = undefined;
    if (socket !== undefined) {
      socket.onmessage = socket.onclose = null;
      socket.close();
    }
  }
}
