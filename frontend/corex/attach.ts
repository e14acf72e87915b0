import { LitElement, css, html } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import "../terminal/key-row";
import { controls } from "../theme/controls";
import { words as sayFiles } from "./files-words";
import "./frame/settings-menu";
import type { CorexToasts } from "./frame/toasts";
import "./frame/toasts";
import type { CorexTransfers } from "./parts/transfers";
import "./parts/transfers";
import "./frame/top-bar";
import { Feed } from "./model/feed";
import { type Preferences, changePreferences, followPreferences, loadPreferences } from "./model/preferences";
import { words } from "./frame/words";
import { CorexServer } from "./model/server";
import { speakAsBrowser } from "./model/spoken";
import { type Process, linesKept, titleOf } from "./model/process";
import type { Transfer } from "./model/transfer";
import { NOTHING_KNOWN, type Snapshot } from "./model/snapshot";
import type { CorexPane } from "./parts/pane";
import "./parts/pane";
import { type PaneState, hearPane, roundTripOf, sizeOf } from "./parts/pane-state";
import "./parts/status-bar";

speakAsBrowser();

/** What attach.html shows: the terminal of one process, whose id is the last segment of the address. */
@customElement("corex-attach")
export class CorexAttach extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        height: 100dvh;
        overflow: hidden;
      }
      corex-pane {
        flex: 1;
      }
      .missing {
        display: grid;
        flex: 1;
        place-content: center;
        padding: var(--cd-4);
        color: var(--cd-text-2);
        font-size: var(--cd-t-s);
        text-align: center;
      }
      .missing h1 {
        margin: 0;
        color: var(--cd-text);
        font: 600 var(--cd-t-l) / 22px var(--cd-sans);
      }
      .missing a {
        text-decoration: underline;
      }
      coredeck-key-row {
        display: none;
      }
      @media (max-width: 640px) {
        coredeck-key-row {
          display: flex;
        }
      }
    `,
  ];

  private readonly wanted = Number(location.pathname.split("/").at(-1));
  private readonly server = CorexServer.ofPage();
  private readonly feed = new Feed(this.server, (snapshot) => this.told(snapshot));
  @state() private accessor snapshot: Snapshot = NOTHING_KNOWN;
  @state() private accessor process: Process = {
    id: this.wanted,
    pid: 0,
    argv: [],
    command: "",
    state: "starting",
    status: 0,
  };
  @state() private accessor preferences: Preferences = loadPreferences();
  /** What the terminal has told. */
  @state() private accessor terminalState: PaneState = { line: { kind: "connecting" } };
  /** The server knows no process of this number. */
  @state() private accessor missing = false;
  @query("corex-transfers") private accessor transfers!: CorexTransfers;
  @query("corex-toasts") private accessor toasts!: CorexToasts;
  @query("corex-pane") private accessor pane!: CorexPane | null;
  private endFollowing: (() => void) | undefined;

  constructor() {
    super();
    hearPane(this, (_, change) => (this.terminalState = { ...this.terminalState, ...change }));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.endFollowing = followPreferences((now) => (this.preferences = now));
    this.feed.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.endFollowing?.();
    this.feed.stop();
  }

  protected override async firstUpdated(): Promise<void> {
    await this.pane?.updateComplete;
    await this.pane?.terminal.ready;
    this.pane?.focus();
    this.requestUpdate();
  }

  protected override render() {
    return html`<corex-top-bar .server=${this.server} .snapshot=${this.snapshot}>
        <corex-settings-menu slot="last" named .preferences=${this.preferences} @preferences-change=${this.preferred}></corex-settings-menu>
      </corex-top-bar>
      ${this.missing ? this.absent() : this.terminal()}`;
  }

  private terminal() {
    return html`<corex-pane
        active
        .server=${this.server}
        .process=${this.process}
        .preferences=${this.preferences}
        ?watching=${this.snapshot.readOnly}
        @upload=${({ detail }: CustomEvent<readonly Transfer[]>) => this.transfers.upload(detail)}
      ></corex-pane>
      <corex-status-bar
        single
        .line=${this.terminalState.line}
        .roundTripMs=${roundTripOf(this.terminalState, this.snapshot.connected ? this.snapshot.roundTripMs : undefined)}
        .size=${sizeOf(this.terminalState)}
        .kept=${linesKept(this.process, this.preferences.scrollback)}
      ></corex-status-bar>
      <corex-transfers .server=${this.server} .bounds=${this.snapshot.bounds} @uploaded=${this.uploaded}></corex-transfers>
      <corex-toasts></corex-toasts>
      <coredeck-key-row .terminal=${this.pane?.terminal}></coredeck-key-row>`;
  }

  private uploaded({ detail: { count, directory } }: CustomEvent<{ count: number; directory: string }>): void {
    this.toasts.done(sayFiles().uploaded(count, directory));
  }

  private absent() {
    return html`<div class="missing">
      <h1>${words().noProcess(this.wanted)}</h1>
      <p>${words().noProcessText} <a href=${this.server.url("").href}>${words().allProcesses}</a></p>
    </div>`;
  }

  private told(snapshot: Snapshot): void {
    this.snapshot = snapshot;
    const process = snapshot.processes.find((candidate) => candidate.id === this.wanted);
    this.missing = process === undefined && this.process.argv.length === 0 && snapshot.connected;
    if (process !== undefined) {
      this.process = process;
      document.title = `${titleOf(process)} · Core X`;
    }
  }

  private preferred(event: CustomEvent<Partial<Preferences>>): void {
    changePreferences(event.detail);
  }
}
