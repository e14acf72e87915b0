import { LitElement, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { LONGEST_NAME, rename, viewerName } from "../../terminal/line/viewer";
import { BELLS, COLOURS, CURSORS, FONTS, SCROLLBACK, fontSizeAfter, fontSizeOf } from "../../terminal/settings";
import { controls } from "../../theme/controls";
import "../../theme/elements/icon";
import { chooseSingleKeys, singleKeys } from "../../theme/keys";
import { openBeside, popoverStyles } from "../../theme/popover";
import { language } from "../../theme/language";
import type { Preferences } from "../model/preferences";
import { settingsStyles } from "./settings-styles";
import { words } from "./words";

/** Amounts of lines to choose from. */
const LINES = [SCROLLBACK.least, 5000, 10_000, 50_000, SCROLLBACK.most] as const;

type Choice = "colours" | "font" | "cursor" | "bell";
type Switch = "blink" | "images" | "copyOnSelect" | "askPaste" | "screenReader";

/**
 * The button with what a person can set for the terminals of this browser.
 *
 * @fires preferences-change with what is to change of the {@link Preferences}
 */
@customElement("corex-settings-menu")
export class CorexSettingsMenu extends LitElement {
  static override styles = [controls, popoverStyles, settingsStyles];

  @property({ attribute: false }) accessor preferences!: Preferences;
  /** People say here who they are; in the dashboard it knows. */
  @property({ type: Boolean }) accessor named = false;
  @query("[popover]") private accessor panel!: HTMLElement;
  @query("#name") private accessor field!: HTMLInputElement | null;

  protected override render() {
    return html`<button class="icon" type="button" title=${words().settings} aria-label=${words().settings} aria-haspopup="dialog" @click=${this.open}>
        <coredeck-icon name="settings"></coredeck-icon>
      </button>
      <div popover role="dialog" aria-label=${words().settings} @beforetoggle=${this.toggles}>
        ${this.named ? this.name() : nothing}
        <h3>${words().look}</h3>
        ${this.choice("colours", COLOURS)} ${this.size()} ${this.choice("font", FONTS)} ${this.choice("cursor", CURSORS)} ${this.switch("blink")}
        ${this.lines()}
        <h3>${words().behaviour}</h3>
        ${this.choice("bell", BELLS)} ${this.switch("images", true)} ${this.switch("copyOnSelect")} ${this.switch("askPaste", true)}
        ${this.switch("screenReader", true)}
        <label class="check">
          <input type="checkbox" .checked=${singleKeys()} @change=${this.chooseKeys} />
          <span>${words().singleKeys}<small>${words().singleKeysHelp}</small></span>
        </label>
      </div>`;
  }

  private name() {
    return html`<h3>${words().you}</h3>
      <div class="row">
        <label for="name">${words().yourName}<small>${words().yourNameHelp}</small></label>
        <input id="name" maxlength=${LONGEST_NAME} autocomplete="nickname" spellcheck="false" .value=${viewerName()} @change=${this.renamed} />
      </div>`;
  }

  private choice(name: Choice, values: readonly string[]) {
    const now = this.preferences[name];
    const called: Readonly<Record<string, string>> = words().values;
    return html`<div class="row">
      <label for=${name}>${words().settingOf[name]}</label>
      <select id=${name} @change=${(event: Event) => this.set({ [name]: valueOf(event) })}>
        ${values.map((value) => html`<option value=${value} .selected=${value === now}>${called[value]}</option>`)}
      </select>
    </div>`;
  }

  private lines() {
    const now = this.preferences.scrollback;
    const offered = [...new Set([...LINES, now])].toSorted((a, b) => a - b);
    return html`<div class="row">
      <label for="lines">${words().lines}</label>
      <select id="lines" @change=${(event: Event) => this.set({ scrollback: Number(valueOf(event)) })}>
        ${offered.map((count) => html`<option value=${count} .selected=${count === now}>${count.toLocaleString(language())}</option>`)}
      </select>
    </div>`;
  }

  private size() {
    const { preferences } = this;
    const step = (steps: number, sign: string, label: string) =>
      html`<button class="small" type="button" aria-label=${label} title=${label} @click=${() => this.set({ fontSize: fontSizeAfter(preferences, steps) })}>
        ${sign}
      </button>`;
    return html`<div class="row">
      <span id="size">${words().fontSize}</span>
      <span class="steps" role="group" aria-labelledby="size">
        ${step(-1, "−", words().smaller)}<output>${fontSizeOf(preferences).toLocaleString(language())} px</output>${step(1, "+", words().larger)}
      </span>
    </div>`;
  }

  private switch(name: Switch, helped = false) {
    const now = this.preferences[name];
    const help: Readonly<Record<string, string>> = words().helpOf;
    return html`<label class="check">
      <input type="checkbox" .checked=${now} @change=${() => this.set({ [name]: !now })} />
      <span>${words().settingOf[name]}${helped ? html`<small>${help[name]}</small>` : nothing}</span>
    </label>`;
  }

  private renamed(event: Event): void {
    rename(valueOf(event));
  }

  /** What is typed counts when the panel closes, not only when the field is left, which is after that. */
  private toggles({ newState }: ToggleEvent): void {
    if (newState === "closed" && this.field !== null) {
      rename(this.field.value);
    }
  }

  /** One setting for all pages of this browser, not one of terminals. */
  private chooseKeys(event: Event): void {
    chooseSingleKeys((event.target as HTMLInputElement).checked);
  }

  private open(event: Event): void {
    this.requestUpdate(); // The keys may have been switched elsewhere.
    openBeside(event.currentTarget as HTMLElement, this.panel);
    this.panel.querySelector<HTMLElement>("input, select")?.focus();
  }

  private set(change: Partial<Preferences>): void {
    this.dispatchEvent(new CustomEvent("preferences-change", { detail: change }));
  }
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}
