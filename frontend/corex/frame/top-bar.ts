import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/icon";
import "../../theme/elements/logo";
import "../../theme/elements/mode-switch";
import "../../theme/elements/state";
import { memoryText } from "../model/process";
import type { CorexServer } from "../model/server";
import type { Snapshot } from "../model/snapshot";
import { words as say } from "../words";
import { words } from "./words";

/** Which container this is, and how the line to it is; the page's own buttons stand at the right. */
@customElement("corex-top-bar")
export class CorexTopBar extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex: none;
        align-items: center;
        gap: var(--cd-3);
        height: var(--cd-top);
        padding: 0 16px;
        border-bottom: 1px solid var(--cd-line);
        background: var(--cd-canvas);
        font-size: var(--cd-t-s);
        white-space: nowrap;
      }
      .brand {
        display: flex;
        align-items: center;
        gap: 9px;
        color: var(--cd-text);
        font-size: var(--cd-t-m);
        font-weight: 600;
        text-decoration: none;
      }
      .rule {
        width: 1px;
        height: 20px;
        margin: 0 6px;
        background: var(--cd-line-strong);
      }
      .name {
        overflow: hidden;
        font-size: var(--cd-t-m);
        font-weight: 550;
        text-overflow: ellipsis;
      }
      .address {
        flex-shrink: 1000;
        min-width: 0;
        padding: 0 6px;
        overflow: hidden;
        border: 1px solid var(--cd-line);
        border-radius: var(--cd-r-s);
        background: var(--cd-sunken);
        line-height: 18px;
        text-overflow: ellipsis;
      }
      .line {
        display: flex;
        color: var(--cd-ok);
        font-weight: 500;
      }
      .usage {
        display: flex;
        gap: var(--cd-4);
        margin-left: auto;
        color: var(--cd-text-2);
        font-variant-numeric: tabular-nums;
      }
      .stale {
        opacity: 0.6;
      }
      .buttons {
        display: flex;
        align-items: center;
        gap: 10px;
      }
      @media (max-width: 900px) {
        .usage {
          display: none;
        }
        .buttons {
          margin-left: auto;
        }
      }
      @media (max-width: 760px) {
        .address,
        .brand .word {
          display: none;
        }
      }
      @media (max-width: 640px) {
        :host {
          gap: var(--cd-2);
          padding: 0 6px 0 12px;
        }
        .rule {
          display: none;
        }
        .ms {
          display: none;
        }
        .buttons {
          gap: 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) accessor server!: CorexServer;
  @property({ attribute: false }) accessor snapshot!: Snapshot;

  protected override render() {
    const { host } = this.snapshot;
    return html`<a class="brand" href=${this.server.url("").href} aria-label=${words().home}>
        <coredeck-logo></coredeck-logo><span class="word">CoreX</span>
      </a>
      <span class="rule"></span>
      ${host === "" ? nothing : html`<span class="name" title=${host}>${host}</span>`}
      <span class="address mono">${location.host}</span>
      ${this.line()}
      ${this.usage()}
      <div class="buttons"><slot></slot><coredeck-mode-switch></coredeck-mode-switch><slot name="last"></slot></div>`;
  }

  private usage() {
    const { connected, container } = this.snapshot;
    const { cpu, memory, memory_limit: limit } = container;
    return html`<div class=${`usage ${connected ? "" : "stale"}`}>
      ${cpu === undefined ? nothing : html`<span title=${words().cpuTitle}>${words().cpu(Math.round(cpu))}</span>`}
      ${memory === undefined ? nothing : html`<span title=${words().memoryTitle}>${memoryOf(memory, limit)}</span>`}
    </div>`;
  }

  private line() {
    const { at, connected, roundTripMs } = this.snapshot;
    if (!connected) {
      const [kind, word] = at === 0 ? (["busy", say().connecting] as const) : (["warn", say().lost] as const);
      return html`<coredeck-state kind=${kind} word=${word}></coredeck-state>`;
    }
    const time = roundTripMs === undefined ? nothing : html`<span class="ms">, ${Math.max(1, Math.round(roundTripMs))} ms</span>`;
    return html`<span class="line"><coredeck-state kind="ok" word=${say().connected}></coredeck-state>${time}</span>`;
  }
}

/** `6.1 of 8 GiB`; both with their unit where the units differ; the amount alone where there is no limit. */
function memoryOf(memory: number, limit: number | undefined): string {
  const used = memoryText(memory);
  if (limit === undefined) {
    return used;
  }
  const most = memoryText(limit).replace(".0 ", " ");
  const [amount, unit] = used.split(" ");
  return most.endsWith(` ${unit}`) ? words().of(amount ?? "", most) : words().of(used, most);
}
