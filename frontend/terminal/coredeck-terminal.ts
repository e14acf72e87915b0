import xtermStyles from "@xterm/xterm/css/xterm.css";
import { LitElement, type PropertyValues, html, nothing, unsafeCSS } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { onModeChange } from "../theme/mode";
import { ring } from "./bell";
import { contrastStyles } from "./contrast";
import "./find-bar";
import type { Audience, Wish } from "./line/audience";
import type { LineState } from "./line/connection";
import type { Size } from "./line/frames";
import { passesToProgram, withControl } from "./keys";
import { type LineHost, PeopleLine } from "./people-line";
import { watchPlace } from "./place";
import { fontReady } from "./font";
import { Questions } from "./questions";
import { Screen } from "./screen";
import { DEFAULTS, type TerminalSettings, fontSizeAfter } from "./settings";
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
 * @fires terminal-audience with the `audience`, undefined where the server does not tell or nobody can type any more
 * @fires terminal-round-trip with milliseconds
 * @fires terminal-skipped with the number of bytes that were not shown
 * @fires terminal-settings with what is to change of the {@link TerminalSettings}
 * @fires terminal-control when a held Ctrl was used
 * @fires terminal-leave when the person wants the keys back
 */
@customElement("coredeck-terminal")
export class CoredeckTerminal extends LitElement implements LineHost {
  static override styles = [unsafeCSS(xtermStyles), terminalStyles, contrastStyles];

  /** The web socket's address, relative to the page's; the line opens when it is set. */
  @property() accessor src = "";
  /** What the terminal is called for those who hear the page. */
  @property() accessor label = words().terminal;
  /** Letters that with Ctrl Shift belong to the page around, not to the program. */
  @property() accessor pageKeys = "";
  @property({ attribute: false }) accessor settings: TerminalSettings = DEFAULTS;
  /** What is said below when nothing more will come, in place of the usual. */
  @property() accessor ended = "";
  /** The person only looks: keys are not sent, and others set the size. */
  @property({ type: Boolean, reflect: true }) accessor watching = false;
  /** The page itself says that the connection is lost. */
  @property({ type: Boolean }) accessor quiet = false;

  @state() private accessor finding = false;
  @state() private accessor hits = { current: -1, count: 0 };
  @query(".screen") private accessor place!: HTMLElement;

  private screen: Screen | undefined;
  private readonly line = new PeopleLine(this);
  private placeWatch: ResizeObserver | undefined;
  private sharp = false;
  private stopModeChange: (() => void) | undefined;
  private starting = false;
  private markReady!: () => void;
  /** Done when the screen is there and can take the focus. */
  readonly ready = new Promise<void>((resolve) => (this.markReady = resolve));
  private controlHeld = false;
  private readonly sharedSize = new SharedSize({
    screen: () => this.screen,
    isWatching: () => this.watching,
    isSharp: () => this.sharp,
    wants: (size) => this.line.resize(size),
    take: () => this.wish({ do: "take" }),
    sized: (size, mine) => this.sized(size, mine),
  });
  private readonly questions = new Questions(this, {
    address: () => this.address.href,
    paste: (text) => this.screen?.paste(text),
    focus: () => this.focus(),
    askNoMore: () => this.set({ askPaste: false }),
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

  /** What xterm.js holds: cells, cursor, modes. For tests, which compare it. */
  get held(): Screen["terminal"] | undefined {
    return this.screen?.terminal;
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
    this.line.wish(wanted);
  }

  protected override firstUpdated(): void {
    this.observe();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("settings")) {
      this.setAttribute("colours", this.settings.colours); // before the screen reads the colours
      this.screen?.refreshColours();
      this.screen?.apply(this.settings);
    }
    if (changed.has("src") && this.screen !== undefined) {
      this.connect();
    }
    if (changed.has("label") || changed.has("watching")) {
      this.describe();
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
    const inTime = await fontReady(this.settings);
    if (!this.isConnected) {
      return;
    }
    this.screen = new Screen(
      this.place, this.renderRoot as ShadowRoot, this.settings,
      {
        input: (text) => this.type(text),
        reply: (text) => this.watching || this.line.send(text),
        binary: (text) => this.watching || this.line.sendBinary(text),
        size: (size) => this.sharedSize.fits(size),
        answers: () => this.line.answers,
        hits: (current, count) => (this.hits = { current, count }),
        overflow: () => this.line.skipAhead(),
        bell: () => ring(this, this.settings),
        clipboard: (text) => this.line.answers && void this.questions.copy(text),
        paste: (text) => this.watching || this.questions.paste(text),
      },
      (event) => passesToProgram(event, this.pageKeys, this.actions),
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
    this.line.close();
    this.screen?.dispose();
    this.screen = undefined;
  }

  private get address(): URL {
    const address = new URL(this.src, document.baseURI);
    address.protocol = address.protocol.replace("http", "ws");
    return address;
  }

  private connect(): void {
    this.line.close();
    const { screen } = this;
    if (this.src === "" || screen === undefined) {
      return;
    }
    this.line.prepare(this.address.href, {
      restart: (bytes, size) => this.sharedSize.restarted(bytes, size),
      output: (bytes, shown) => screen.write(bytes, shown),
      size: (size) => this.sharedSize.told(size),
      audience: (audience: Audience | undefined) => this.sharedSize.changed(audience),
    });
    screen.fitToPlace(this.sharp, !this.watching);
    this.line.open();
  }

  private sized(size: Size, mine: boolean): void {
    if (!this.toggleAttribute("foreign", !mine)) {
      this.place.scrollTo(0, 0);
    }
    this.tell("terminal-size", { ...size, mine });
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
    this.line.send(held ? withControl(text) : text);
  }

  private describe(): void {
    this.screen?.describe(this.watching ? words().onlyLooks(this.label) : words().leaves(this.label));
  }

  private readonly actions = {
    leave: () => {
      this.screen?.blur();
      this.tell("terminal-leave", undefined);
    },
    find: () => this.find(),
    copy: () => this.screen?.copy(),
    larger: () => this.set({ fontSize: fontSizeAfter(this.settings, 1) }),
    smaller: () => this.set({ fontSize: fontSizeAfter(this.settings, -1) }),
    designed: () => this.set({ fontSize: fontSizeAfter(this.settings, 0) }),
  };

  private set(change: Partial<TerminalSettings>): void {
    this.tell("terminal-settings", change);
  }

  tell(name: string, detail: unknown): void {
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
      ${this.questions.render()} ${this.line.render()}`;
  }

  private search({ detail }: CustomEvent<{ text: string; backwards: boolean; caseSensitive: boolean }>): void {
    this.screen?.find(detail.text, detail.backwards, detail.caseSensitive);
  }
}
