import { LitElement, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import { dialogStyles } from "../../theme/dialog";
import "../../theme/elements/icon";
import { words } from "../files-words";
import { type Download, type Progress, download, progressText } from "../model/download";
import { sizeText } from "../model/files";
import type { CorexServer } from "../model/server";
import { transferStyles } from "./upload-styles";

/** The dialog that asks for a path and downloads what is there. */
@customElement("corex-download-dialog")
export class CorexDownloadDialog extends LitElement {
  static override styles = [controls, dialogStyles, transferStyles];

  @property({ attribute: false }) accessor server!: CorexServer;
  /** Bytes of the largest file or directory that the server gives, if it has told. */
  @property({ attribute: false }) accessor most: number | undefined;
  @state() private accessor fault = "";
  /** How far the one is that is under way. */
  @state() private accessor progress: Progress | undefined;
  @query("dialog") private accessor dialog!: HTMLDialogElement;
  @query("#path") private accessor field!: HTMLInputElement;
  private current: Download | undefined;

  open(): void {
    this.fault = "";
    this.dialog.showModal();
    this.field.select();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override render() {
    const busy = this.progress !== undefined;
    return html`<dialog aria-labelledby="title" @close=${this.stop} @cancel=${(event: Event) => busy && event.preventDefault()}>
      <form @submit=${this.submit}>
        <header>
          <h2 id="title">${words().download}</h2>
          <button class="icon" type="button" title=${words().close} aria-label=${words().close} @click=${() => this.dialog.close()}><coredeck-icon name="x"></coredeck-icon></button>
        </header>
        <div class="body">
          <div class="field">
            <label for="path">${words().path}</label>
            <input id="path" class="mono" autofocus placeholder="/var/log/app.log" spellcheck="false" autocomplete="off" aria-describedby="help" aria-invalid=${this.fault === "" ? "false" : "true"} @input=${() => (this.fault = "")} />
            ${this.fault === ""
              ? html`<p id="help" class="help">${words().pathHelp}${this.most === undefined ? "" : ` ${words().mostOut(sizeText(this.most))}`}</p>`
              : html`<p id="help" class="help fault" role="alert"><coredeck-icon small name="circle-alert"></coredeck-icon>${this.fault}</p>`}
          </div>
          ${this.progress === undefined ? nothing : this.bar(this.progress)}
        </div>
        <footer>
          <button type="button" @click=${() => (busy ? this.stop() : this.dialog.close())}>${busy ? words().stop : words().cancel}</button>
          <button class="primary" type="submit" aria-disabled=${busy ? "true" : "false"}>${words().get}</button>
        </footer>
      </form>
    </dialog>`;
  }

  private bar(progress: Progress) {
    const { bytes, all } = progress;
    return html`<div class="field">
      <span class="state">${progressText(progress)}</span>
      <progress aria-label=${words().progress} max=${all === undefined ? nothing : Math.max(all, 1)} value=${all === undefined ? nothing : bytes}></progress>
    </div>`;
  }

  private readonly stop = (): void => this.current?.stop();

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const path = this.field.value.trim();
    if (this.current !== undefined) {
      return;
    }
    if (!path.startsWith("/")) {
      this.fault = words().noPath;
      return;
    }
    this.fault = "";
    this.progress = { bytes: 0 };
    this.current = download(this.server, path, (now) => (this.progress = now), this.most);
    const ended = await this.current.ended;
    this.current = this.progress = undefined;
    if (ended.kind === "given") {
      this.dialog.close();
    } else {
      this.fault = ended.kind === "stopped" ? words().getStopped : ended.why;
    }
  }
}
