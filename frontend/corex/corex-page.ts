import { LitElement, html, nothing } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { controls } from "../theme/controls";
import "../theme/elements/icon";
import * as api from "./model/api";
import { Feed } from "./model/feed";
import { type Preferences, loadPreferences, savePreferences } from "./model/preferences";
import { type Process, isAlive, titleOf } from "./model/process";
import { NOTHING_KNOWN, type Snapshot } from "./model/snapshot";
import * as space from "./model/workspace";
import { pageStyles } from "./page-styles";
import "./parts/empty-state";
import type { CorexKeysHelp } from "./frame/keys-help";
import "./frame/keys-help";
import "./parts/list-view";
import "./frame/lost-notice";
import type { CorexProcessList } from "./parts/process-list";
import "./parts/process-list";
import type { ProcessAct } from "./parts/process-row";
import "./frame/settings-menu";
import type { CorexTerminals, WorkspaceChange } from "./parts/terminals";
import "./parts/terminals";
import type { CorexToasts } from "./frame/toasts";
import "./frame/toasts";
import "./frame/top-bar";
import { pageKey } from "./page-keys";

const SHELL = "/bin/sh";

/** The page of a container: its processes at the left, their terminals at the right; or all as one plain table. */
@customElement("corex-page")
export class CorexPage extends LitElement {
  static override styles = [controls, pageStyles];

  @state() private accessor snapshot: Snapshot = NOTHING_KNOWN;
  @state() private accessor workspace: space.Workspace = space.EMPTY;
  @state() private accessor preferences: Preferences = loadPreferences();
  @state() private accessor view: "console" | "list" = "console";
  /** Which half a phone shows. */
  @state() private accessor half: "processes" | "terminal" = "processes";
  @query("corex-process-list") private accessor list!: CorexProcessList;
  @query("corex-terminals") private accessor terminals!: CorexTerminals;
  @query("corex-toasts") private accessor toasts!: CorexToasts;
  @query("corex-keys-help") private accessor keysHelp!: CorexKeysHelp;

  private readonly feed = new Feed((snapshot) => this.told(snapshot));
  private readonly known = new Map<number, Process>();
  private readonly stoppingSince = new Map<number, number>();
  private settled = false;

  constructor() {
    super();
    this.view = new URLSearchParams(location.search).get("view") === "list" ? "list" : "console";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("keydown", this.pressed);
    this.feed.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("keydown", this.pressed);
    this.feed.stop();
  }

  protected override render() {
    return html`<corex-top-bar .snapshot=${this.snapshot}>
        ${this.viewButton()}
        <corex-keys-help></corex-keys-help>
        <corex-settings-menu slot="last" .preferences=${this.preferences} @preferences-change=${this.preferred}></corex-settings-menu>
      </corex-top-bar>
      <corex-lost-notice .snapshot=${this.snapshot} @retry=${() => this.feed.refresh()}></corex-lost-notice>
      ${this.view === "list"
        ? html`<corex-list-view .processes=${this.snapshot.processes} @refresh=${() => this.feed.refresh()}></corex-list-view>`
        : nothing}
      <main class=${`${this.half} ${this.view}`} ?hidden=${this.view === "list"}>
        <h1 class="sr">Core X Processes List</h1>
        ${this.halves()}
        <corex-process-list
          .processes=${this.snapshot.processes}
          .usage=${this.snapshot.usage}
          .active=${space.activePane(this.workspace)?.process}
          .stale=${!this.snapshot.connected && this.snapshot.at > 0}
          .loading=${this.snapshot.at === 0}
          .stoppingSince=${new Map(this.stoppingSince)}
          @process-act=${this.acted}
          @started=${(event: CustomEvent<Process>) => this.started(event.detail)}
          @clean=${this.clean}
        ></corex-process-list>
        <corex-terminals
          .workspace=${this.workspace}
          .known=${new Map(this.known)}
          .preferences=${this.preferences}
          .connected=${this.snapshot.connected}
          ?readOnly=${this.snapshot.readOnly}
          .roundTripMs=${this.snapshot.connected ? this.snapshot.roundTripMs : undefined}
          @workspace-change=${(event: CustomEvent<WorkspaceChange>) => this.arrange(event.detail.workspace, event.detail.focus)}
          @start-shell=${this.startShell}
          @start-other=${() => this.edit()}
        >
          <corex-empty-state
            slot="empty"
            .processes=${this.snapshot.processes.length}
            .loading=${this.snapshot.at === 0}
            @start-shell=${this.startShell}
          ></corex-empty-state>
        </corex-terminals>
      </main>
      <corex-toasts></corex-toasts>`;
  }

  private viewButton() {
    const list = this.view === "list";
    const label = list ? "Show the terminals" : "Show all processes as a table";
    return html`<button class="ghost small view" type="button" title=${label} @click=${this.switchView}>
      <coredeck-icon small name=${list ? "square-terminal" : "table-properties"}></coredeck-icon><span>${list ? "Terminals" : "List"}</span>
    </button>`;
  }

  private halves() {
    const running = this.snapshot.processes.filter(isAlive).length;
    const half = (name: "processes" | "terminal", text: string) =>
      html`<button type="button" aria-pressed=${this.half === name ? "true" : "false"} @click=${() => (this.half = name)}>${text}</button>`;
    return html`<div class="halves" role="group" aria-label="What is shown">
      ${half("processes", `Processes ${running}`)}${half("terminal", "Terminal")}
    </div>`;
  }

  private told(snapshot: Snapshot): void {
    for (const process of snapshot.processes) {
      this.known.set(process.id, process);
      if (process.state !== "stopping") {
        this.stoppingSince.delete(process.id);
      } else if (!this.stoppingSince.has(process.id)) {
        this.stoppingSince.set(process.id, Date.now());
        setTimeout(() => this.requestUpdate(), 5500);
      }
    }
    this.snapshot = snapshot;
    if (!this.settled && snapshot.connected) {
      this.settled = true;
      this.restore();
    }
  }

  /** Opens what the address names; else the newest process that runs, so that the first look shows something alive. */
  private restore(): void {
    const kept = new URLSearchParams(location.search).get("open");
    if (kept !== null) {
      this.arrange(space.fromText(kept, new Set(this.known.keys())));
      return;
    }
    const newest = this.snapshot.processes.find(isAlive);
    if (newest !== undefined) {
      this.arrange(space.open(this.workspace, newest.id));
    }
  }

  private arrange(workspace: space.Workspace, focus = false): void {
    this.workspace = workspace;
    this.keepInAddress();
    if (focus) {
      void this.updateComplete.then(() => this.terminals.focusWhenReady());
    }
  }

  private keepInAddress(): void {
    const url = new URL(location.href);
    const open = space.toText(this.workspace);
    url.search = [this.view === "list" ? "view=list" : "", open === "" ? "" : `open=${open}`].filter(Boolean).join("&");
    history.replaceState(null, "", url);
  }

  private switchView(): void {
    this.view = this.view === "list" ? "console" : "list";
    this.keepInAddress();
  }

  private acted(event: CustomEvent<{ process: Process } & ProcessAct>): void {
    const { process, ...act } = event.detail;
    const called = titleOf(process);
    if (act.act === "open") {
      this.show(process.id);
    } else if (act.act === "stop") {
      void this.attempt(`${called} was not stopped`, () => api.stopProcess(process.id));
    } else if (act.act === "kill") {
      void this.attempt(`${called} got no signal`, () => api.killProcess(process.id, act.signal));
    } else if (act.act === "forget") {
      void this.attempt(`${called} was not taken off the list`, () => api.forgetProcess(process.id));
    }
  }

  private show(id: number): void {
    this.half = "terminal";
    this.arrange(space.open(this.workspace, id), true);
  }

  private edit(): void {
    this.half = "processes";
    this.list.edit();
  }

  private started(process: Process): void {
    this.known.set(process.id, this.known.get(process.id) ?? process);
    this.feed.refresh();
    this.show(process.id);
  }

  private async startShell(): Promise<void> {
    await this.attempt("The shell was not started", async () => this.started(await api.startProcess([SHELL], this.terminals.terminal?.size)));
  }

  private async clean(): Promise<void> {
    const ended = this.snapshot.processes.filter((process) => !isAlive(process)).length;
    if (await this.attempt("Nothing was cleaned up", () => api.cleanProcesses())) {
      this.toasts.done(ended === 1 ? "1 ended process was cleaned up" : `${ended} ended processes were cleaned up`);
    }
  }

  private async attempt(title: string, act: () => Promise<void>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (error) {
      this.toasts.failed(title, error instanceof Error ? error.message : String(error));
      return false;
    } finally {
      this.feed.refresh();
    }
  }

  private preferred(event: CustomEvent<Preferences>): void {
    this.preferences = event.detail;
    savePreferences(event.detail);
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const key = pageKey(event, this.preferences.singleKeys);
    if (key === undefined || this.view === "list") {
      return;
    }
    event.preventDefault();
    if (typeof key === "number") {
      this.arrange(space.select(this.workspace, key));
      return;
    }
    const active = space.activePane(this.workspace);
    const acts = {
      split: () => this.terminals.split(),
      close: () => active !== undefined && this.arrange(space.closePane(this.workspace, active.key), true),
      filter: () => void this.list.startFilter(),
      start: () => this.edit(),
      next: () => this.list.move(1),
      previous: () => this.list.move(-1),
      terminal: () => this.terminals.focus(),
      help: () => this.keysHelp.open(),
    };
    acts[key]();
  };
}
