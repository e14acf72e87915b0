import { LitElement, type PropertyValues, html, nothing } from "lit";
import { customElement, property, query, queryAll, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { CoredeckTerminal } from "../../terminal/coredeck-terminal";
import type { CoredeckKeyRow } from "../../terminal/key-row";
import "../../terminal/key-row";
import { companyAt } from "../../terminal/presence";
import { controls } from "../../theme/controls";
import "../../theme/elements/icon";
import type { Preferences } from "../model/preferences";
import { type Process, isAlive, linesKept, nameOf, titleOf } from "../model/process";
import type { CorexServer } from "../model/server";
import * as space from "../model/workspace";
import { words as sayFiles } from "../files-words";
import { words } from "../words";
import type { CorexPane } from "./pane";
import "./pane";
import "./status-bar";
import "./tab-strip";
import type { CorexTabStrip, TabLabel } from "./tab-strip";
import { type PaneState, hearPane, roundTripOf, sizeOf } from "./pane-state";
import { isRecording } from "./recording-chip";
import { typingChip } from "./typing-chip";
import { terminalsStyles } from "./terminals-styles";

/** Which terminals are open now, and whether the one that takes the keys is to have the focus. */
export interface WorkspaceChange {
  workspace: space.Workspace;
  focus: boolean;
}

/**
 * The open terminals: tabs, up to four panes in each, and the line below that says how they are.
 *
 * @fires workspace-change with {@link WorkspaceChange}
 * @fires start-shell when a shell is to be started
 * @fires start-other when the person wants to type a command
 * @fires record with a process whose recording is to begin, or to end
 * @fires upload when files are to go in, with those that were dropped
 * @fires download when one is to come out
 * @fires company with who else is at the open terminals, in words
 */
@customElement("corex-terminals")
export class CorexTerminals extends LitElement {
  static override styles = [controls, terminalsStyles];

  @property({ attribute: false }) accessor server!: CorexServer;
  @property({ attribute: false }) accessor workspace: space.Workspace = space.EMPTY;
  /** Every process that was seen, also one that was cleaned away. */
  @property({ attribute: false }) accessor known: ReadonlyMap<number, Process> = new Map();
  @property({ attribute: false }) accessor preferences!: Preferences;
  @property({ attribute: false }) accessor roundTripMs: number | undefined;
  /** The page itself has its connection. */
  @property({ type: Boolean }) accessor connected = true;
  /** The server takes no input from anybody. */
  @property({ type: Boolean }) accessor readOnly = false;
  /** The person only looks. */
  @property({ type: Boolean }) accessor watching = false;
  /** Who else types into the terminal that takes the keys, in words. */
  @property() accessor typing = "";
  /** A terminal has the focus. */
  @state() accessor focused = false;
  /** What the panes have told, by key. */
  @state() private accessor told: ReadonlyMap<number, PaneState> = new Map();
  @state() private accessor fullscreen = false;
  @query("corex-tab-strip") private accessor strip!: CorexTabStrip;
  @queryAll("corex-pane") private accessor panes!: NodeListOf<CorexPane>;

  /** The terminal that takes the keys. */
  get terminal(): CoredeckTerminal | undefined {
    return this.shownPane?.terminal ?? undefined;
  }

  constructor() {
    super();
    hearPane(this, (event, change) => this.hear(event, change));
  }

  private get shownPane(): CorexPane | undefined {
    const key = String(space.activePane(this.workspace)?.key);
    return [...this.panes].find((pane) => pane.dataset["key"] === key);
  }

  /** Whether the keys go to a terminal. One that has just got the focus is the active one only afterwards. */
  private get someHasFocus(): boolean {
    return [...this.panes].some((pane) => pane.terminal?.hasFocus === true);
  }

  override focus(): void {
    this.terminal?.focus();
  }

  /** Focuses the active terminal as soon as it is there; what can be chosen in its place where there is none. */
  async focusWhenReady(): Promise<void> {
    await this.updateComplete;
    const pane = this.shownPane;
    if (pane === undefined) {
      (this.renderRoot.querySelector<HTMLElement>(".waiting.active button") ?? this.querySelector<HTMLElement>("[slot]"))?.focus();
      return;
    }
    await pane.updateComplete;
    await pane.terminal.ready;
    pane.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("fullscreenchange", this.fullscreenChanged);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("fullscreenchange", this.fullscreenChanged);
  }

  protected override render() {
    const { tabs, current } = this.workspace;
    const active = space.activePane(this.workspace);
    const shown = (active === undefined ? undefined : this.told.get(active.key)) ?? {};
    return html`<div class="bar">
        <corex-tab-strip
          .tabs=${tabs.map((tab) => this.label(tab))}
          .current=${current}
          ?closed=${this.watching}
          @tab-select=${(event: CustomEvent<number>) => this.change(space.select(this.workspace, event.detail))}
          @tab-enter=${(event: CustomEvent<number>) => this.change(space.select(this.workspace, event.detail), true)}
          @tab-close=${(event: CustomEvent<number>) => this.change(space.closeTab(this.workspace, event.detail), true)}
          @tab-new=${() => this.tell("start-other")}
        ></corex-tab-strip>
        ${typingChip(shown, this)}
        <div class="tools">${tabs.length === 0 ? nothing : this.tools()}<slot name="tools"></slot></div>
      </div>
      <div class="stage" @focusin=${() => (this.focused = this.someHasFocus)} @focusout=${() => (this.focused = false)}>
        ${tabs.length === 0 ? html`<slot name="empty"></slot>` : nothing}
        ${repeat(tabs, (tab) => tab.key, (tab, index) => this.tab(tab, index === current))}
      </div>
      <corex-status-bar
        .line=${shown.line}
        .roundTripMs=${roundTripOf(shown, this.roundTripMs)}
        .size=${sizeOf(shown)}
        .kept=${linesKept(this.known.get(active?.process ?? 0), this.preferences.scrollback)}
      ></corex-status-bar>
      ${active?.process === undefined || this.watching ? nothing : html`<coredeck-key-row .terminal=${this.terminal}></coredeck-key-row>`}`;
  }

  protected override updated(changed: PropertyValues<this> & Map<"told", unknown>): void {
    if (changed.has("told") || changed.has("workspace")) {
      this.dispatchEvent(new CustomEvent("company", { detail: companyAt(this.audiences) }));
    }
    const row = this.renderRoot.querySelector<CoredeckKeyRow>("coredeck-key-row");
    if (row !== null) {
      row.terminal = this.terminal;
    }
  }

  private get audiences() {
    return this.workspace.tabs.flatMap(({ panes }) =>
      panes.flatMap((pane) => {
        const audience = this.told.get(pane.key)?.audience;
        const process = this.known.get(pane.process ?? 0);
        return audience === undefined || process === undefined ? [] : [{ audience, process: nameOf(process) }];
      }),
    );
  }

  private tools() {
    const splittable = (space.currentTab(this.workspace)?.panes.length ?? 0) < space.MOST_PANES;
    return html`${this.tool(words().search, "search", () => this.terminal?.find())}
    ${splittable ? this.tool(words().split, "columns-2", () => this.split(), "split") : nothing}
    ${this.watching || this.readOnly ? nothing : this.fileTools()}
    ${document.fullscreenEnabled
      ? this.tool(this.fullscreen ? words().leaveFullScreen : words().fullScreen, this.fullscreen ? "shrink" : "expand", () => this.switchFullscreen())
      : nothing}`;
  }

  /** What writes or reads files; on a phone they would crowd the tabs out. */
  private fileTools() {
    const shown = this.known.get(space.activePane(this.workspace)?.process ?? 0);
    const records = isRecording(shown?.recording);
    const word = records ? sayFiles().stopRecording : sayFiles().record;
    return html`${shown === undefined || (!records && !isAlive(shown))
      ? nothing
      : this.tool(word, "circle-dot", () => this.tell("record", shown), records ? "files pressed" : "files")}
    ${this.tool(sayFiles().upload, "upload", () => this.tell("upload"), "files")} ${this.tool(sayFiles().download, "download", () => this.tell("download"), "files")}`;
  }

  private tool(label: string, icon: string, act: () => void, part = "") {
    return html`<button class=${`icon ${part}`} type="button" title=${label} aria-label=${label} @click=${act}>
      <coredeck-icon name=${icon}></coredeck-icon>
    </button>`;
  }

  private label(tab: space.Tab): TabLabel {
    const shown = tab.panes[tab.active]?.process ?? tab.panes[0]?.process;
    const process = shown === undefined ? undefined : this.known.get(shown);
    return {
      key: tab.key,
      name: process === undefined ? words().terminal.toLowerCase() : nameOf(process),
      pid: process === undefined || process.pid === 0 ? "" : String(process.pid),
    };
  }

  private tab(tab: space.Tab, current: boolean) {
    return html`<div class="panes n${tab.panes.length}" ?hidden=${!current} role="tabpanel">
      ${repeat(tab.panes, (pane) => pane.key, (pane, index) => this.pane(tab, pane, index))}
    </div>`;
  }

  private pane(tab: space.Tab, pane: space.Pane, index: number) {
    const active = index === tab.active;
    const process = pane.process === undefined ? undefined : this.known.get(pane.process);
    if (process === undefined) {
      return this.waiting(tab, pane, active);
    }
    return html`<corex-pane
      data-key=${pane.key}
      .server=${this.server}
      .process=${process}
      ?watching=${this.watching}
      .readOnly=${this.readOnly}
      .preferences=${this.preferences}
      ?active=${active}
      .connected=${this.connected}
      .closable=${tab.panes.length > 1}
      @focusin=${() => this.change(space.activate(this.workspace, index))}
      @pane-close=${() => this.change(space.closePane(this.workspace, pane.key), true)}
      @terminal-leave=${() => this.strip.focus()}
    ></corex-pane>`;
  }

  private waiting(tab: space.Tab, pane: space.Pane, active: boolean) {
    const open = new Set(tab.panes.map((other) => other.process));
    const others = [...this.known.values()].filter((process) => isAlive(process) && !open.has(process.id));
    return html`<div class="waiting ${active ? "active" : ""}">
      <span>${this.watching ? words().chooseOnly : words().choose}</span>
      <div class="choices">
        ${others.slice(0, 6).map(
          (process) => html`<button class="small" type="button" @click=${() => this.change(space.open(this.workspace, process.id), true)}>
            ${titleOf(process)}
          </button>`,
        )}
        ${this.watching
          ? nothing
          : html`<button class="small" type="button" @click=${() => this.tell("start-shell")}>
              <coredeck-icon small name="plus"></coredeck-icon>${words().startShell}
            </button>`}
        ${tab.panes.length > 1
          ? html`<button class="small ghost" type="button" @click=${() => this.change(space.closePane(this.workspace, pane.key), true)}>${words().closePane}</button>`
          : nothing}
      </div>
    </div>`;
  }

  split(): void {
    this.change(space.split(this.workspace), true);
  }

  private hear(event: Event, change: PaneState): void {
    const pane = event.composedPath().find((part): part is CorexPane => (part as Partial<Element>).localName === "corex-pane");
    const key = Number(pane?.dataset["key"]);
    this.told = new Map(this.told).set(key, { ...this.told.get(key), ...change });
  }

  private switchFullscreen(): void {
    void (this.fullscreen ? document.exitFullscreen() : this.requestFullscreen());
  }

  private readonly fullscreenChanged = (): void => {
    this.fullscreen = document.fullscreenElement !== null;
  };

  private change(workspace: space.Workspace, focus = false): void {
    if (workspace !== this.workspace || focus) {
      this.dispatchEvent(new CustomEvent<WorkspaceChange>("workspace-change", { detail: { workspace, focus } }));
    }
  }

  private tell(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
