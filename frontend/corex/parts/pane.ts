import { LitElement, type PropertyValues, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import "../../terminal/coredeck-terminal";
import type { CoredeckTerminal } from "../../terminal/coredeck-terminal";
import type { Audience, Wish } from "../../terminal/line/audience";
import "../../terminal/people-menu";
import { isShared } from "../../terminal/presence";
import { controls } from "../../theme/controls";
import "../../theme/elements/icon";
import "../../theme/elements/state";
import { type Preferences, changePreferences } from "../model/preferences";
import { type Process, failure, lookOf, memoryText, titleOf } from "../model/process";
import type { CorexServer } from "../model/server";
import { words } from "../words";
import { words as sayFiles } from "../files-words";
import { paneStyles } from "./pane-styles";
import { isRecording, recordingChip } from "./recording-chip";
import { droppedFiles } from "./upload-dialog";

/** Keys with Ctrl Shift that are the page's, wherever the focus is: D splits, E closes the pane. */
export const PAGE_KEYS = "DE";

/** How long it is told that output was skipped, after the last time. */
const SKIPPED_MS = 6000;

/**
 * One terminal with the line above that says whose it is and who else is there.
 *
 * @fires pane-close when the person closes it
 * @fires upload with files that were dropped
 */
@customElement("corex-pane")
export class CorexPane extends LitElement {
  static override styles = [controls, paneStyles];

  @property({ attribute: false }) accessor server!: CorexServer;
  @property({ attribute: false }) accessor process!: Process;
  @property({ attribute: false }) accessor preferences!: Preferences;
  /** It takes the keys. */
  @property({ type: Boolean, reflect: true }) accessor active = false;
  /** The page itself has its connection. */
  @property({ type: Boolean }) accessor connected = true;
  /** The person only looks. */
  @property({ type: Boolean }) accessor watching = false;
  /** The server takes nothing from anybody. */
  @property({ type: Boolean }) accessor readOnly = false;
  /** There are others beside it. */
  @property({ type: Boolean }) accessor closable = false;
  @state() private accessor size = { columns: 0, rows: 0 };
  @state() private accessor audience: Audience | undefined;
  /** Bytes of output that were skipped lately. */
  @state() private accessor skipped = 0;
  /** Files are held over it. */
  @state() private accessor dropping = false;
  @query("coredeck-terminal") accessor terminal!: CoredeckTerminal;
  private skippedTimer: ReturnType<typeof setTimeout> | undefined;

  override focus(): void {
    this.terminal?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.skippedTimer);
    this.skipped = 0;
  }

  protected override willUpdate(_: PropertyValues<this>): void {
    this.toggleAttribute("telling", isShared(this.audience) || this.skipped > 0 || isRecording(this.process.recording));
  }

  protected override render() {
    const { process, preferences } = this;
    const look = lookOf(process);
    const name = titleOf(process);
    return html`<header>
        <coredeck-state kind=${look.kind} word=${look.word} shape></coredeck-state>
        <span class="name">${name}</span>
        ${look.kind === "ok" ? nothing : html`<span class="word">${look.word}</span>`}
        <coredeck-people-menu
          .audience=${this.audience}
          .label=${name}
          .size=${this.size}
          ?watching=${this.watching}
          @wish=${({ detail }: CustomEvent<Wish>) => this.terminal.wish(detail)}
        ></coredeck-people-menu>
        ${recordingChip(process.recording, preferences.asciicast, this.server.recording(process.id, preferences.asciicast))} ${this.skippedNote()}
        <span class="size">${this.size.columns === 0 ? "" : `${this.size.columns} × ${this.size.rows}`}</span>
        ${this.closable
          ? html`<button class="icon" type="button" title=${words().closePaneKey} aria-label=${words().closePaneOf(name)} @click=${this.close}>
              <coredeck-icon small name="x"></coredeck-icon>
            </button>`
          : nothing}
      </header>
      <coredeck-terminal
        src=${this.server.url(`ws/${process.id}`).href}
        label=${words().terminalOf(name)}
        .settings=${preferences}
        ?quiet=${!this.connected}
        ?watching=${this.watching}
        .ended=${process.state === "crashed" ? failure(process) : ""}
        .pageKeys=${PAGE_KEYS}
        @terminal-size=${(event: CustomEvent<{ columns: number; rows: number }>) => (this.size = event.detail)}
        @terminal-audience=${(event: CustomEvent<{ audience: Audience | undefined }>) => (this.audience = event.detail.audience)}
        @terminal-skipped=${(event: CustomEvent<number>) => this.hasSkipped(event.detail)}
        @terminal-settings=${(event: CustomEvent<Partial<Preferences>>) => changePreferences(event.detail)}
        @dragenter=${this.dragged}
        @dragover=${this.dragged}
      ></coredeck-terminal>
      ${this.dropping
        ? html`<div class="drop" @dragover=${this.dragged} @dragleave=${() => (this.dropping = false)} @drop=${this.dropped}>
            <span><coredeck-icon name="upload"></coredeck-icon>${sayFiles().uploadHere}</span>
          </div>`
        : nothing}`;
  }

  /** What is seen counts on; what is heard is said once. */
  private skippedNote() {
    const text = this.skipped === 0 ? "" : words().skipped(memoryText(this.skipped));
    return html`<span class="skipped" aria-hidden="true" title=${text}>${text}</span>
      <span class="sr" role="status">${this.skipped === 0 ? "" : words().skippedSome}</span>`;
  }

  private hasSkipped(bytes: number): void {
    this.skipped += bytes;
    clearTimeout(this.skippedTimer);
    this.skippedTimer = setTimeout(() => (this.skipped = 0), SKIPPED_MS);
  }

  private dragged(event: DragEvent): void {
    if (!this.watching && !this.readOnly && event.dataTransfer?.types.includes("Files") === true) {
      event.preventDefault();
      this.dropping = true;
    }
  }

  private dropped(event: DragEvent): void {
    event.preventDefault();
    this.dropping = false;
    this.dispatchEvent(new CustomEvent("upload", { detail: droppedFiles(event), bubbles: true, composed: true }));
  }

  private close(): void {
    this.dispatchEvent(new CustomEvent("pane-close"));
  }
}
