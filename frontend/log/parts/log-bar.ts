import { LitElement, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/icon";
import { openBeside, popoverStyles } from "../../theme/popover";
import { ZONES, type Zone } from "../model/clock";
import { Level } from "../model/levels";
import type { Streams } from "../model/view";
import { barStyles } from "./bar-styles";

/** What the person chose, as the bar shows it. */
export interface Choice {
  search: string;
  isPattern: boolean;
  onlyHits: boolean;
  context: number;
  streams: Streams;
  level: Level;
  wrap: boolean;
  zone: Zone;
  follow: boolean;
  merged: readonly string[];
}

export const STREAMS: readonly [Streams, string][] = [
  ["both", "Both"],
  ["stdout", "stdout"],
  ["stderr", "stderr"],
];

export const LEVELS: readonly [Level, string][] = [
  [Level.NONE, "All levels"],
  [Level.DEBUG, "Debug and up"],
  [Level.INFO, "Info and up"],
  [Level.WARN, "Warnings and up"],
  [Level.ERROR, "Errors"],
];

const ZONE_NAMES: Readonly<Record<Zone, string>> = { local: "Time here", utc: "UTC", relative: "Time since" };
const CONTEXTS = [0, 1, 2, 5, 10];

/**
 * The bar above the lines.
 *
 * @fires choose with a part of {@link Choice}
 * @fires step with 1 or -1: to the next or previous hit
 * @fires save with "all", "timed" or "shown"
 * @fires leave when the search is left with Escape
 */
@customElement("coredeck-log-bar")
export class CoredeckLogBar extends LitElement {
  static override styles = [controls, popoverStyles, barStyles];

  @property({ attribute: false }) accessor choice!: Choice;
  /** Other containers that can be shown too, by id. */
  @property({ attribute: false }) accessor others: ReadonlyMap<string, string> = new Map();
  @property({ type: Number }) accessor hits = 0;
  /** Counted from 0; -1 while none is gone to. */
  @property({ type: Number }) accessor hit = -1;
  @property() accessor fault = "";
  @query("input[type=search]") private accessor field!: HTMLInputElement;

  override focus(): void {
    this.field.focus();
    this.field.select();
  }

  private choose(part: Partial<Choice>): void {
    this.dispatchEvent(new CustomEvent("choose", { detail: part }));
  }

  protected override render() {
    const { choice } = this;
    return html`<button class="small follow" type="button" aria-label=${choice.follow ? "Following" : "Follow"} aria-pressed=${choice.follow ? "true" : "false"}
        title=${choice.follow ? "New lines stay in sight (F)" : "Go to the newest line and stay there (F)"}
        @click=${() => this.choose({ follow: !choice.follow })}>
        <coredeck-icon small name="arrow-down-to-line"></coredeck-icon><span>${choice.follow ? "Following" : "Follow"}</span>
      </button>
      ${this.search()}
      <button class="small matches" type="button" aria-pressed=${choice.onlyHits ? "true" : "false"}
        title="Show only lines in which the search is found" @click=${() => this.choose({ onlyHits: !choice.onlyHits })}>
        Only matches
      </button>
      ${choice.onlyHits ? this.context() : nothing}
      <div class="streams" role="group" aria-label="Outputs shown">
        ${STREAMS.map(([streams, name]) => this.stream(streams, name))}
      </div>
      <label class="select small">
        <span class="sr">Levels shown</span>
        <select @change=${(event: Event) => this.choose({ level: Number((event.target as HTMLSelectElement).value) as Level })}>
          ${LEVELS.map(([level, name]) => html`<option value=${level} ?selected=${level === choice.level}>${name}</option>`)}
        </select>
        <coredeck-icon small name="chevron-down"></coredeck-icon>
      </label>
      <span class="room"></span>
      ${this.others.size === 0 ? nothing : this.merge()}
      ${this.wrapping()} ${this.zones()} ${this.download()}`;
  }

  private search() {
    const { choice } = this;
    return html`<div class="search ${this.fault === "" ? "" : "wrong"}">
      <coredeck-icon small name="search"></coredeck-icon>
      <input type="search" class="mono" aria-label="Search" placeholder="Search" spellcheck="false" autocomplete="off"
        aria-invalid=${this.fault === "" ? "false" : "true"} .value=${choice.search}
        @input=${() => this.choose({ search: this.field.value })} @keydown=${this.pressed} />
      <output aria-live="polite" title=${this.fault}>${this.found()}</output>
      ${this.step(-1, "Previous hit (Shift N)", "chevron-up")} ${this.step(1, "Next hit (N)", "chevron-down")}
      <button class="pattern" type="button" title="Search with a pattern (regular expression)" aria-label="Search with a pattern"
        aria-pressed=${choice.isPattern ? "true" : "false"} @click=${() => this.choose({ isPattern: !choice.isPattern })}>.*</button>
    </div>`;
  }

  private step(by: number, label: string, icon: string) {
    return html`<button class="icon step" type="button" title=${label} aria-label=${label}
      aria-disabled=${this.hits === 0 ? "true" : "false"} @click=${() => this.go(by)}>
      <coredeck-icon small name=${icon}></coredeck-icon>
    </button>`;
  }

  private found(): string {
    if (this.choice.search === "") {
      return "";
    }
    if (this.fault !== "") {
      return this.fault;
    }
    return this.hits === 0 ? "No hit" : `${this.hit < 0 ? "–" : (this.hit + 1).toLocaleString("en")} of ${this.hits.toLocaleString("en")}`;
  }

  private context() {
    return html`<label class="select small around">
      <span class="sr">Lines shown around a match</span>
      <select @change=${(event: Event) => this.choose({ context: Number((event.target as HTMLSelectElement).value) })}>
        ${CONTEXTS.map((lines) => html`<option value=${lines} ?selected=${lines === this.choice.context}>${lines === 0 ? "No lines around" : `${lines} around`}</option>`)}
      </select>
      <coredeck-icon small name="chevron-down"></coredeck-icon>
    </label>`;
  }

  private stream(streams: Streams, name: string) {
    return html`<button type="button" class="small ${streams}" aria-pressed=${this.choice.streams === streams ? "true" : "false"}
      title=${streams === "both" ? "Show both outputs" : streams === "stderr" ? "Show only the error output" : "Show only the usual output"}
      @click=${() => this.choose({ streams })}>${name}</button>`;
  }

  private merge() {
    const { merged } = this.choice;
    return html`<button class="small worded" type="button" id="merge" aria-haspopup="true" title="Show other containers' lines too"
        aria-pressed=${merged.length > 0 ? "true" : "false"} @click=${this.open}>
        <coredeck-icon small name="layers"></coredeck-icon><span>Merge${merged.length > 0 ? ` (${merged.length})` : ""}</span>
      </button>
      <div popover id="merge-menu" aria-label="Containers shown too">
        ${[...this.others].map(
          ([id, name]) => html`<label class="check">
            <input type="checkbox" .checked=${merged.includes(id)} @change=${() => this.toggle(id)} />
            <span>${name}</span><span class="hint">${id}</span>
          </label>`,
        )}
      </div>`;
  }

  private toggle(id: string): void {
    const { merged } = this.choice;
    this.choose({ merged: merged.includes(id) ? merged.filter((one) => one !== id) : [...merged, id] });
  }

  private wrapping() {
    const { wrap } = this.choice;
    const label = wrap ? "Long lines are broken. Show them in one line (W)" : "Break long lines (W)";
    return html`<button class="icon edged" type="button" title=${label} aria-label="Break long lines" aria-pressed=${wrap ? "true" : "false"}
      @click=${() => this.choose({ wrap: !wrap })}>
      <coredeck-icon name="wrap-text"></coredeck-icon>
    </button>`;
  }

  private zones() {
    return html`<button class="icon edged" type="button" id="zone" aria-haspopup="true" title="Times: ${ZONE_NAMES[this.choice.zone]}" aria-label="Times"
        @click=${this.open}><coredeck-icon name="clock"></coredeck-icon></button>
      <div popover id="zone-menu" role="menu" aria-label="Times">
        ${ZONES.map(
          (zone) => html`<button class="item" type="button" role="menuitemradio" aria-checked=${zone === this.choice.zone ? "true" : "false"}
            @click=${(event: Event) => this.close(event, () => this.choose({ zone }))}>
            ${ZONE_NAMES[zone]}<span class="hint">${zone === this.choice.zone ? "shown now" : ""}</span>
          </button>`,
        )}
      </div>`;
  }

  private download() {
    const item = (what: string, text: string, hint: string) =>
      html`<button class="item" type="button" role="menuitem" @click=${(event: Event) => this.close(event, () => this.save(what))}>
        ${text}<span class="hint">${hint}</span>
      </button>`;
    return html`<button class="small worded" type="button" id="download" aria-haspopup="true" title="Download" @click=${this.open}>
        <coredeck-icon small name="download"></coredeck-icon><span>Download</span><coredeck-icon class="more" small name="chevron-down"></coredeck-icon>
      </button>
      <div popover id="download-menu" role="menu" aria-label="Download">
        ${item("all", "Everything kept", "as printed")} ${item("timed", "Everything kept", "with times")}
        ${item("shown", "What is shown", "with your filters")}
      </div>`;
  }

  private readonly open = (event: Event): void => {
    const button = event.currentTarget as HTMLElement;
    openBeside(button, this.renderRoot.querySelector<HTMLElement>(`#${button.id}-menu`)!);
  };

  private close(event: Event, act: () => void): void {
    (event.currentTarget as Element).closest<HTMLElement>("[popover]")?.hidePopover();
    act();
  }

  private save(what: string): void {
    this.dispatchEvent(new CustomEvent("save", { detail: what }));
  }

  private go(by: number): void {
    this.dispatchEvent(new CustomEvent("step", { detail: by }));
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key === "Enter") {
      this.go(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      if (this.choice.search === "") {
        this.dispatchEvent(new CustomEvent("leave"));
      } else {
        this.choose({ search: "" });
      }
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
}

