import { LitElement, type PropertyValues, html } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { controls } from "../theme/controls";
import { deskStyles } from "./desk-styles";
import type { CorexToasts } from "./frame/toasts";
import "./frame/toasts";
import type { Preferences } from "./model/preferences";
import { type Process, isAlive, isRunning, titleOf } from "./model/process";
import type { CorexServer } from "./model/server";
import { NOTHING_KNOWN, type Snapshot } from "./model/snapshot";
import * as space from "./model/workspace";
import { words as sayFiles } from "./files-words";
import type { Transfer } from "./model/transfer";
import type { PageKey } from "./page-keys";
import "./parts/empty-state";
import type { CorexProcessList } from "./parts/process-list";
import "./parts/process-list";
import type { GroupAct } from "./parts/group-head";
import type { ProcessAct } from "./parts/process-row";
import { isRecording } from "./parts/recording-chip";
import type { CorexTransfers } from "./parts/transfers";
import "./parts/transfers";
import type { CorexTerminals, WorkspaceChange } from "./parts/terminals";
import "./parts/terminals";
import { words } from "./words";

const SHELL = "/bin/sh";

/** Somewhat longer than the list waits before it offers to end a process by force. */
const PATIENCE_MS = 5500;

/**
 * Processes at the left, their terminals at the right; on a phone one of the two.
 *
 * @fires arranged with the text of {@link space.toText} when other terminals are open than before
 * @fires refresh when the processes should be asked for now
 */
@customElement("corex-desk")
export class CorexDesk extends LitElement {
  static override styles = [controls, deskStyles];

  @property({ attribute: false }) accessor server!: CorexServer;
  @property({ attribute: false }) accessor snapshot: Snapshot = NOTHING_KNOWN;
  @property({ attribute: false }) accessor preferences!: Preferences;
  /** The terminals to open at first, as text; without any the newest process that runs. */
  @property({ attribute: false }) accessor opened: string | undefined;
  /** The person only looks. */
  @property({ type: Boolean }) accessor watching = false;
  /** The person has just opened it: the keys go to what is there. */
  @property({ type: Boolean }) accessor eager = false;
  /** Others can call the server from a command line. */
  @property({ type: Boolean }) accessor callable = false;
  /** What the button that starts a process says. */
  @property() accessor startTitle = words().startTitle;
  /** Who else is here, and who else types into a process, in words. */
  @property() accessor people = "";
  @property({ attribute: false }) accessor typing: (process: number) => string = () => "";

  /** Who else is at the open terminals, as these tell it. */
  @state() private accessor company = "";
  @state() private accessor workspace: space.Workspace = space.EMPTY;
  /** Which half a phone shows. */
  @state() private accessor half: "processes" | "terminal" = "processes";
  @query("corex-process-list") private accessor list!: CorexProcessList;
  @query("corex-terminals") private accessor terminals!: CorexTerminals;
  @query("corex-transfers") private accessor transfers!: CorexTransfers;
  @query("corex-toasts") private accessor toasts!: CorexToasts;

  private readonly known = new Map<number, Process>();
  private readonly stoppingSince = new Map<number, number>();
  private settled = false;

  /** Does what a key of the page stands for. */
  press(key: Exclude<PageKey, "help">): void {
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
    };
    acts[key]();
  }

  /** Says that something else than the desk did has failed. */
  failed(title: string, why: string): void {
    this.toasts.failed(title, why);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("snapshot")) {
      this.told(this.snapshot);
    }
  }

  protected override render() {
    const { snapshot } = this;
    const active = space.activePane(this.workspace)?.process;
    const looks = this.onlyLooks;
    return html`<div class="desk ${this.half}">
        ${this.halves()}
        <corex-process-list
          .server=${this.server}
          .processes=${snapshot.processes}
          .usage=${snapshot.usage}
          .active=${active}
          ?watching=${looks}
          .people=${this.people === "" ? this.company : this.people}
          .startTitle=${this.startTitle}
          .stale=${!snapshot.connected && snapshot.at > 0}
          .loading=${snapshot.at === 0}
          .stoppingSince=${new Map(this.stoppingSince)}
          @process-act=${this.acted}
          @started=${(event: CustomEvent<Process>) => this.started(event.detail)}
          @group-act=${this.groupActed}
          @clean=${this.clean}
        ></corex-process-list>
        <corex-terminals
          .server=${this.server}
          .workspace=${this.workspace}
          .known=${new Map(this.known)}
          .preferences=${this.preferences}
          .connected=${snapshot.connected}
          ?readOnly=${snapshot.readOnly}
          ?watching=${looks}
          .typing=${active === undefined ? "" : this.typing(active)}
          .roundTripMs=${snapshot.connected ? snapshot.roundTripMs : undefined}
          @workspace-change=${(event: CustomEvent<WorkspaceChange>) => this.arrange(event.detail.workspace, event.detail.focus)}
          @record=${(event: CustomEvent<Process>) => void this.record(event.detail)}
          @upload=${(event: CustomEvent<readonly Transfer[] | undefined>) => this.transfers.upload(event.detail ?? [])}
          @download=${() => this.transfers.download()}
          @company=${(event: CustomEvent<string>) => (this.company = event.detail)}
          @start-shell=${this.startShell}
          @start-other=${() => this.edit()}
        >
          <slot name="tools" slot="tools"></slot>
          <corex-empty-state
            slot="empty"
            .server=${this.callable ? this.server : undefined}
            ?watching=${looks}
            .processes=${snapshot.processes.length}
            .loading=${snapshot.at === 0}
            @start-shell=${this.startShell}
          ></corex-empty-state>
        </corex-terminals>
      </div>
      <corex-transfers .server=${this.server} .bounds=${snapshot.bounds} @uploaded=${this.uploaded}></corex-transfers>
      <corex-toasts></corex-toasts>`;
  }

  /** By role, or because the server takes nothing from anybody. */
  private get onlyLooks(): boolean {
    return this.watching || this.snapshot.readOnly;
  }

  private halves() {
    const running = this.snapshot.processes.filter(isRunning).length;
    const half = (name: "processes" | "terminal", text: string) =>
      html`<button type="button" aria-pressed=${this.half === name ? "true" : "false"} @click=${() => (this.half = name)}>${text}</button>`;
    return html`<div class="halves" role="group" aria-label=${words().shown}>
      ${half("processes", `${words().processes} ${running}`)}${half("terminal", words().terminal)}
    </div>`;
  }

  private told(snapshot: Snapshot): void {
    for (const process of snapshot.processes) {
      this.known.set(process.id, process);
      if (process.state !== "stopping") {
        this.stoppingSince.delete(process.id);
      } else if (!this.stoppingSince.has(process.id)) {
        this.stoppingSince.set(process.id, Date.now());
        setTimeout(() => this.requestUpdate(), PATIENCE_MS);
      }
    }
    if (!this.settled && snapshot.connected) {
      this.settled = true;
      this.restore();
      if (this.eager) {
        void this.updateComplete.then(() => this.terminals.focusWhenReady());
      }
    }
  }

  /** Opens what was open; else the newest process that runs, so that the first look shows something alive. */
  private restore(): void {
    if (this.opened !== undefined) {
      this.arrange(space.fromText(this.opened, new Set(this.known.keys())));
      this.half = this.workspace.tabs.length === 0 ? "processes" : "terminal";
      return;
    }
    const newest = this.snapshot.processes.find(isAlive);
    if (newest !== undefined) {
      this.arrange(space.open(this.workspace, newest.id));
    }
  }

  private arrange(workspace: space.Workspace, focus = false): void {
    this.workspace = workspace;
    this.dispatchEvent(new CustomEvent("arranged", { detail: space.toText(workspace) }));
    if (focus) {
      void this.updateComplete.then(() => this.terminals.focusWhenReady());
    }
  }

  private acted(event: CustomEvent<{ process: Process } & ProcessAct>): void {
    const { process, ...act } = event.detail;
    const called = titleOf(process);
    if (act.act === "open") {
      this.show(process.id);
    } else if (act.act === "stop") {
      void this.attempt(words().notStopped(called), () => this.server.stop(process.id));
    } else if (act.act === "kill") {
      void this.attempt(words().noSignal(called), () => this.server.kill(process.id, act.signal));
    } else if (act.act === "start" || act.act === "restart") {
      void this.attempt(words().notStartedAgain(called), () => this.server.again(process.id, act.act));
    } else if (act.act === "forget") {
      void this.attempt(words().notTakenOff(called), () => this.server.forget(process.id));
    }
  }

  private groupActed({ detail: { group, act } }: CustomEvent<{ group: string; act: GroupAct }>): void {
    void this.attempt(words().groupFailed(group), () => this.server.group(group, act));
  }

  private show(id: number): void {
    this.half = "terminal";
    this.arrange(space.open(this.workspace, id), true);
  }

  private edit(): void {
    if (!this.onlyLooks) {
      this.half = "processes";
      this.list.edit();
    }
  }

  private started(process: Process): void {
    this.known.set(process.id, this.known.get(process.id) ?? process);
    this.refresh();
    this.show(process.id);
  }

  private async startShell(): Promise<void> {
    await this.attempt(words().shellNotStarted, async () =>
      this.started(await this.server.start([SHELL], this.terminals.terminal?.size)),
    );
  }

  private async record(process: Process): Promise<void> {
    const called = titleOf(process);
    if (!isRecording(process.recording)) {
      await this.attempt(sayFiles().notRecorded(called), () => this.server.record(process.id));
    } else if (await this.attempt(sayFiles().notStopped, () => this.server.stopRecording(process.id))) {
      this.toasts.done(sayFiles().recorded(called), { href: this.server.recording(process.id, this.preferences.asciicast).href, word: sayFiles().getIt, name: "recording.cast" });
    }
  }

  private uploaded({ detail: { count, directory } }: CustomEvent<{ count: number; directory: string }>): void {
    this.toasts.done(sayFiles().uploaded(count, directory));
  }

  private async clean(): Promise<void> {
    const ended = this.snapshot.processes.filter((process) => !isAlive(process)).length;
    if (await this.attempt(words().notCleaned, () => this.server.clean())) {
      this.toasts.done(words().cleaned(ended));
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
      this.refresh();
    }
  }

  private refresh(): void {
    this.dispatchEvent(new CustomEvent("refresh"));
  }
}
