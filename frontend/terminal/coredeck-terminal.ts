import xtermStyles from "@xterm/xterm/css/xterm.css";
import { LitElement, type PropertyValues, css, html, nothing, unsafeCSS } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { controls } from "../theme/controls";
import { onModeChange } from "../theme/mode";
import { Connection, type LineState } from "./connection";
import "./find-bar";
import { isPageKey, terminalKey } from "./keys";
import { Screen, fontReady } from "./screen";

/**
 * One terminal on one process.
 *
 * Tab and every other key belong to the program; Ctrl Shift Esc leaves. The element may be moved in the page: it ends
 * its line only when it is still outside after the current task.
 *
 * @fires terminal-state with a {@link LineState}
 * @fires terminal-title with the title the server announced
 * @fires terminal-size with {columns, rows}
 * @fires terminal-leave when the person wants the keys back
 */
@customElement("coredeck-terminal")
export class CoredeckTerminal extends LitElement {
  static override styles = [
    unsafeCSS(xtermStyles),
    controls,
    css`
      :host {
        position: relative;
        display: flex;
        flex-direction: column;
        min-width: 0;
        min-height: 0;
        overflow: hidden;
        background: var(--cd-term-bg);
      }
      :host([colours="light"]) {
        color-scheme: light;
      }
      :host([colours="dark"]) {
        color-scheme: dark;
      }
      .screen {
        flex: 1;
        min-height: 0;
        overflow: hidden;
      }
      .xterm {
        height: 100%;
        padding: 10px 0 6px 12px;
      }
      coredeck-find-bar {
        position: absolute;
        top: 8px;
        right: 20px;
        z-index: 10;
        max-width: calc(100% - 28px);
      }
      .notice {
        display: flex;
        flex: none;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--cd-1) var(--cd-3);
        padding: 6px 12px;
        border-top: 1px solid var(--cd-line);
        background: var(--cd-surface);
        color: var(--cd-text-2);
        font-size: var(--cd-t-s);
      }
      .notice b {
        color: var(--cd-warn);
        font-weight: 550;
      }
    `,
  ];

  /** The web socket's address, relative to the page's; the line opens when it is set. */
  @property() accessor src = "";
  /** What the terminal is called for those who hear the page. */
  @property() accessor label = "Terminal";
  /** Letters that with Ctrl Shift belong to the page around, not to the program. */
  @property() accessor pageKeys = "";
  @property({ type: Boolean, attribute: "screen-reader" }) accessor screenReader = false;
  @property({ reflect: true }) accessor colours: "page" | "light" | "dark" = "page";

  @state() private accessor line: LineState = { kind: "connecting" };
  @state() private accessor finding = false;
  @state() private accessor hits = { current: -1, count: 0 };
  @state() private accessor now = Date.now();
  @query(".screen") private accessor place!: HTMLElement;

  private screen: Screen | undefined;
  private connection: Connection | undefined;
  private readonly resized = new ResizeObserver(() => requestAnimationFrame(() => this.screen?.fitToPlace()));
  private stopModeChange: (() => void) | undefined;
  private clock: ReturnType<typeof setInterval> | undefined;
  private lostAt = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && this.screen === undefined) {
      void this.start();
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

  get state(): LineState["kind"] {
    return this.line.kind;
  }

  get size(): { columns: number; rows: number } {
    return { columns: this.screen?.columns ?? 0, rows: this.screen?.rows ?? 0 };
  }

  override focus(): void {
    this.screen?.focus();
  }

  /** Types for the person, as the key row of a phone does. */
  send(text: string): void {
    this.connection?.send(text);
  }

  /** Opens or closes the search. */
  find(open = true): void {
    this.finding = open;
    if (!open) {
      this.screen?.endFind();
      this.focus();
    }
  }

  retryNow(): void {
    this.connection?.retryNow();
  }

  protected override firstUpdated(): void {
    void this.start();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("src") && this.screen !== undefined) {
      this.connect();
    }
    if (changed.has("label") || changed.has("screenReader")) {
      this.describe();
    }
    if (changed.has("colours")) {
      this.screen?.refreshColours();
    }
  }

  private async start(): Promise<void> {
    await fontReady();
    if (!this.isConnected || this.screen !== undefined) {
      return;
    }
    this.screen = new Screen(
      this.place,
      this.renderRoot as ShadowRoot,
      {
        input: (text) => this.connection?.send(text),
        binary: (text) => this.connection?.sendBinary(text),
        size: (columns, rows) => this.sized(columns, rows),
        hits: (current, count) => (this.hits = { current, count }),
        overflow: () => this.connection?.skipAhead(),
      },
      (event) => this.pressed(event),
    );
    this.describe();
    this.stopModeChange = onModeChange(() => this.screen?.refreshColours());
    this.screen.fitToPlace();
    this.resized.observe(this.place);
    this.connect();
    void document.fonts.ready.then(() => this.screen?.refreshFont());
  }

  private end(): void {
    this.resized.disconnect();
    this.stopModeChange?.();
    clearInterval(this.clock);
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
    this.connection = new Connection(address.href, {
      state: (line) => this.changed(line),
      title: (text) => this.tell("terminal-title", text),
      restart: () => this.screen?.restart(),
      output: (bytes) => this.screen?.write(bytes),
    });
    this.connection.resize(this.screen.columns, this.screen.rows);
    this.connection.open();
  }

  private changed(line: LineState): void {
    if (line.kind === "lost" && this.line.kind === "connected") {
      this.lostAt = Date.now();
    }
    this.line = line;
    clearInterval(this.clock);
    if (line.kind === "lost") {
      this.now = Date.now();
      this.clock = setInterval(() => (this.now = Date.now()), 1000);
    }
    this.tell("terminal-state", line);
  }

  private sized(columns: number, rows: number): void {
    this.connection?.resize(columns, rows);
    this.tell("terminal-size", { columns, rows });
  }

  private describe(): void {
    this.screen?.describe(`${this.label}. Ctrl Shift Escape leaves the terminal`, this.screenReader);
  }

  /** @returns whether the program gets the key */
  private pressed(event: KeyboardEvent): boolean {
    const key = terminalKey(event);
    if (key === undefined) {
      return !isPageKey(event, this.pageKeys);
    }
    if (key === "paste") {
      return false; // The browser pastes into xterm's field by itself, also where scripts may not read the clipboard.
    }
    event.preventDefault();
    if (event.type === "keydown") {
      this.act(key);
    }
    return false;
  }

  private act(key: "leave" | "find" | "copy"): void {
    if (key === "leave") {
      this.screen?.blur();
      this.tell("terminal-leave", undefined);
    } else if (key === "find") {
      this.find();
    } else if (this.screen?.selection !== "") {
      document.execCommand("copy"); // xterm puts its selection in; navigator.clipboard needs https.
    }
  }

  private tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  protected override render() {
    return html`<div class="screen"></div>
      ${this.finding
        ? html`<coredeck-find-bar
            .current=${this.hits.current}
            .count=${this.hits.count}
            @find=${this.search}
            @close=${() => this.find(false)}
          ></coredeck-find-bar>`
        : nothing}
      ${this.notice()}`;
  }

  private search(event: CustomEvent<{ text: string; backwards: boolean; caseSensitive: boolean }>): void {
    const { text, backwards, caseSensitive } = event.detail;
    this.screen?.find(text, backwards, caseSensitive);
  }

  private notice() {
    if (this.line.kind === "ended") {
      return html`<div class="notice" role="status">The process has ended. This is the last it printed.</div>`;
    }
    if (this.line.kind !== "lost") {
      return nothing;
    }
    const seconds = Math.max(0, Math.ceil((this.line.retryAt - this.now) / 1000));
    const since = this.lostAt === 0 ? "" : ` What you see is from ${new Date(this.lostAt).toLocaleTimeString()}.`;
    return html`<div class="notice">
      <b role="alert">Connection lost</b><span>${since} Trying again in ${seconds} s.</span>
      <button class="small" type="button" @click=${this.retryNow}>Try now</button>
    </div>`;
  }
}
