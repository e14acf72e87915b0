import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { controls } from "../theme/controls";
import "../theme/elements/icon";
import { openBeside, popoverStyles } from "../theme/popover";
import { LONGEST_NAME, MOST_FILTERS, type SavedFilter, saveFilters, savedFilters, withFilter } from "./filter-store";
import { words } from "./words";

/**
 * Filters a person has given names, kept in the browser.
 *
 * @fires filter-pick with {query}: the filter as it stands in an address
 */
@customElement("coredeck-saved-filters")
export class CoredeckSavedFilters extends LitElement {
  static override styles = [
    controls,
    popoverStyles,
    css`
      [popover] {
        width: 280px;
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        align-items: center;
      }
      li .item {
        flex: 1;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      li .item[aria-current="true"] {
        background: var(--cd-accent-tint);
        color: var(--cd-accent-text);
      }
      form {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: var(--cd-2);
        margin: var(--cd-1) 0 0;
        padding: var(--cd-2) 6px 6px;
        border-top: 1px solid var(--cd-line);
      }
      label {
        grid-column: 1 / -1;
        color: var(--cd-text-2);
        font-size: var(--cd-t-xs);
      }
      p {
        margin: 0;
        padding: 6px;
        color: var(--cd-text-3);
        font-size: var(--cd-t-xs);
        line-height: 16px;
      }
      .more {
        color: var(--cd-text-3);
      }
    `,
  ];

  @property() accessor person = "";
  /** The filter that is shown now, as it stands in the address. */
  @property() accessor query = "";
  @state() private accessor all: SavedFilter[] = [];
  @query("[popover]") private accessor panel!: HTMLElement;
  @query("input") private accessor field!: HTMLInputElement | null;

  protected override render() {
    return html`<button class="opener" type="button" aria-haspopup="dialog" @click=${this.open}>
        <coredeck-icon small name="bookmark"></coredeck-icon>${words().savedFilters}<coredeck-icon class="more" small name="chevron-down"></coredeck-icon>
      </button>
      <div popover role="dialog" aria-label=${words().savedFilters}>
        ${this.all.length === 0 ? html`<p>${words().noFilters}</p>` : html`<ul>${this.all.map((one) => this.line(one))}</ul>`}
        ${this.saving()}
      </div>`;
  }

  private line(one: SavedFilter) {
    const label = words().forget(one.name);
    return html`<li>
      <button class="item" type="button" aria-current=${one.query === this.query ? "true" : "false"} @click=${() => this.pick(one)}>${one.name}</button>
      <button class="icon" type="button" title=${label} aria-label=${label} @click=${() => this.forget(one)}>
        <coredeck-icon small name="x"></coredeck-icon>
      </button>
    </li>`;
  }

  private saving() {
    if (this.query === "") {
      return html`<p>${words().nothingToSave}</p>`;
    }
    return html`<form novalidate @submit=${this.save}>
      <label for="name">${words().nameOfFilter}</label>
      <input id="name" maxlength=${LONGEST_NAME} autocomplete="off" />
      <button type="submit">${words().save}</button>
      ${this.all.length >= MOST_FILTERS ? html`<p role="alert">${words().tooMany(MOST_FILTERS)}</p>` : nothing}
    </form>`;
  }

  private open(event: Event): void {
    this.all = savedFilters(localStorage, this.person);
    const button = event.currentTarget as HTMLElement;
    void this.updateComplete.then(() => openBeside(button, this.panel));
  }

  private pick(one: SavedFilter): void {
    this.panel.hidePopover();
    this.dispatchEvent(new CustomEvent("filter-pick", { detail: { query: one.query } }));
  }

  private save(event: Event): void {
    event.preventDefault();
    const name = this.field?.value.trim() ?? "";
    const all = withFilter(savedFilters(localStorage, this.person), { name, query: this.query });
    if (name === "" || all.length > MOST_FILTERS) {
      return;
    }
    this.keep(all);
    this.panel.hidePopover();
  }

  private forget(one: SavedFilter): void {
    this.keep(savedFilters(localStorage, this.person).filter(({ name }) => name !== one.name));
  }

  private keep(all: SavedFilter[]): void {
    saveFilters(localStorage, this.person, all);
    this.all = all;
  }
}
