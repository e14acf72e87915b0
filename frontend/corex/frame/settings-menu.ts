import { LitElement, css, html } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/icon";
import { chooseSingleKeys, singleKeys } from "../../theme/keys";
import { openBeside, popoverStyles } from "../../theme/popover";
import type { Preferences } from "../model/preferences";
import { words } from "./words";

/**
 * The button with what a person can set for the terminals of this browser.
 *
 * @fires preferences-change with what is to change of the {@link Preferences}
 */
@customElement("corex-settings-menu")
export class CorexSettingsMenu extends LitElement {
  static override styles = [
    controls,
    popoverStyles,
    css`
      [popover] {
        width: 280px;
        padding: 12px;
      }
      fieldset {
        display: grid;
        gap: 6px;
        margin: 0 0 12px;
        padding: 0;
        border: 0;
      }
      legend {
        margin-bottom: 6px;
        padding: 0;
        font-weight: 500;
      }
      label {
        display: flex;
        align-items: flex-start;
        gap: var(--cd-2);
        line-height: 18px;
      }
      label + label {
        margin-top: 8px;
      }
      fieldset label + label {
        margin-top: 0;
      }
      input {
        flex: none;
        width: 16px;
        height: 16px;
        margin: 1px 0 0;
        accent-color: var(--cd-accent);
      }
      small {
        display: block;
        color: var(--cd-text-3);
        font-size: var(--cd-t-xs);
      }
    `,
  ];

  @property({ attribute: false }) accessor preferences!: Preferences;
  @query("[popover]") private accessor panel!: HTMLElement;

  protected override render() {
    const { preferences } = this;
    return html`<button class="icon" type="button" title=${words().settings} aria-label=${words().settings} aria-haspopup="dialog" @click=${this.open}>
        <coredeck-icon name="settings"></coredeck-icon>
      </button>
      <div popover role="dialog" aria-label=${words().settings}>
        <fieldset>
          <legend>${words().colours}</legend>
          ${(["page", "light", "dark"] as const).map(
            (colours) => html`<label>
              <input type="radio" name="colours" .checked=${preferences.colours === colours} @change=${() => this.set({ colours })} />
              ${{ page: words().asPage, light: words().alwaysLight, dark: words().alwaysDark }[colours]}
            </label>`,
          )}
        </fieldset>
        <label>
          <input type="checkbox" .checked=${preferences.screenReader} @change=${() => this.set({ screenReader: !preferences.screenReader })} />
          <span>${words().screenReader}<small>${words().screenReaderHelp}</small></span>
        </label>
        <label>
          <input type="checkbox" .checked=${singleKeys()} @change=${this.chooseKeys} />
          <span>${words().singleKeys}<small>${words().singleKeysHelp}</small></span>
        </label>
      </div>`;
  }

  /** One setting for all pages of this browser, not one of terminals. */
  private chooseKeys(event: Event): void {
    chooseSingleKeys((event.target as HTMLInputElement).checked);
  }

  private open(event: Event): void {
    this.requestUpdate(); // The keys may have been switched elsewhere.
    openBeside(event.currentTarget as HTMLElement, this.panel);
    this.panel.querySelector("input")?.focus();
  }

  private set(change: Partial<Preferences>): void {
    this.dispatchEvent(new CustomEvent("preferences-change", { detail: change }));
  }
}
