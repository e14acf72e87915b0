import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/state";
import { type Process, information, lookOf } from "../model/process";
import type { CorexServer } from "../model/server";

const STATUS: Partial<Record<Process["state"], string>> = { stopped: "Stopped", crashed: "Crashed" };

/**
 * The plain table that Core X always had: one row for each process, its job leading to a terminal in a new tab.
 *
 * @fires refresh when the list is to be asked for now
 */
@customElement("corex-list-view")
export class CorexListView extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        padding: var(--cd-6);
        overflow: auto;
        background: var(--cd-canvas);
      }
      h1 {
        margin: 0 0 var(--cd-4);
        font: 600 var(--cd-t-xl) / 28px var(--cd-sans);
        letter-spacing: -0.012em;
      }
      .frame {
        overflow-x: auto;
        border: 1px solid var(--cd-line);
        border-radius: var(--cd-r-l);
        background: var(--cd-surface);
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: var(--cd-t-s);
      }
      th {
        height: 34px;
        color: var(--cd-text-2);
        font-size: var(--cd-t-xs);
        font-weight: 500;
      }
      th,
      td {
        padding: 0 16px;
        text-align: left;
        white-space: nowrap;
      }
      td {
        height: var(--cd-row);
        border-top: 1px solid var(--cd-line);
      }
      .number {
        text-align: right;
      }
      .command {
        width: 100%;
        max-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      p {
        display: flex;
        gap: var(--cd-4);
        margin: var(--cd-3) 0 0;
        color: var(--cd-text-2);
        font-size: var(--cd-t-s);
      }
      @media (max-width: 640px) {
        :host {
          padding: 12px;
        }
        .command {
          min-width: 180px;
        }
      }
    `,
  ];

  @property({ attribute: false }) accessor server!: CorexServer;
  @property({ attribute: false }) accessor processes: readonly Process[] = [];

  protected override render() {
    return html`<h1>Core X Processes List</h1>
      <div class="frame">
        <table>
          <thead>
            <tr>
              <th class="number" scope="col">PID</th>
              <th class="number" scope="col">Job ID</th>
              <th scope="col">Command Line</th>
              <th scope="col">Status</th>
              <th scope="col">Information</th>
            </tr>
          </thead>
          <tbody>
            ${this.processes.map((process) => row(process, this.server))}
          </tbody>
        </table>
      </div>
      <p>
        <span>Tasks: ${this.processes.length}</span>
        <a href=${location.href} @click=${this.refresh}>Refresh</a>
      </p>`;
  }

  private refresh(event: Event): void {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent("refresh"));
  }
}

function row(process: Process, server: CorexServer) {
  const look = lookOf(process);
  return html`<tr>
    <td class="number">${process.pid}</td>
    <td class="number">
      <a href=${server.url(`attach/${process.id}`).href} target="_blank" rel="noopener">${process.id}</a>
    </td>
    <td class="command mono" title=${process.command}>${process.command}</td>
    <td><coredeck-state kind=${look.kind} word=${STATUS[process.state] ?? look.word}></coredeck-state></td>
    <td>${information(process)}</td>
  </tr>`;
}
