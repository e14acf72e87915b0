import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import { exactTime } from "../../theme/time";
import type { TableRow } from "../model/rows";
import { words as say } from "../words";

/** The same data as the charts, as a table. It stands still, so that it can be read; the person asks for newer rows. */
@customElement("coredeck-data-table")
export class CoredeckDataTable extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: var(--cd-t-s);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      caption {
        padding: 0 12px 8px;
        color: var(--cd-text-2);
        text-align: start;
      }
      th {
        height: 34px;
        color: var(--cd-text-2);
        font-size: var(--cd-t-xs);
        font-weight: 500;
        text-align: end;
      }
      td,
      tbody th {
        height: 30px;
        padding: 0 12px;
        border-top: 1px solid var(--cd-line);
        font-size: var(--cd-t-s);
        text-align: end;
      }
      th {
        padding: 0 12px;
      }
      th:first-child,
      th:last-child,
      td:last-child {
        text-align: start;
      }
      tbody th {
        color: var(--cd-text);
        font-weight: 400;
      }
    `,
  ];

  @property({ attribute: false }) accessor rows: readonly TableRow[] = [];
  /** The time each row stands for; 0 where it is a sample. */
  @property({ type: Number }) accessor strideMs = 0;
  @property() accessor cpuWords = "";

  protected override render() {
    const each = this.strideMs === 0 ? say().everySample : say().highestOf(duration(this.strideMs));
    return html`<table>
      <caption>${each}</caption>
      <thead>
        <tr>
          <th scope="col">${say().time}</th>
          <th scope="col">${say().cpuHead(this.cpuWords)}</th>
          <th scope="col">${say().memory}</th>
          <th scope="col">${say().cache}</th>
          <th scope="col">${say().processes}</th>
          <th scope="col">${say().events}</th>
        </tr>
      </thead>
      <tbody>
        ${this.rows.length === 0 ? html`<tr><th scope="row" colspan="6">${say().noDataThen}</th></tr>` : nothing}
        ${this.rows.map(
          (row) => html`<tr>
            <th scope="row">${exactTime(row.t)}</th>
            <td>${row.cpu}</td>
            <td>${row.memory}</td>
            <td>${row.cache}</td>
            <td>${row.processes}</td>
            <td>${row.events}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

function duration(ms: number): string {
  const seconds = ms / 1000;
  return seconds < 60 ? `${seconds} s` : seconds < 3600 ? `${seconds / 60} min` : `${seconds / 3600} h`;
}
