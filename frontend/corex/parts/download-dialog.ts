import { LitElement, html } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import { dialogStyles } from "../../theme/dialog";
import "../../theme/elements/icon";
import { words } from "../files-words";
import { download } from "../model/files";
import type { CorexServer } from "../model/server";
import { transferStyles } from "./upload-styles";

/** The dialog that asks for a path and downloads what is there. */
@customElement("corex-download-dialog")
export class CorexDownloadDialog extends LitElement {
  static override styles = [controls, dialogStyles, transferStyles];

  @property({ attribute: false }) accessor server!: CorexServer;
  @state() private accessor fault = "";
  @state() private accessor busy = false;
  @query("dialog") private accessor dialog!: HTMLDialogElement;
  @query("#path") private accessor field!: HTMLInputElement;

  open(): void {
    this.fault = "";
    this.dialog.showModal();
    this.field.select();
  }

  protected override render() {
    return html`<dialog aria-labelledby="title">
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
              ? html`<p id="help" class="help">${words().pathHelp}</p>`
              : html`<p id="help" class="help fault" role="alert"><coredeck-icon small name="circle-alert"></coredeck-icon>${this.fault}</p>`}
          </div>
        </div>
        <footer>
          <button type="button" @click=${() => this.dialog.close()}>${words().cancel}</button>
          <button class="primary" type="submit" aria-disabled=${this.busy ? "true" : "false"}>${words().get}</button>
        </footer>
      </form>
    </dialog>`;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const path = this.field.value.trim();
    if (this.busy) {
      return;
    }
    if (!path.startsWith("/")) {
      this.fault = words().noPath;
      return;
    }
    this.busy = true;
    this.fault = await download(this.server, path);
    this.busy = false;
    if (this.fault === "") {
      this.dialog.close();
    }
  }
}
