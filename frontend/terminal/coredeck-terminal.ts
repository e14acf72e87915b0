import xtermStyles from "@xterm/xterm/css/xterm.css";
import { LitElement, type PropertyValues, html, nothing, unsafeCSS } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { onModeChange } from "../theme/mode";
import { Connection, type LineState } from "./line/connection";
import "./audience-bar";
import "./find-bar";
import { type Audience, type Wish, mayType } from "./line/audience";
import type { Size } from "./line/frames";
import { viewer } from "./line/viewer";
import { passesToProgram, withControl } from "./keys";
import "./line-notice";
import { watchPlace } from "./place";
import { fontReady } from "./font";
import { Screen } from "./screen";
import { SharedSize } from "./shared-size";
import { terminalStyles } from "./terminal-styles";
import { words } from "./words";

/**
 * One terminal on one process.
 *
 * Tab and every other key belong to the program; Ctrl Shift Esc leaves. The element may be moved in the page: it ends
 * its line only when it is still outside after the current task.
 *
 * @fires terminal-state with a {@link LineState}
 * @fires terminal-title with the title the server announced
 * @fires terminal-size with {columns, rows, mine}: mine is false where another viewer set it
 * @fires terminal-audience with an {@link Audience}, or undefined where the server does not tell
 * @fires terminal-round-trip with milliseconds
 * @fires terminal-control when a held Ctrl was used
 * @fires terminal-leave when the person wants the keys back
 */
@customElement("coredeck-terminal")
export class CoredeckTerminal extends LitElement {
  static override styles = [unsafeCSS(xtermStyles), terminalStyles];

  /** The web socket's address, relative to the page's; the line opens when it is set. */
  @property() accessor src = "";
  /** What the terminal is called for those who hear the page. */
  @property() accessor label = words().terminal;
  /** Letters that with Ctrl Shift belong to the page around, not to the program. */
  @property() accessor pageKeys = "";
  @property({ type: Boolean, attribute: "screen-reader" }) accessor screenReader = false;
  /** What is said below when nothing more will come, in place of the usual. */
  @property() accessor ended = "";
  /** The person only looks: keys are not sent, and others set the size. */
  @property({ type: Boolean, reflect: true }) accessor watching = false;
  /** The page itself says that the connection is lost. */
  @property({ type: Boolean }) accessor quiet = false;
  @property({ reflect: true }) accessor colours: "page" | "light" | "dark" = "page";

  @state() private accessor line: LineState = { kind: "connecting" };
  @state() private accessor audience: Audience | undefined;
  /** Somebody else types, and this person tried to. */
  @state() private accessor refused = false;
  @state() private accessor finding = false;
  @state() private accessor hits = { current: -1, count: 0 };
  @query(".screen") private accessor place!: HTMLElement;

  private screen: Screen | undefined;
  private connection: Connection | undefined;
  private placeWatch: ResizeObserver | undefined;
  private sharp = false;
  private stopModeChange: (() => void) | undefined;
  /** When the line was lost that was there. */
  private lostAt = 0;
  private starting = false;
  private markReady!: () => void;
  /** Done when the screen is there and can take the focus. */
  readonly ready = new Promise<void>((resolve) => (this.markReady = resolve));
  private controlHeld = false;
  private readonly sharedSize = new SharedSize({
    screen: () => this.screen,
    isWatching: () => this.watching,
    isSharp: () => this.sharp,
    wants: (size) => this.connection?.resize(size),
    take: () => this.wish({ do: "take" }),
    sized: (size, mine) => this.tell("terminal-size", { ...size, mine }),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) {
      this.observe();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    setTimeout(() => {
      if (!this.isConnected) {
        this.end();
      }
    });
  }

  /** All text the terminal holds, with what scrolled away. */
  get text(): string {
    return this.screen?.text ?? "";
  }

  get size(): Size {
    return this.screen?.size ?? { columns: 0, rows: 0 };
  }

  get hasFocus(): boolean {
    return this.screen?.isFocused === true;
  }

  override focus(): void {
    this.screen?.focus();
  }

  /** Presses a key for the person, as the key row of a phone does; arrows follow the program's cursor key mode. */
  sendKey(sequence: string): void {
    this.type(this.screen?.isApplicationKeys === true ? sequence.replace(/^\x1b\[([A-D])$/, "\x1bO$1") : sequence);
  }

  /** Makes the next letter a control character: Ctrl of the key row. */
  holdControl(hold: boolean): void {
    this.controlHeld = hold;
  }

  /** Opens or closes the search. */
  find(open = true): void {
    this.finding = open;
    if (!open) {
      this.screen?.endFind();
      this.focus();
    }
  }

  /** Says what this person wants about who types and whose size counts. */
  wish(wanted: Wish): void {
    this.connection?.wish(wanted);
  }

  retryNow(): void {
    this.connection?.retryNow();
  }

  protected override firstUpdated(): void {
    this.observe();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("src") && this.screen !== undefined) {
      this.connect();
    }
    if (changed.has("label") || changed.has("screenReader") || changed.has("watching")) {
      this.describe();
    }
    if (changed.has("colours")) {
      this.screen?.refreshColours();
    }
  }

  private observe(): void {
    this.placeWatch ??= watchPlace(this.place, (sharp) => this.placed(sharp));
  }

  /** Fits the screen to its place, and makes it when the place is seen first: letters have no size before. */
  private placed(sharp: boolean): void {
    this.sharp = sharp;
    if (this.screen !== undefined) {
      this.screen.fitToPlace(this.sharp, !this.watching);
    } else if (this.place.clientWidth > 0 && !this.starting) {
      this.starting = true;
      void this.start().finally(() => (this.starting = false));
    }
  }

  private async start(): Promise<void> {
    const inTime = await fontReady();
    if (!this.isConnected) {
      return;
    }
    this.screen = new Screen(
      this.place,
      this.renderRoot as ShadowRoot,
      {
        input: (text) => this.type(text),
        binary: (text) => this.watching || this.connection?.sendBinary(text),
        size: (size) => this.sharedSize.fits(size),
        answers: () => this.audience?.answers ?? true,
        hits: (current, count) => (this.hits = { current, count }),
        overflow: () => this.connection?.skipAhead(),
      },
      (event) => passesToProgram(event, this.pageKeys, { leave: () => this.leave(), find: () => this.find(), copy: () => this.copy() }),
    );
    this.describe();
    this.stopModeChange = onModeChange(() => this.screen?.refreshColours());
    this.screen.fitToPlace(this.sharp, !this.watching);
    this.connect();
    this.markReady();
    if (!inTime) {
      void document.fonts.ready.then(() => this.screen?.refreshFont());
    }
  }

  private end(): void {
    this.placeWatch?.disconnect();
    this.placeWatch = undefined;
    this.stopModeChange?.();
    this.connection?.close();
    this.connection = undefined;
    this.screen?.dispose();
    this.screen = undefined;
  }

  private connect(): void {
    this.connection?.close();
    this.connection = undefined;
    if (this.src === "" || this.screen === undefined) {
      return;
    }
    const address = new URL(this.src, document.baseURI);
    address.protocol = address.protocol.replace("http", "ws");
    const events = {
      state: (line: LineState) => this.changed(line),
      title: (text: string) => this.tell("terminal-title", text),
      restart: (_: number, size?: Size) => this.screen?.restart(size),
      output: (bytes: Uint8Array, shown: () => void) => this.screen?.write(bytes, shown),
      size: (size: Size) => this.sharedSize.told(size),
      audience: (audience: Audience | undefined) => this.peopleChanged(audience),
      refused: () => (this.refused = true),
      roundTrip: (ms: number) => this.tell("terminal-round-trip", ms),
    };
    this.connection = new Connection(address.href, events, viewer(this.watching));
    this.screen.fitToPlace(this.sharp, !this.watching);
    this.connection.open();
  }

  private peopleChanged(audience: Audience | undefined): void {
    this.audience = audience;
    this.refused &&= !mayType(audience);
    this.sharedSize.changed(audience);
    this.tell("terminal-audience", audience);
  }

  private changed(line: LineState): void {
    if (line.kind === "lost" && this.line.kind === "connected") {
      this.lostAt = Date.now();
    }
    this.line = line;
    this.tell("terminal-state", line);
  }

  private type(text: string): void {
    if (this.watching) {
      return;
    }
    this.sharedSize.takeOver();
    const held = this.controlHeld;
    if (held) {
      this.controlHeld = false;
      this.tell("terminal-control", undefined);
    }
    this.connection?.send(held ? withControl(text) : text);
  }

  private describe(): void {
    this.screen?.describe(this.watching ? words().onlyLooks(this.label) : words().leaves(this.label), this.screenReader);
  }

  private leave(): void {
    this.screen?.blur();
    this.tell("terminal-leave", undefined);
  }

  private copy(): void {
    if (this.screen?.selection !== "") {
      document.execCommand("copy"); // xterm puts its selection in; navigator.clipboard needs https.
    }
  }

  private tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  protected override render() {
    return html`<div class="screen" @focusin=${() => this.sharedSize.takeOver()} @pointerdown=${() => this.sharedSize.takeOver()}></div>
      ${this.finding
        ? html`<coredeck-find-bar
            .current=${this.hits.current} .count=${this.hits.count}
            @find=${this.search} @close=${() => this.find(false)}
          ></coredeck-find-bar>`
        : nothing}
      ${this.watching
        ? nothing
        : html`<coredeck-audience-bar .audience=${this.audience} ?tried=${this.refused} @wish=${({ detail }: CustomEvent<Wish>) => this.wish(detail)}></coredeck-audience-bar>`}
      <coredeck-line-notice ?hidden=${this.quiet && this.line.kind === "lost"} .line=${this.line} .ended=${this.ended} .since=${this.lostAt} @retry=${this.retryNow}></coredeck-line-notice>`;
  }

  private search({ detail }: CustomEvent<{ text: string; backwards: boolean; caseSensitive: boolean }>): void {
    this.screen?.find(detail.text, detail.backwards, detail.caseSensitive);
  }
}
