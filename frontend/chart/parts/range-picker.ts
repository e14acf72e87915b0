import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/icon";
import { openBeside, popoverStyles } from "../../theme/popover";
import { exactTime } from "../../theme/time";
import { PRESETS, type Range, between, bounds, rangeWords, zoneWords } from "../model/range";
import { words as say } from "../words";

/**
 * Chooses the part of the time that is shown: one of the usual ones, or any two times.
 *
 * @fires range-pick with a {@link Range}
 */
@customElement("coredeck-range-picker")
export class CoredeckRangePicker extends LitElement {
  static override styles = [
    controls,
    popoverStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: var(--cd-2);
      }
      .presets {
        display: flex;
      }
      .presets button {
        border-radius: 0;
        color: var(--cd-text-2);
      }
      .presets button + button {
        margin-left: -1px;
      }
      .presets button:first-child {
        border-start-start-radius: var(--cd-r-m);
        border-end-start-radius: var(--cd-r-m);
      }
      .presets button:last-child {
        border-start-end-radius: var(--cd-r-m);
        border-end-end-radius: var(--cd-r-m);
      }
      .presets button[aria-pressed="true"] {
        background: var(--cd-accent-tint);
        color: var(--cd-accent-text);
      }
      .presets button:focus-visible {
        z-index: 1;
      }
      .times {
        font-variant-numeric: tabular-nums;
      }
      [popover] {
        width: 280px;
        padding: 12px;
      }
      form {
        display: grid;
        gap: var(--cd-3);
        margin: 0;
      }
      label {
        display: grid;
        gap: 4px;
        font-weight: 500;
      }
      p {
        margin: 0;
        color: var(--cd-text-3);
        font-size: var(--cd-t-xs);
        line-height: 16px;
      }
      p.wrong {
        color: var(--cd-fail);
      }
    `,
  ];

  @property({ attribute: false }) accessor range!: Range;
  /** Now, by the clock of the samples. */
  @property({ attribute: false }) accessor now = 0;
  /** When the oldest sample was taken that is kept; null where that is not known. */
  @property({ attribute: false }) accessor oldest: number | null = null;
  @state() private accessor wrong = "";
  @query("[popover]") private accessor panel!: HTMLElement;

  protected override render() {
    const { from, to } = bounds(this.range, this.now);
    return html`<div class="presets" role="group" aria-label=${say().shownTime}>
        ${PRESETS.map(
          (preset) => html`<button
            class="small"
            type="button"
            aria-pressed=${this.range.kind === "last" && this.range.ms === preset.ms}
            @click=${() => this.pick({ kind: "last", ms: preset.ms })}
          >
            ${preset.word}
          </button>`,
        )}
      </div>
      <button class="small times" type="button" aria-haspopup="dialog" title=${say().chooseTimes} @click=${this.open}>
        <coredeck-icon small name="calendar"></coredeck-icon>${rangeWords(from, to)}
      </button>
      <div popover role="dialog" aria-label=${say().otherTimes}>
        <form novalidate @submit=${this.apply}>
          <label>${say().fromField}<input name="from" type="datetime-local" step="1" required /></label>
          <label>${say().toField}<input name="to" type="datetime-local" step="1" required /></label>
          ${this.wrong === "" ? nothing : html`<p class="wrong" role="alert">${this.wrong}</p>`}
          <p>${this.keptWords} ${say().coarse}</p>
          <p>${say().timesIn(zoneWords(this.now))}</p>
          <button class="primary" type="submit">${say().show}</button>
        </form>
      </div>`;
  }

  private get keptWords(): string {
    return this.oldest === null ? say().nothingKept : say().keptSince(exactTime(this.oldest));
  }

  private open(event: Event): void {
    const { from, to } = bounds(this.range, this.now);
    this.wrong = "";
    this.field("from").value = local(from);
    this.field("to").value = local(to);
    openBeside(event.currentTarget as HTMLElement, this.panel);
    this.field("from").focus();
  }

  private apply(event: Event): void {
    event.preventDefault();
    const [from, to] = [this.field("from"), this.field("to")].map((field) => new Date(field.value).getTime());
    if (from === undefined || to === undefined || Number.isNaN(from) || Number.isNaN(to)) {
      this.wrong = say().incomplete;
    } else if (to <= from) {
      this.wrong = say().notAfter;
    } else {
      this.panel.hidePopover();
      this.pick(between(from, to));
    }
  }

  private field(name: "from" | "to"): HTMLInputElement {
    return this.panel.querySelector(`[name=${name}]`) as HTMLInputElement;
  }

  private pick(range: Range): void {
    this.dispatchEvent(new CustomEvent("range-pick", { detail: range }));
  }
}

/** A time as the browser's field wants it: the person's own clock, without a zone. */
function local(at: number): string {
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
