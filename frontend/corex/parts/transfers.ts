import { LitElement, css, html } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { CorexServer } from "../model/server";
import type { FileBounds } from "../model/snapshot";
import type { Transfer } from "../model/transfer";
import type { CorexDownloadDialog } from "./download-dialog";
import "./download-dialog";
import type { CorexUploadDialog } from "./upload-dialog";
import "./upload-dialog";

/**
 * The dialogs of files that go in and out of the container.
 *
 * @fires uploaded with {count, directory}
 */
@customElement("corex-transfers")
export class CorexTransfers extends LitElement {
  static override styles = css`
    :host {
      display: contents;
    }
  `;

  @property({ attribute: false }) accessor server!: CorexServer;
  @property({ attribute: false }) accessor bounds!: FileBounds;
  @query("corex-upload-dialog") private accessor uploads!: CorexUploadDialog;
  @query("corex-download-dialog") private accessor downloads!: CorexDownloadDialog;

  upload(files: readonly Transfer[] = []): void {
    this.uploads.open(files);
  }

  download(): void {
    this.downloads.open();
  }

  protected override render() {
    return html`<corex-upload-dialog .server=${this.server} .most=${this.bounds.upload} @uploaded=${this.uploaded}></corex-upload-dialog>
      <corex-download-dialog .server=${this.server} .most=${this.bounds.download}></corex-download-dialog>`;
  }

  private uploaded({ detail }: CustomEvent<unknown>): void {
    this.dispatchEvent(new CustomEvent("uploaded", { detail }));
  }
}
