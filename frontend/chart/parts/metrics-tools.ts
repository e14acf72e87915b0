import { LitElement, css, html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { toClipboard } from "../../theme/clipboard";
import { controls } from "../../theme/controls";
import "../../theme/elements/icon";
import type { LineState } from "../line/state";
import type { CpuUnit } from "../model/amounts";
import type { Range } from "../model/range";
import "./live-state";
import "./range-picker";
import { words as say } from "../words";

const SAID_MS = 2_000;

/**
 * The line above the charts: which part of the time, how fresh, how told, and the same data in other forms.
 *
 * @fires range-pick, back, retry, unit-pick, limit-pick, table-pick
 */
@customElement("coredeck-metrics-tools")
export class CoredeckMetricsTools extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--cd-2);
        padding: 8px 16px;
        border-bottom: 1px solid var(--cd-line);
      }
      .right,
      .pair {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--cd-2);
      }
      .right {
        margin-left: auto;
      }
      .pair {
        flex-wrap: nowrap;
        gap: 0;
      }
      .hint {
        color: var(--cd-text-3);
        font-size: var(--cd-t-xs);
      }
      .pair button {
        border-radius: var(--cd-r-m) 0 0 var(--cd-r-m);
        color: var(--cd-text-2);
      }
      .pair button + button {
        margin-left: -1px;
        border-radius: 0 var(--cd-r-m) var(--cd-r-m) 0;
      }
      button[aria-pressed="true"] {
        background: var(--cd-accent-tint);
        color: var(--cd-accent-text);
      }
      coredeck-live-state {
        margin-inline: 4px;
      }
      @media (max-width: 1280px), (pointer: coarse) {
        .hint {
          display: none;
        }
      }
      @media (max-width: 1560px) {
        .hint.still {
          display: none; /* the button back to live is beside it */
        }
      }
      @media (max-width: 640px) {
        :host {
          padding: 8px 12px;
        }
        .right {
          margin-left: 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) accessor range!: Range;
  @property({ attribute: false }) accessor now = 0;
  @property({ attribute: false }) accessor oldest: number | null = null;
  @property({ attribute: false }) accessor line!: LineState;
  @property({ attribute: false }) accessor newest = 0;
  @property() accessor unit: CpuUnit = "limit";
  @property({ type: Boolean }) accessor toLimit = true;
  /** The table is open. */
  @property({ type: Boolean }) accessor table = false;
  /** Makes the text to be copied. */
  @property({ attribute: false }) accessor csv!: () => string;
  /** Of the file, where a page may not write to the clipboard. */
  @property() accessor name = "metrics";
  @state() private accessor said = "";

  protected override render() {
    return html`<coredeck-range-picker .range=${this.range} .now=${this.now} .oldest=${this.oldest} @range-pick=${this.again}></coredeck-range-picker>
      <coredeck-live-state
        .line=${this.line}
        .still=${this.range.kind === "fixed"}
        .newest=${this.newest}
        .now=${this.now}
        @retry=${this.again}
        @back=${this.again}
      ></coredeck-live-state>
      <span class="right">
        <span class="hint ${this.range.kind === "fixed" ? "still" : ""}">${this.range.kind === "fixed" ? say().doubleClick : say().dragToZoom}</span>
        <span class="pair" role="group" aria-label=${say().cpuInPercent}>
          ${this.unitButton("limit", say().percentOfLimit)} ${this.unitButton("core", say().percentOfCore)}
        </span>
        <button
          class="small"
          type="button"
          title=${say().limitHint}
          aria-pressed=${this.toLimit}
          @click=${() => this.tell("limit-pick", !this.toLimit)}
        >
          ${say().upToLimit}
        </button>
        <button class="small" type="button" aria-pressed=${this.table} @click=${() => this.tell("table-pick", !this.table)}>
          <coredeck-icon small name="table-properties"></coredeck-icon>${say().table}
        </button>
        <button class="small" type="button" @click=${this.copy}>
          <coredeck-icon small name=${isSecureContext ? "copy" : "download"}></coredeck-icon>
          <span aria-live="polite">${this.said !== "" ? this.said : isSecureContext ? say().copyCsv : say().saveCsv}</span>
        </button>
      </span>`;
  }

  private unitButton(unit: CpuUnit, words: string) {
    return html`<button class="small" type="button" aria-pressed=${this.unit === unit} @click=${() => this.tell("unit-pick", unit)}>
      ${words}
    </button>`;
  }

  /** Passes on what a part told. */
  private again(event: Event): void {
    this.tell(event.type, (event as CustomEvent<unknown>).detail);
  }

  private tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  private async copy(): Promise<void> {
    const text = this.csv();
    const isCopied = await toClipboard(text);
    if (!isCopied) {
      save(text, `${this.name}.csv`);
    }
    this.said = isCopied ? say().copied : say().saved;
    setTimeout(() => (this.said = ""), SAID_MS);
  }
}

function save(text: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
