import { LitElement, type PropertyValues, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { CorexDesk } from "../corex/desk";
import "../corex/desk";
import "../corex/frame/lost-notice";
import "../corex/frame/settings-menu";
import { Feed } from "../corex/model/feed";
import { type Preferences, changePreferences, followPreferences, loadPreferences } from "../corex/model/preferences";
import { nameOf } from "../corex/model/process";
import { CorexServer } from "../corex/model/server";
import { NOTHING_KNOWN, type Snapshot } from "../corex/model/snapshot";
import { pageKey } from "../corex/page-keys";
import { words as say } from "../corex/words";
import { words } from "./words";
import { controls } from "../theme/controls";
import "../theme/elements/icon";
import "../theme/elements/state";
import { tellKeys } from "../theme/keys";
import { consoleMarks } from "./keys";
import { forget } from "./credential";
import { loadOpen, saveOpen } from "./kept";
import { type Here, People } from "./people";
import "./unlock-form";
import { changesIn, whoIsHere, whoTypes } from "./who";

/**
 * The console of a container inside the dashboard: the parts that CoreX's own page has, through the dashboard and with
 * the person's rights there.
 *
 * @fires change with {text}: which terminals are open and where, for the page's address
 */
@customElement("coredeck-console")
export class CoredeckConsole extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        overflow: hidden;
        background: var(--cd-canvas);
      }
      corex-desk {
        flex: 1;
        min-height: 0;
      }
      .refused,
      .looks {
        display: flex;
        flex-wrap: wrap;
        gap: 4px var(--cd-3);
        align-items: center;
        padding: 8px 16px;
        border-bottom: 1px solid var(--cd-line);
        background: var(--cd-warn-tint);
        color: var(--cd-text);
        font-size: var(--cd-t-s);
      }
      .looks {
        background: var(--cd-surface);
        color: var(--cd-text-2);
      }
      .looks button {
        margin-left: auto;
      }
    `,
  ];

  /** The container, e.g. `3-1`. */
  @property() accessor container = "";
  /** Who is signed in: what was open is remembered for each person. */
  @property() accessor person = "";
  /** The terminals to open at first, as the page's address has them; without any those of the last time. */
  @property() accessor open: string | undefined;
  /** The person's role looks and changes nothing. */
  @property({ type: Boolean }) accessor watching = false;
  /** Where the dashboard lets this console through, with a slash at its end. */
  @property() accessor src = "";
  /** Where to sign in. */
  @property({ attribute: "sign-in" }) accessor signIn = "sign-in";

  @state() private accessor snapshot: Snapshot = NOTHING_KNOWN;
  @state() private accessor here: Here = { people: [], mayWrite: true, hasCredential: false };
  @state() private accessor preferences: Preferences = loadPreferences();
  @query("corex-desk") private accessor desk!: CorexDesk | null;

  private server: CorexServer | undefined;
  private feed: Feed | undefined;
  private people: People | undefined;
  private opened: string | undefined;
  private eager = false;
  private endTelling: (() => void) | undefined;
  private endFollowing: (() => void) | undefined;
  private typingTimer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("keydown", this.pressed);
    this.preferences = loadPreferences();
    this.endFollowing = followPreferences((now) => (this.preferences = now));
    this.endTelling = tellKeys(() => (this.offsetParent === null ? [] : consoleMarks()));
    if (this.hasUpdated) {
      this.begin();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("keydown", this.pressed);
    this.endFollowing?.();
    this.endTelling?.();
    this.end();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("container") || changed.has("src")) {
      this.begin();
    }
  }

  private begin(): void {
    this.end();
    if (this.container === "") {
      return;
    }
    const src = this.src === "" ? `live/corex/${this.container}/` : this.src;
    this.opened = this.open ?? loadOpen(this.person, this.container);
    this.server = new CorexServer(new URL(src, document.baseURI));
    this.snapshot = NOTHING_KNOWN;
    this.feed = new Feed(this.server, (snapshot) => (this.snapshot = snapshot));
    this.feed.start();
    this.people = new People(this.server, (here) => this.met(here));
    this.people.start();
  }

  private end(): void {
    this.feed?.stop();
    this.people?.stop();
    clearTimeout(this.typingTimer);
  }

  protected override render() {
    const { snapshot, server } = this;
    if (server === undefined) {
      return nothing;
    }
    if (snapshot.refused === "own credential") {
      return html`<coredeck-unlock-form .server=${server} @unlocked=${this.unlocked}></coredeck-unlock-form>`;
    }
    const now = Date.now();
    const name = (id: number) => {
      const process = snapshot.processes.find((one) => one.id === id);
      return process === undefined ? undefined : nameOf(process);
    };
    return html`${snapshot.refused === "no"
        ? html`<corex-lost-notice .snapshot=${snapshot} @retry=${this.refresh}></corex-lost-notice>`
        : this.refusal(snapshot.refused)}
      ${snapshot.readOnly && this.here.hasCredential ? this.looks() : nothing}
      <corex-desk
        .server=${server}
        .snapshot=${snapshot}
        .preferences=${this.preferences}
        .opened=${this.opened}
        ?eager=${this.eager}
        ?watching=${this.watching || !this.here.mayWrite}
        .people=${whoIsHere(this.here.people, name, now)}
        .typing=${(process: number) => whoTypes(this.here.people, process, now)}
        @arranged=${(event: CustomEvent<string>) => this.arranged(event.detail)}
        @refresh=${this.refresh}
      >
        ${this.here.hasCredential
          ? html`<button slot="tools" class="icon" type="button" title=${words().forget} aria-label=${words().forget} @click=${this.forget}>
              <coredeck-icon name="lock"></coredeck-icon>
            </button>`
          : nothing}
        <corex-settings-menu slot="tools" .preferences=${this.preferences} @preferences-change=${this.preferred}></corex-settings-menu>
      </corex-desk>`;
  }

  private refusal(refused: "signed out" | "forbidden" | "no console") {
    const [word, text] = {
      "signed out": [say().signedOut, say().signInAgain],
      forbidden: [say().forbidden, say().forbiddenText],
      "no console": [say().stopped, say().stoppedText],
    }[refused];
    return html`<div class="refused">
      <span role="alert"><coredeck-state kind="warn" word=${word}></coredeck-state></span>
      <span>${text}</span>
      ${refused === "signed out" ? html`<a href=${this.signIn} router-ignore>${say().signIn}</a>` : nothing}
    </div>`;
  }

  private looks() {
    return html`<div class="looks">
      <coredeck-state kind="idle" word=${words().looksOnly}></coredeck-state>
      <span>${words().looksOnlyText}</span>
      <button class="small" type="button" @click=${this.forget}>${words().another}</button>
    </div>`;
  }

  private readonly unlocked = (): void => {
    this.eager = true;
    this.again();
    this.people?.start();
  };

  private readonly forget = async (): Promise<void> => {
    if (this.server !== undefined && (await forget(this.server))) {
      this.again();
      this.people?.start();
    } else {
      this.desk?.failed(words().notForgotten, say().noAnswer);
    }
  };

  /** What was open is opened again, or asks for the credential. */
  private again(): void {
    this.feed?.stop();
    this.feed?.start();
  }

  private met(here: Here): void {
    if (here.hasCredential && !this.here.hasCredential && this.snapshot.refused === "own credential") {
      this.again(); // It was given in another window.
    }
    this.here = here;
    clearTimeout(this.typingTimer);
    const change = changesIn(here.people, Date.now());
    if (change !== undefined) {
      this.typingTimer = setTimeout(() => this.met(here), change);
    }
  }

  private readonly refresh = (): void => this.feed?.refresh();

  private arranged(open: string): void {
    this.opened = open;
    saveOpen(this.person, this.container, open);
    this.dispatchEvent(new CustomEvent("change", { detail: { text: open } }));
  }

  private preferred(event: CustomEvent<Partial<Preferences>>): void {
    changePreferences(event.detail);
  }

  /** Tabs of the page, new containers and help have keys of the dashboard; the rest is as on CoreX's own page. */
  private readonly pressed = (event: KeyboardEvent): void => {
    const key = pageKey(event);
    if (key === undefined || typeof key === "number" || key === "start" || key === "help") {
      return;
    }
    event.preventDefault();
    this.desk?.press(key);
  };
}
