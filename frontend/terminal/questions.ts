import { type ReactiveController, type ReactiveControllerHost, html, nothing } from "lit";
import { toClipboard } from "../theme/clipboard";
import "../theme/elements/copy";
import { clipboardConsent, placeOf, rememberConsent } from "./consent";
import "./question-bar";
import type { Answer } from "./question-bar";
import { linesOf } from "./reach";
import { words } from "./words";

/** What the questions need to know of the terminal. */
export interface Asked {
  /** The web socket's address, which stands for the process. */
  address(): string;
  paste(text: string): void;
  /** The person has answered; the terminal gets the keys back. */
  focus(): void;
  /** From now on several lines are pasted without a question. */
  askNoMore(): void;
}

/** What a terminal asks the person: may a program write into the clipboard, shall several lines be pasted. */
export class Questions implements ReactiveController {
  private toCopy: string | undefined;
  private toPaste: string | undefined;
  /** The browser did not let the page write although the person allowed it. */
  private byHand = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly terminal: Asked,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.toCopy = this.toPaste = undefined;
  }

  /** A program wants a text in the clipboard; a newer one takes the place of one that waits. */
  async copy(text: string): Promise<void> {
    const consent = clipboardConsent(placeOf(this.terminal.address()));
    if (consent === "never" || (consent === "always" && (await toClipboard(text)))) {
      return;
    }
    this.toCopy = text;
    this.byHand = !canWrite();
    this.host.requestUpdate();
  }

  paste(text: string): void {
    this.toPaste = text;
    this.host.requestUpdate();
  }

  render() {
    return html`${this.toPaste === undefined ? nothing : this.pasteBar(this.toPaste)}
    ${this.toCopy === undefined ? nothing : this.copyBar(this.toCopy)}`;
  }

  private pasteBar(text: string) {
    return html`<coredeck-question-bar
      icon="clipboard-paste"
      .text=${words().pasteLines(linesOf(text))}
      .detail=${words().linesRun}
      .answers=${[
        [words().paste, "paste"],
        [words().dontPaste, "no"],
        [words().pasteNoQuestion, "always"],
      ]}
      focused
      @answer=${({ detail }: CustomEvent<Answer>) => this.pasteAnswered(text, detail)}
    ></coredeck-question-bar>`;
  }

  private copyBar(text: string) {
    const answers: [string, Answer][] = this.byHand
      ? [[words().close, "no"]]
      : [
          [words().allowOnce, "once"],
          [words().allowAlways, "always"],
          [words().deny, "no"],
        ];
    return html`<coredeck-question-bar
      icon="copy"
      .text=${words().wantsClipboard(text.length)}
      .answers=${answers}
      @answer=${({ detail }: CustomEvent<Answer>) => void this.copyAnswered(text, detail)}
    >
      ${this.byHand ? html`<coredeck-copy .text=${text}></coredeck-copy>` : nothing}
    </coredeck-question-bar>`;
  }

  private pasteAnswered(text: string, answer: Answer): void {
    this.toPaste = undefined;
    if (answer === "always") {
      this.terminal.askNoMore();
    }
    if (answer !== "no") {
      this.terminal.paste(text);
    }
    this.done();
  }

  private async copyAnswered(text: string, answer: Answer): Promise<void> {
    const place = placeOf(this.terminal.address());
    if (answer === "no") {
      if (!this.byHand) {
        rememberConsent(place, "never");
      }
    } else {
      if (answer === "always") {
        rememberConsent(place, "always");
      }
      if (!(await toClipboard(text))) {
        this.byHand = true;
        this.host.requestUpdate();
        return;
      }
    }
    this.toCopy = undefined;
    this.done();
  }

  private done(): void {
    this.host.requestUpdate();
    this.terminal.focus();
  }
}

/** Browsers let a page write only over https, or on this very machine. */
function canWrite(): boolean {
  return isSecureContext && (navigator.clipboard as Clipboard | undefined) !== undefined;
}
