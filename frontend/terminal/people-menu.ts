import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { controls } from "../theme/controls";
import "../theme/elements/icon";
import { openBeside, popoverStyles } from "../theme/popover";
import { type Audience, type SizePolicy, type Viewer, type Wish, decides, mayType, selfOf } from "./line/audience";
import type { Size } from "./line/frames";
import { company, nameOf, othersOf, roleOf } from "./presence";
import { words } from "./words";

/**
 * The button that says who else is at a terminal, and the menu of who types and whose size counts.
 *
 * @fires wish with a {@link Wish}
 */
@customElement("coredeck-people-menu")
export class CoredeckPeopleMenu extends LitElement {
  static override styles = [
    controls,
    popoverStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      .open {
        gap: 5px;
        max-width: 100%;
        min-width: 24px;
        height: 24px;
        padding: 0 5px;
        border-color: transparent;
        background: transparent;
        color: var(--cd-text-2);
        font-size: var(--cd-t-xs);
        font-weight: 400;
      }
      .open:hover {
        background: var(--cd-hover);
        color: var(--cd-text);
      }
      .open:focus-visible {
        outline-offset: -1px;
      }
      .company {
        overflow: hidden;
        line-height: 20px;
        text-overflow: ellipsis;
      }
      [popover] {
        width: 300px;
      }
      h3,
      .title {
        margin: 8px 10px 4px;
        color: var(--cd-text-3);
        font: 500 var(--cd-t-2xs) / 16px var(--cd-sans);
      }
      h3:first-child {
        margin-top: 4px;
      }
      ul {
        max-height: 168px;
        margin: 0;
        padding: 0 0 6px;
        overflow: auto;
        border-bottom: 1px solid var(--cd-line);
        list-style: none;
      }
      li {
        display: flex;
        gap: var(--cd-2);
        justify-content: space-between;
        padding: 3px 10px;
        line-height: 20px;
      }
      li b {
        overflow: hidden;
        font-weight: 550;
        text-overflow: ellipsis;
      }
      li span {
        flex: none;
        color: var(--cd-text-2);
        font-size: var(--cd-t-xs);
      }
      [popover] .item {
        gap: var(--cd-2);
        padding: 0 10px;
      }
      [popover] .item[aria-disabled="true"] {
        color: var(--cd-text-off);
      }
      .mark {
        flex: none;
        width: 14px;
        text-align: center;
      }
      .mark::before {
        content: "";
      }
      [aria-checked="true"] .mark::before {
        content: "✓";
      }
      .note {
        margin: 4px 10px;
        color: var(--cd-text-3);
        font-size: var(--cd-t-xs);
      }
      @media (pointer: coarse) {
        .open {
          min-width: 44px;
          height: 32px;
        }
      }
    `,
  ];

  @property({ attribute: false }) accessor audience: Audience | undefined;
  /** What the terminal is called. */
  @property() accessor label = "";
  /** The size the terminal has now. */
  @property({ attribute: false }) accessor size: Size = { columns: 0, rows: 0 };
  /** The person's role lets look and no more. */
  @property({ type: Boolean }) accessor watching = false;
  @query("[popover]") private accessor menu!: HTMLElement;

  protected override render() {
    const { audience } = this;
    if (audience === undefined) {
      return nothing;
    }
    const others = company(audience);
    const title = words().whoTypes;
    return html`<button
        class="open"
        type="button"
        title=${title}
        aria-label=${[title, others, this.label].filter((part) => part !== "").join(", ")}
        aria-haspopup="menu"
        @click=${this.open}
      >
        <coredeck-icon small name="users"></coredeck-icon>${others === "" ? nothing : html`<span class="company">${others}</span>`}
      </button>
      <div popover @keydown=${this.moved}>
        <h3 id="here">${words().here}</h3>
        <ul aria-labelledby="here">
          ${this.people(audience)}
        </ul>
        ${this.watching ? nothing : html`<div role="menu" aria-label=${title}>${this.keys(audience)} ${this.sizes(audience)}</div>`}
      </div>`;
  }

  private people(audience: Audience) {
    const self = selfOf(audience);
    const line = (name: string, one: Viewer) => html`<li><b>${name}</b><span>${roleOf(one, audience)}${windowOf(one)}</span></li>`;
    return [
      self === undefined ? nothing : line(words().you(self.name), self),
      ...audience.people.filter((one) => one.mine && one !== self).map((one) => line(words().youElsewhere, one)),
      ...audience.people.filter((one) => !one.mine).map((one) => line(nameOf(one), one)),
    ];
  }

  private keys(audience: Audience) {
    const self = selfOf(audience);
    const mayDecide = decides(audience);
    const asks = self !== undefined && !self.watches && !self.asks && !mayType(audience);
    const heirs = mayDecide && audience.driver !== undefined ? othersOf(audience).filter((one) => !one.watches && !one.program) : [];
    return html`${asks ? this.item("menuitem", words().askToType, { do: "ask" }) : nothing}
    ${heirs.map((one) => this.item("menuitem", words().handTo(nameOf(one)), { do: "give", to: one.id }))}
    ${this.item("menuitemcheckbox", words().onlyLook, { do: "watch", on: self?.watches !== true }, { checked: self?.watches === true })}
    ${this.item("menuitemcheckbox", words().everybody, { do: "typing", all: !audience.everybodyTypes }, { checked: audience.everybodyTypes, off: !mayDecide })}`;
  }

  private sizes(audience: Audience) {
    const off = !decides(audience);
    const { columns, rows } = this.size;
    const choice = (policy: SizePolicy, text: string) =>
      this.item("menuitemradio", text, { do: "size", policy }, { checked: audience.size === policy, off });
    return html`<div role="group" aria-label=${words().whoseSize}>
      <div class="title" aria-hidden="true">${words().whoseSize}</div>
      ${choice("driver", words().ofDriver)} ${choice("smallest", words().ofSmallest)} ${choice("fixed", words().ofFixed(columns, rows))}
      ${off ? html`<div class="note" id="off">${words().notYours}</div>` : nothing}
    </div>`;
  }

  private item(role: string, text: string, wanted: Wish, { checked, off = false }: { checked?: boolean; off?: boolean } = {}) {
    return html`<button
      class="item"
      type="button"
      role=${role}
      tabindex="-1"
      aria-checked=${checked === undefined ? nothing : String(checked)}
      aria-disabled=${off ? "true" : nothing}
      aria-describedby=${off ? "off" : nothing}
      @click=${() => !off && this.choose(wanted)}
    >
      <span class="mark"></span>${text}
    </button>`;
  }

  private open(event: Event): void {
    openBeside(event.currentTarget as HTMLElement, this.menu);
    this.items[0]?.focus();
  }

  private get items(): HTMLElement[] {
    return [...this.menu.querySelectorAll<HTMLElement>(".item")];
  }

  private moved(event: KeyboardEvent): void {
    const { items } = this;
    const at = items.indexOf((this.renderRoot as ShadowRoot).activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      items.at(next % items.length)?.focus();
    }
  }

  private choose(wanted: Wish): void {
    this.menu.hidePopover();
    this.dispatchEvent(new CustomEvent("wish", { detail: wanted }));
  }
}

function windowOf({ window }: Viewer): string {
  return window === undefined ? "" : `, ${window.columns} × ${window.rows}`;
}
