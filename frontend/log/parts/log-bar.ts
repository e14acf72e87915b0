import { LitElement, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/icon";
import { openBeside, popoverStyles } from "../../theme/popover";
import { type Address, LEVELS, levelOf } from "../address";
import type { Back } from "../model/back-search";
import { ZONES } from "../model/clock";
import { MOST_TOGETHER } from "../model/containers";
import type { Streams } from "../model/view";
import type { Wanted } from "../save";
import { clockTime } from "../../theme/time";
import { words } from "../words";
import { barStyles } from "./bar-styles";

/** What the person chose, as the bar shows it. */
export interface Choice extends Omit<Address, "follow" | "at" | "merge"> {
  follow: boolean;
  merged: readonly string[];
}

const STREAMS: readonly Streams[] = ["both", "stdout", "stderr"];
const LEVEL_NAMES = Object.keys(LEVELS) as (keyof typeof LEVELS)[];
const CONTEXTS = [0, 1, 2, 5, 10];

/**
 * The bar above the lines.
 *
 * @fires choose with a part of {@link Choice}
 * @fires step with 1 or -1: to the next or previous hit
 * @fires back to look for the search in older lines: true to begin, false to stop
 * @fires save with {@link Wanted}
 * @fires leave when the search is left with Escape
 */
@customElement("coredeck-log-bar")
export class CoredeckLogBar extends LitElement {
  static override styles = [controls, popoverStyles, barStyles];

  @property({ attribute: false }) accessor choice!: Choice;
  /** Other containers that can be shown too, by id. */
  @property({ attribute: false }) accessor others: ReadonlyMap<string, string> = new Map();
  /** Lines the page has, in which it searches. */
  @property({ type: Number }) accessor loaded = 0;
  /** Lines that are kept and older than those. */
  @property({ type: Number }) accessor older = 0;
  /** How the search in those stands. */
  @property({ attribute: false }) accessor back: Back = { kind: "idle" };
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
    const following = choice.follow ? words().following : words().follow;
    return html`<button class="small follow" type="button" aria-label=${following} aria-pressed=${choice.follow ? "true" : "false"}
        title=${choice.follow ? words().followingHint : words().followHint}
        @click=${() => this.choose({ follow: !choice.follow })}>
        <coredeck-icon small name="arrow-down-to-line"></coredeck-icon><span>${following}</span>
      </button>
      ${this.search()}
      <button class="small matches" type="button" aria-pressed=${choice.only ? "true" : "false"}
        title=${words().onlyMatchesHint} @click=${() => this.choose({ only: !choice.only })}>
        ${words().onlyMatches}
      </button>
      ${choice.only ? this.context() : nothing}
      <div class="streams" role="group" aria-label=${words().outputs}>
        ${STREAMS.map((streams) => this.stream(streams))}
      </div>
      <label class="select small">
        <span class="sr">${words().levels}</span>
        <select @change=${(event: Event) => this.choose({ level: (event.target as HTMLSelectElement).value })}>
          ${LEVEL_NAMES.map((level) => html`<option value=${level} ?selected=${level === choice.level}>${words().levelNames[level]}</option>`)}
        </select>
        <coredeck-icon small name="chevron-down"></coredeck-icon>
      </label>
      ${this.scope()}
      <span class="room"></span>
      ${this.others.size === 0 ? nothing : this.merge()}
      ${this.wrapping()} ${this.zones()} ${this.download()}`;
  }

  private search() {
    const { choice } = this;
    return html`<div class="search ${this.fault === "" ? "" : "wrong"}">
      <coredeck-icon small name="search"></coredeck-icon>
      <input type="search" class="mono" aria-label=${words().search} placeholder=${words().search} spellcheck="false" autocomplete="off"
        aria-invalid=${this.fault === "" ? "false" : "true"} .value=${choice.search}
        @input=${() => this.choose({ search: this.field.value })} @keydown=${this.pressed} />
      <output aria-live="polite" title=${this.fault}>${this.found()}</output>
      ${this.step(-1, words().previousHit, "chevron-up")} ${this.step(1, words().nextHit, "chevron-down")}
      <button class="pattern" type="button" title=${words().patternHint} aria-label=${words().pattern}
        aria-pressed=${choice.pattern ? "true" : "false"} @click=${() => this.choose({ pattern: !choice.pattern })}>.*</button>
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
    return this.hits === 0 ? words().noHit : words().hit(this.hit + 1, this.hits);
  }

  /** Search and filters look at what is loaded, and say so. */
  private scope() {
    const { search, streams, level } = this.choice;
    const hides = search !== "" || streams !== "both" || levelOf(level) !== LEVELS.all;
    return hides
      ? html`<span class="scope"><span title=${words().inLoadedHint}>${words().inLoaded(this.loaded)}</span>${this.further()}</span>`
      : nothing;
  }

  /** The search goes on in what is kept and not loaded. */
  private further() {
    const { back, older, choice, fault } = this;
    if (choice.search === "" || fault !== "") {
      return nothing;
    }
    const tell = (detail: boolean) => () => {
      this.field.focus(); // what was pressed goes away
      this.dispatchEvent(new CustomEvent("back", { detail }));
    };
    if (back.kind === "searching") {
      return html` · <span>${words().lookedAt(back.looked, back.reached > 0 ? clockTime(back.reached) : "")}</span>
        <button class="link" type="button" @click=${tell(false)}>${words().stop}</button>`;
    }
    if (back.kind === "none" && older <= back.looked) {
      return html` · <span role="status">${words().noneOlder(back.looked)}</span>`;
    }
    return older > 0
      ? html` · <button class="link" type="button" title=${words().searchOlderHint} @click=${tell(true)}>${words().searchOlder(older)}</button>`
      : nothing;
  }

  private context() {
    return html`<label class="select small around">
      <span class="sr">${words().around}</span>
      <select @change=${(event: Event) => this.choose({ context: Number((event.target as HTMLSelectElement).value) })}>
        ${CONTEXTS.map((lines) => html`<option value=${lines} ?selected=${lines === this.choice.context}>${words().linesAround(lines)}</option>`)}
      </select>
      <coredeck-icon small name="chevron-down"></coredeck-icon>
    </label>`;
  }

  private stream(streams: Streams) {
    return html`<button type="button" class="small ${streams}" aria-pressed=${this.choice.streams === streams ? "true" : "false"}
      title=${words()[`${streams}Hint`]}
      @click=${() => this.choose({ streams })}>${streams === "both" ? words().both : streams}</button>`;
  }

  private merge() {
    const { merged } = this.choice;
    const isFull = merged.length >= MOST_TOGETHER - 1;
    return html`<button class="small worded" type="button" id="merge" aria-haspopup="true" title=${words().mergeHint}
        aria-pressed=${merged.length > 0 ? "true" : "false"} @click=${this.open}>
        <coredeck-icon small name="layers"></coredeck-icon><span>${words().merge(merged.length)}</span>
      </button>
      <div popover id="merge-menu" aria-label=${words().merged}>
        ${isFull ? html`<p class="full" id="full">${words().mergedFull(MOST_TOGETHER)}</p>` : nothing}
        ${[...this.others].map(([id, name]) => this.other(id, name, isFull && !merged.includes(id)))}
      </div>`;
  }

  private other(id: string, name: string, isOut: boolean) {
    return html`<label class="check ${isOut ? "out" : ""}">
      <input type="checkbox" .checked=${live(this.choice.merged.includes(id))} aria-disabled=${isOut ? "true" : "false"}
        aria-describedby=${isOut ? "full" : nothing} @click=${(event: Event) => isOut && event.preventDefault()} @change=${() => this.toggle(id)} />
      <span>${name}</span><span class="hint">${id}</span>
    </label>`;
  }

  private toggle(id: string): void {
    const { merged } = this.choice;
    this.choose({ merged: merged.includes(id) ? merged.filter((one) => one !== id) : [...merged, id] });
  }

  private wrapping() {
    const { wrap } = this.choice;
    const label = wrap ? words().wrappedHint : words().wrapHint;
    return html`<button class="icon edged" type="button" title=${label} aria-label=${words().wrap} aria-pressed=${wrap ? "true" : "false"}
      @click=${() => this.choose({ wrap: !wrap })}>
      <coredeck-icon name="wrap-text"></coredeck-icon>
    </button>`;
  }

  private zones() {
    return html`<button class="icon edged" type="button" id="zone" aria-haspopup="true" title=${words().timesAre(words().zones[this.choice.zone])} aria-label=${words().times}
        @click=${this.open}><coredeck-icon name="clock"></coredeck-icon></button>
      <div popover id="zone-menu" role="menu" aria-label=${words().times}>
        ${ZONES.map(
          (zone) => html`<button class="item" type="button" role="menuitemradio" aria-checked=${zone === this.choice.zone ? "true" : "false"}
            @click=${(event: Event) => this.close(event, () => this.choose({ zone }))}>
            ${words().zones[zone]}<span class="hint">${zone === this.choice.zone ? words().shownNow : ""}</span>
          </button>`,
        )}
      </div>`;
  }

  private download() {
    const stream = this.choice.streams === "both" ? "" : this.choice.streams;
    const item = (what: Wanted, text: string, hint: string) =>
      html`<button class="item" type="button" role="menuitem" @click=${(event: Event) => this.close(event, () => this.save(what))}>
        ${text}<span class="hint">${hint}</span>
      </button>`;
    return html`<button class="small worded" type="button" id="download" aria-haspopup="true" title=${words().download} @click=${this.open}>
        <coredeck-icon small name="download"></coredeck-icon><span>${words().download}</span><coredeck-icon class="more" small name="chevron-down"></coredeck-icon>
      </button>
      <div popover id="download-menu" role="menu" aria-label=${words().download}>
        ${item("all", words().everything, words().asPrinted(stream))} ${item("timed", words().everything, words().withTimes(stream))}
        ${item("shown", words().whatIsShown, words().ofLoaded(this.loaded))}
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

  private save(what: Wanted): void {
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

