import { type ReactiveController, type ReactiveControllerHost, html, nothing } from "lit";
import "./audience-bar";
import { type Audience, type Wish, mayType, selfOf } from "./line/audience";
import { Connection, type LineEvents, type LineState } from "./line/connection";
import type { Size } from "./line/frames";
import { onRename, viewer } from "./line/viewer";
import "./line-notice";

/** What the line needs to know of the terminal. */
export interface LineHost extends ReactiveControllerHost {
  /** The person only looks, by role. */
  readonly watching: boolean;
  /** The page itself says that the connection is lost. */
  readonly quiet: boolean;
  /** What is said when nothing more will come, in place of the usual. */
  readonly ended: string;
  tell(name: string, detail: unknown): void;
}

/** What comes over the line for the screen. */
export type ForScreen = Pick<LineEvents, "restart" | "output" | "size"> & { audience(audience: Audience | undefined): void };

/** A terminal's line with who else is at it, and the bars below the terminal that tell of both. */
export class PeopleLine implements ReactiveController {
  audience: Audience | undefined;
  private state: LineState = { kind: "connecting" };
  /** Somebody else types, and this person tried to. */
  private refused = false;
  /** When the line was lost that was there. */
  private lostAt = 0;
  private connection: Connection | undefined;
  private stopFollowing: (() => void) | undefined;

  constructor(private readonly host: LineHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.stopFollowing = onRename(() => this.connection?.renew());
  }

  hostDisconnected(): void {
    this.stopFollowing?.();
  }

  /** Prepares a line to that address; {@link open} opens it. */
  prepare(address: string, screen: ForScreen): void {
    this.close();
    this.connection = new Connection(address, this.events(screen), viewer(() => this.host.watching || this.onlyLooks));
  }

  open(): void {
    this.connection?.open();
  }

  close(): void {
    this.connection?.close();
    this.connection = undefined;
  }

  send(text: string): void {
    this.connection?.send(text);
  }

  sendBinary(text: string): void {
    this.connection?.sendBinary(text);
  }

  resize(size: Size): void {
    this.connection?.resize(size);
  }

  wish(wanted: Wish): void {
    this.connection?.wish(wanted);
  }

  skipAhead(): void {
    this.connection?.skipAhead();
  }

  readonly retryNow = (): void => this.connection?.retryNow();

  /** Whether this terminal is the one that answers what programs ask. */
  get answers(): boolean {
    return this.audience?.answers ?? true;
  }

  /** The person has chosen to look only, which a new connection is to know. */
  private get onlyLooks(): boolean {
    return this.audience !== undefined && selfOf(this.audience)?.watches === true;
  }

  private events(screen: ForScreen): LineEvents {
    const { host } = this;
    return {
      ...screen,
      state: (state) => this.changed(state),
      title: (text) => host.tell("terminal-title", text),
      skipped: (bytes) => host.tell("terminal-skipped", bytes),
      roundTrip: (ms) => host.tell("terminal-round-trip", ms),
      refused: () => {
        this.refused = true;
        host.requestUpdate();
      },
      audience: (audience) => {
        this.audience = audience;
        this.refused &&= !mayType(audience);
        screen.audience(audience);
        host.tell("terminal-audience", { audience });
        host.requestUpdate();
      },
    };
  }

  private changed(state: LineState): void {
    if (state.kind === "lost" && this.state.kind === "connected") {
      this.lostAt = Date.now();
    }
    this.state = state;
    this.host.tell("terminal-state", state);
    if (state.kind === "ended") {
      this.audience = undefined; // nobody types any more
      this.host.tell("terminal-audience", { audience: undefined });
    }
    this.host.requestUpdate();
  }

  render() {
    const { host, state } = this;
    return html`${host.watching
        ? nothing
        : html`<coredeck-audience-bar
            .audience=${this.audience}
            ?tried=${this.refused}
            @wish=${({ detail }: CustomEvent<Wish>) => this.wish(detail)}
          ></coredeck-audience-bar>`}
      <coredeck-line-notice
        ?hidden=${host.quiet && state.kind === "lost"}
        .line=${state}
        .ended=${host.ended}
        .since=${this.lostAt}
        @retry=${this.retryNow}
      ></coredeck-line-notice>`;
  }
}
