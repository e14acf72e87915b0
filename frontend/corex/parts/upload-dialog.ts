import { LitElement, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { controls } from "../../theme/controls";
import { dialogStyles } from "../../theme/dialog";
import "../../theme/elements/icon";
import { words } from "../files-words";
import { type Upload, lastDirectory, rememberDirectory, sizeText, upload } from "../model/files";
import type { CorexServer } from "../model/server";
import { type Transfer, bounded, ended, progressWords, transferOf } from "../model/transfer";
import { transferStyles } from "./upload-styles";

/**
 * The dialog that uploads files, one after the other.
 *
 * @fires uploaded with {count, directory} when some have arrived
 */
@customElement("corex-upload-dialog")
export class CorexUploadDialog extends LitElement {
  static override styles = [controls, dialogStyles, transferStyles];

  @property({ attribute: false }) accessor server!: CorexServer;
  /** Bytes of the largest file that the server takes, if it has told. */
  @property({ attribute: false }) accessor most: number | undefined;
  @state() private accessor transfers: readonly Transfer[] = [];
  @state() private accessor directory = "";
  @state() private accessor fault = "";
  @state() private accessor over = false;
  @state() private accessor busy = false;
  @query("dialog") private accessor dialog!: HTMLDialogElement;
  @query("input[type=file]") private accessor picker!: HTMLInputElement;
  private current: Upload | undefined;
  private stopped = false;

  /** @param files those that were dropped already */
  open(files: readonly Transfer[] = []): void {
    if (!this.dialog.open) {
      this.directory = lastDirectory();
      this.fault = "";
      this.dialog.showModal();
    }
    this.add(files);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override render() {
    const waits = this.transfers.some((one) => one.state === "waiting");
    return html`<dialog aria-labelledby="title" @close=${this.closed} @cancel=${(event: Event) => this.busy && event.preventDefault()}>
      <form @submit=${this.submit}>
        <header>
          <h2 id="title">${words().upload}</h2>
          <button class="icon" type="button" title=${words().close} aria-label=${words().close} @click=${() => this.dialog.close()}><coredeck-icon name="x"></coredeck-icon></button>
        </header>
        <div class="body">
          <div class="field">
            <label for="directory">${words().directory}</label>
            <input id="directory" class="mono" spellcheck="false" autocomplete="off" aria-describedby="help" aria-invalid=${this.fault === "" ? "false" : "true"} .value=${this.directory} @input=${this.typed} />
            ${this.fault === ""
              ? html`<p id="help" class="help">${words().directoryHelp}</p>`
              : html`<p id="help" class="help fault" role="alert"><coredeck-icon small name="circle-alert"></coredeck-icon>${this.fault}</p>`}
          </div>
          <div class="drop ${this.over ? "over" : ""}" @dragover=${this.dragged} @dragleave=${() => (this.over = false)} @drop=${this.dropped}>
            <button class="small" type="button" @click=${() => this.picker.click()}><coredeck-icon small name="file-up"></coredeck-icon>${words().choose}</button>
            <span>${words().dropHere}${this.most === undefined ? "" : ` ${words().mostOfOne(sizeText(this.most))}`}</span>
            <input type="file" multiple tabindex="-1" aria-label=${words().files} @change=${this.picked} />
          </div>
          ${this.transfers.length === 0
            ? nothing
            : html`<ul aria-label=${words().files} aria-live="polite">
                ${repeat(this.transfers, (one) => one.key, (one) => this.row(one))}
              </ul>`}
        </div>
        <footer>
          ${this.busy
            ? html`<button type="button" @click=${this.stop}>${words().stop}</button>`
            : html`<button type="button" @click=${() => this.dialog.close()}>${waits ? words().cancel : words().close}</button>`}
          <button class="primary" type="submit" aria-disabled=${this.busy || !waits ? "true" : "false"}>${words().start}</button>
        </footer>
      </form>
    </dialog>`;
  }

  private row(one: Transfer) {
    const { name, size } = one.file;
    return html`<li>
      <span class="file" title=${name}>${name}</span>
      <span class="state ${one.state}" aria-live=${one.state === "sending" ? "off" : nothing}>${progressWords(one, Date.now())}</span>
      ${one.state === "sending" ? html`<progress max=${Math.max(size, 1)} .value=${one.sent} aria-label=${words().progressOf(name)}></progress>` : nothing}
      ${one.state === "exists" && !this.busy
        ? html`<button class="act small" type="button" aria-label=${words().replaceName(name)} @click=${() => void this.send([one], true)}>${words().replace}</button>`
        : nothing}
      ${one.state === "waiting" && !this.busy
        ? html`<button class="act icon" type="button" title=${words().remove(name)} aria-label=${words().remove(name)} @click=${() => this.leaveOut(one)}>
            <coredeck-icon small name="x"></coredeck-icon>
          </button>`
        : nothing}
    </li>`;
  }

  private add(more: readonly Transfer[]): void {
    this.transfers = [...this.transfers, ...more.map((one) => bounded(one, this.most))];
  }

  private leaveOut(one: Transfer): void {
    this.transfers = this.transfers.filter((other) => other.key !== one.key);
  }

  private picked(): void {
    this.add([...(this.picker.files ?? [])].map((file) => transferOf(file)));
    this.picker.value = "";
  }

  private dragged(event: DragEvent): void {
    event.preventDefault();
    this.over = true;
  }

  private dropped(event: DragEvent): void {
    event.preventDefault();
    this.over = false;
    this.add(droppedFiles(event));
  }

  private typed(event: Event): void {
    this.directory = (event.target as HTMLInputElement).value;
    this.fault = "";
  }

  private submit(event: Event): void {
    event.preventDefault();
    const waiting = this.transfers.filter((one) => one.state === "waiting");
    if (this.busy || waiting.length === 0) {
      return;
    }
    void this.send(waiting, false);
  }

  private async send(files: readonly Transfer[], replaces: boolean): Promise<void> {
    const directory = this.directory.trim();
    if (!directory.startsWith("/")) {
      this.fault = words().noDirectory;
      return;
    }
    rememberDirectory(directory);
    this.busy = true;
    this.stopped = false;
    let count = 0;
    for (const one of files) {
      if (!this.stopped && (await this.sendOne(one, directory, replaces))) {
        count++;
      }
    }
    this.busy = false;
    if (count > 0) {
      this.dispatchEvent(new CustomEvent("uploaded", { detail: { count, directory } }));
    }
    if (this.transfers.every((one) => one.state === "done")) {
      this.dialog.close();
    }
  }

  private async sendOne(one: Transfer, directory: string, replaces: boolean): Promise<boolean> {
    let now: Transfer = { ...one, state: "sending", since: Date.now(), why: "" };
    this.change(now);
    this.current = upload(this.server, one.file, { directory, replaces, most: this.most }, (sent) => this.change((now = { ...now, sent })));
    const outcome = await this.current.outcome;
    this.current = undefined;
    this.change(ended(now, outcome));
    return outcome.kind === "done";
  }

  private change(one: Transfer): void {
    this.transfers = this.transfers.map((other) => (other.key === one.key ? one : other));
  }

  private readonly stop = (): void => {
    this.stopped = true;
    this.current?.stop();
  };

  private closed(): void {
    this.stop();
    this.transfers = [];
  }
}

/** The files of a drop; folders are told from files, as far as the browser says it. */
export function droppedFiles(event: DragEvent): readonly Transfer[] {
  const items = [...(event.dataTransfer?.items ?? [])].filter((item) => item.kind === "file");
  return items.flatMap((item) => {
    const file = item.getAsFile();
    return file === null ? [] : [transferOf(file, item.webkitGetAsEntry()?.isDirectory === true)];
  });
}
