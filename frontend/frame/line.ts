import { LitElement, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { LineState } from "../chart/line/state";
import { statsLine } from "../chart/line/stats-line";
import { controls } from "../theme/controls";
import { dialogStyles } from "../theme/dialog";
import "../theme/elements/state";
import { askHere, hasJustLoadedAgain, loadAgain } from "../theme/here";
import { clockTime } from "../theme/time";
import { lineStyles } from "./line-styles";
import { hasUnsent, watchTyping } from "./unsent";
import { words } from "./words";

const PAUSE_S = 3;
const PATIENCE_MS = 700;
const SIGNED_OUT = 401;
/** Answers of the dashboard itself are below, but for 401. */
const REDIRECTED = 300;
const LOAD_AGAIN = 205;
/** A page on which everything is a draft. */
const COMPOSER = "containers/new";
/** Where there are no live numbers, the server is asked so often whether it is there. */
const ASK_MS = 10_000;

type Ended = "signed-out" | "broken" | "restarted";
type Answer = "here" | "signed-out" | "load-again" | "away";

interface Connection {
  state: string;
  addStateChangeListener(listener: (before: string, now: string) => void): void;
}

declare global {
  interface Window {
    Vaadin?: { connectionState?: Connection };
  }
}

/**
 * The line to the server: says when it is lost and from when the page is, asks again, and leads to the sign-in when the
 * session has ended. The page below stays as it is. After a restart of the server that still knows the person it loads the
 * page again, or asks to where something typed would be lost.
 */
@customElement("coredeck-line")
export class CoredeckLine extends LitElement {
  static override styles = [
    controls,
    dialogStyles,
    lineStyles,
  ];

  /** Whether the server has live numbers, whose socket notices at once when it goes away. */
  @property({ type: Boolean }) accessor live = false;
  @state() private accessor trouble: "none" | "lost" | Ended = "none";
  @state() private accessor seconds = 0;
  @state() private accessor said = "";
  @query("dialog") private accessor dialog!: HTMLDialogElement | null;
  private lostAt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking = false;
  private suspecting = false;
  /** Vaadin does not come back by itself: the server has told that the session is gone. */
  private vaadinHasEnded = false;
  private endWatch: (() => void) | undefined;
  private endTyping: (() => void) | undefined;
  private readonly vaadinsMessages = new MutationObserver(() => this.readVaadinsMessage());

  override connectedCallback(): void {
    super.connectedCallback();
    this.vaadinsMessages.observe(document.body, { childList: true });
    this.endTyping = watchTyping();
    this.listen();
    void this.updateComplete.then(() => {
      if (this.isConnected) {
        this.watch();
      }
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.vaadinsMessages.disconnect();
    this.endWatch?.();
    this.endTyping?.();
    clearTimeout(this.timer);
  }

  private listen(): void {
    window.Vaadin?.connectionState?.addStateChangeListener(() => {
      const isLost = this.vaadinIsLost();
      if (isLost) {
        this.lose();
      } else if (!isLost && this.trouble === "lost" && !this.vaadinHasEnded) {
        this.found();
      }
    });
  }

  /** Vaadin tells of a lost line only when the person does something. */
  private watch(): void {
    this.endWatch?.();
    this.endWatch = this.live
      ? statsLine("live/stats").watchState(({ kind }) => void this.suspect(kind))
      : every(ASK_MS, () => void this.suspect("lost"));
  }

  private vaadinIsLost(): boolean {
    const now = window.Vaadin?.connectionState?.state;
    return now === "reconnecting" || now === "connection-lost";
  }

  /** The live numbers may end alone, behind a proxy for example: whether the server is there is asked. */
  private async suspect(kind: LineState["kind"]): Promise<void> {
    if ((kind === "signed-out" || kind === "lost") && this.trouble === "none" && !this.suspecting) {
      this.suspecting = true;
      const since = Date.now();
      const answer = await this.here();
      this.suspecting = false;
      if (answer === "away") {
        this.lose(since);
      } else if (answer === "load-again") {
        this.loadAgain();
      } else if (answer === "signed-out" || kind === "signed-out") {
        this.end("signed-out");
      }
    }
  }

  private async here(): Promise<Answer> {
    const status = await askHere();
    if (status === LOAD_AGAIN) {
      return "load-again";
    }
    if (status === SIGNED_OUT) {
      return "signed-out";
    }
    return status !== undefined && status < REDIRECTED ? "here" : "away";
  }

  private loadAgain(): void {
    if (isComposer() || hasUnsent() || hasJustLoadedAgain()) {
      this.end("restarted");
    } else {
      loadAgain();
    }
  }

  /** A short break is not worth a word. */
  private lose(since = Date.now()): void {
    if (this.trouble !== "none") {
      return;
    }
    this.trouble = "lost";
    this.lostAt = since;
    this.seconds = -1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.trouble === "lost") {
        document.documentElement.toggleAttribute("data-lost", true);
        this.said = `${words().lost}. ${words().from(clockTime(this.lostAt))}`;
        void this.ask();
      }
    }, PATIENCE_MS);
  }

  private found(): void {
    clearTimeout(this.timer);
    document.documentElement.removeAttribute("data-lost");
    this.said = this.seconds < 0 ? "" : words().back;
    this.trouble = "none";
  }

  private readonly tick = () => {
    this.seconds -= 1;
    if (this.seconds <= 0) {
      void this.ask();
    } else {
      this.timer = setTimeout(this.tick, 1000);
    }
  };

  /** Asks whether the server is there and the person still signed in; Vaadin comes back by itself. */
  private async ask(): Promise<void> {
    clearTimeout(this.timer);
    if (this.asking || this.trouble !== "lost") {
      return;
    }
    this.asking = true;
    this.seconds = 0;
    const answer = await this.here();
    this.asking = false;
    if (answer === "load-again") {
      this.loadAgain();
    } else if (answer === "signed-out" || (answer === "here" && this.vaadinHasEnded)) {
      this.end("signed-out");
    } else if (answer === "here" && !this.vaadinIsLost()) {
      this.found();
    }
    if (this.trouble === "lost") {
      this.seconds = PAUSE_S;
      this.timer = setTimeout(this.tick, 1000);
    }
  }

  private end(how: Ended): void {
    if (!isEnd(this.trouble)) {
      clearTimeout(this.timer);
      this.trouble = how;
      this.said = "";
      document.documentElement.toggleAttribute("data-lost", true); // what is behind the dialog is old
    }
  }

  /** Vaadin puts an element into the page when the session is gone; frame.css hides it. */
  private readVaadinsMessage(): void {
    const caption = document.querySelector("body > .v-system-error > .caption")?.textContent;
    if (caption === "broken") {
      this.end("broken");
    } else if (caption === "signed-out" && !this.vaadinHasEnded) {
      // A server that stops says so too; then there is nobody yet to sign in to.
      this.vaadinHasEnded = true;
      this.lose();
    }
  }

  protected override updated(): void {
    if (this.dialog !== null && !this.dialog.open && !this.dialog.hasAttribute("data-closed")) {
      this.dialog.showModal();
      this.dialog.focus(); // on no button: it opens while somebody types, and the next letter must press none
    }
  }

  protected override render() {
    return html`<div class="sr" role="alert">${this.said}</div>
      ${this.trouble === "lost" && this.seconds >= 0 ? this.notice() : nothing}
      ${isEnd(this.trouble) ? this.ended(this.trouble) : nothing}`;
  }

  private notice() {
    const text = words();
    return html`<div class="notice">
      <coredeck-state kind="busy" word=${text.lost}></coredeck-state>
      <span>${text.from(clockTime(this.lostAt))} ${text.again(this.seconds)}</span>
      <button class="small" type="button" @click=${this.ask}>${text.tryNow}</button>
    </div>`;
  }

  private ended(how: Ended) {
    const text = words();
    const [title, why] = {
      "signed-out": [text.signedOut, text.signedOutWhy],
      broken: [text.broken, text.brokenWhy],
      restarted: [text.restarted, isComposer() ? text.restartedDraft : text.restartedWhy],
    }[how];
    const back = `${location.pathname.slice(base().length)}${location.search}`;
    const query = back === "" ? "" : `?to=${encodeURIComponent(back)}`;
    return html`<dialog role="alertdialog" tabindex="-1" data-takes-keys aria-labelledby="title" aria-describedby="why">
      <header><h2 id="title">${title}</h2></header>
      <p id="why">${why}</p>
      <footer>
        <button type="button" @click=${this.look}>${text.stay}</button>
        ${how !== "signed-out"
          ? html`<button class="primary" type="button" @click=${() => location.reload()}>${text.reload}</button>`
          : html`<button class="primary" type="button" @click=${() => location.assign(`sign-in${query}`)}>${text.signIn}</button>`}
      </footer>
    </dialog>`;
  }

  private look(): void {
    this.dialog?.setAttribute("data-closed", "");
    this.dialog?.close();
  }
}

function isEnd(trouble: string): trouble is Ended {
  return trouble === "signed-out" || trouble === "broken" || trouble === "restarted";
}

function isComposer(): boolean {
  return location.pathname.slice(base().length).startsWith(COMPOSER);
}

/** @returns a function that ends this */
function every(pause: number, act: () => void): () => void {
  const timer = setInterval(act, pause);
  return () => clearInterval(timer);
}

/** The path of the application, with the slash at its end. */
function base(): string {
  return new URL(document.baseURI).pathname;
}
