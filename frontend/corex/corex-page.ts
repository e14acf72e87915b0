import { LitElement, html, nothing } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { controls } from "../theme/controls";
import "../theme/elements/icon";
import type { CorexDesk } from "./desk";
import "./desk";
import type { CorexKeysHelp } from "./frame/keys-help";
import "./frame/keys-help";
import "./frame/lost-notice";
import "./frame/settings-menu";
import "./frame/top-bar";
import { words } from "./frame/words";
import { Feed } from "./model/feed";
import { type Preferences, changePreferences, followPreferences, loadPreferences } from "./model/preferences";
import { CorexServer } from "./model/server";
import { speakAsBrowser } from "./model/spoken";
import { NOTHING_KNOWN, type Snapshot } from "./model/snapshot";
import { pageKey } from "./page-keys";
import { pageStyles } from "./page-styles";
import "./parts/list-view";
import { words as say } from "./words";

speakAsBrowser();

/** The page that CoreX itself serves: its processes and their terminals; or all as one plain table. */
@customElement("corex-page")
export class CorexPage extends LitElement {
  static override styles = [controls, pageStyles];

  @state() private accessor snapshot: Snapshot = NOTHING_KNOWN;
  @state() private accessor preferences: Preferences = loadPreferences();
  @state() private accessor view: "console" | "list" = "console";
  @query("corex-desk") private accessor desk!: CorexDesk;
  @query("corex-keys-help") private accessor keysHelp!: CorexKeysHelp;

  private readonly server = CorexServer.ofPage();
  private readonly feed = new Feed(this.server, (snapshot) => (this.snapshot = snapshot));
  private open: string | undefined;
  private endFollowing: (() => void) | undefined;

  constructor() {
    super();
    const asked = new URLSearchParams(location.search);
    this.view = asked.get("view") === "list" ? "list" : "console";
    this.open = asked.get("open") ?? undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.endFollowing = followPreferences((now) => (this.preferences = now));
    addEventListener("keydown", this.pressed);
    this.feed.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.endFollowing?.();
    removeEventListener("keydown", this.pressed);
    this.feed.stop();
  }

  protected override render() {
    return html`<corex-top-bar .server=${this.server} .snapshot=${this.snapshot}>
        ${this.viewButton()}
        <corex-keys-help></corex-keys-help>
        <corex-settings-menu slot="last" named .preferences=${this.preferences} @preferences-change=${this.preferred}></corex-settings-menu>
      </corex-top-bar>
      <corex-lost-notice .snapshot=${this.snapshot} @retry=${() => this.feed.refresh()}></corex-lost-notice>
      ${this.view === "list"
        ? html`<corex-list-view
            .server=${this.server}
            .processes=${this.snapshot.processes}
            @refresh=${() => this.feed.refresh()}
          ></corex-list-view>`
        : nothing}
      ${this.view === "list" ? nothing : html`<h1 class="sr">${words().title}</h1>`}
      <corex-desk
        role="main"
        callable
        ?hidden=${this.view === "list"}
        .server=${this.server}
        .snapshot=${this.snapshot}
        .preferences=${this.preferences}
        .opened=${this.open}
        .startTitle=${say().startKey}
        @arranged=${(event: CustomEvent<string>) => this.arranged(event.detail)}
        @refresh=${() => this.feed.refresh()}
      ></corex-desk>`;
  }

  private viewButton() {
    const list = this.view === "list";
    const label = list ? words().showTerminals : words().showTable;
    return html`<button class="ghost small view" type="button" title=${label} @click=${this.switchView}>
      <coredeck-icon small name=${list ? "square-terminal" : "table-properties"}></coredeck-icon><span>${list ? say().terminals : words().list}</span>
    </button>`;
  }

  private arranged(open: string): void {
    this.open = open;
    this.keepInAddress();
  }

  private keepInAddress(): void {
    const url = new URL(location.href);
    const open = this.open ?? "";
    url.search = [this.view === "list" ? "view=list" : "", open === "" ? "" : `open=${open}`].filter(Boolean).join("&");
    history.replaceState(null, "", url);
  }

  private switchView(): void {
    this.view = this.view === "list" ? "console" : "list";
    this.keepInAddress();
  }

  private preferred(event: CustomEvent<Partial<Preferences>>): void {
    changePreferences(event.detail);
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const key = pageKey(event);
    if (key === undefined || this.view === "list") {
      return;
    }
    event.preventDefault();
    if (key === "help") {
      this.keysHelp.open();
    } else {
      this.desk.press(key);
    }
  };
}
