import { LitElement, type PropertyValues, css, html, nothing } from "lit";
import { customElement, property, queryAll } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/icon";
import { words } from "../words";

export interface TabLabel {
  key: number;
  name: string;
  pid: string;
}

/**
 * The tabs of the open terminals.
 *
 * @fires tab-select with the number of a tab, counted from 0
 * @fires tab-enter likewise, when the person goes on to its terminal
 * @fires tab-close likewise
 * @fires tab-new when the person wants another terminal
 */
@customElement("corex-tab-strip")
export class CorexTabStrip extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 2px;
        min-width: 0;
        overflow-x: auto;
        scrollbar-width: none;
      }
      [role="tablist"] {
        position: absolute;
      }
      .tabs {
        display: flex;
        gap: 2px;
      }
      .tab {
        display: flex;
        flex: none;
        align-items: center;
        height: 28px;
        border-radius: var(--cd-r-m);
        color: var(--cd-text-2);
      }
      .tab:hover {
        background: var(--cd-hover);
      }
      .tab[data-current] {
        background: var(--cd-accent-tint);
        color: var(--cd-accent-text);
      }
      .tab button {
        border: 0;
        background: none;
        color: inherit;
      }
      .tab .title {
        gap: var(--cd-2);
        height: 28px;
        padding: 0 4px 0 10px;
      }
      .tab .title:last-child {
        padding-right: 10px;
      }
      .tab .pid {
        font-weight: 400;
      }
      .tab[data-current] .name {
        font-weight: 550;
      }
      .tab:not([data-current]) .close {
        visibility: hidden;
      }
      .tab:hover .close,
      .tab:focus-within .close {
        visibility: visible;
      }
      .title:focus-visible,
      .close:focus-visible {
        outline-offset: -2px;
      }
      @media (pointer: coarse) {
        .tab,
        .tab .title {
          height: 44px;
        }
        .tab .close {
          visibility: visible;
        }
      }
    `,
  ];

  @property({ attribute: false }) accessor tabs: readonly TabLabel[] = [];
  @property({ type: Number }) accessor current = 0;
  /** Nothing can be started. */
  @property({ type: Boolean }) accessor closed = false;
  @queryAll(".title") private accessor titles!: NodeListOf<HTMLButtonElement>;

  override focus(): void {
    this.titles[this.current]?.focus();
  }

  protected override render() {
    return html`<div role="tablist" aria-label=${words().terminals} aria-owns=${this.tabs.map(({ key }) => `tab-${key}`).join(" ")}></div>
      <div class="tabs" @keydown=${this.pressed}>
        ${repeat(this.tabs, (tab) => tab.key, (tab, index) => this.tab(tab, index))}
      </div>
      ${this.closed
        ? nothing
        : html`<button class="icon" type="button" title=${words().startOther} aria-label=${words().startOther} @click=${() => this.tell("tab-new", undefined)}>
            <coredeck-icon name="plus"></coredeck-icon>
          </button>`}`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const more = changed.has("tabs") && changed.get("tabs")?.length !== this.tabs.length;
    if (changed.has("current") || more) {
      this.titles[this.current]?.parentElement?.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }

  private tab(tab: TabLabel, index: number) {
    const current = index === this.current;
    return html`<div class="tab" ?data-current=${current} role="presentation">
      <button
        id="tab-${tab.key}"
        class="title"
        type="button"
        role="tab"
        aria-selected=${current ? "true" : "false"}
        tabindex=${current ? 0 : -1}
        @click=${() => this.tell("tab-enter", index)}
        @auxclick=${(event: MouseEvent) => event.button === 1 && this.tell("tab-close", index)}
      >
        <coredeck-icon small name="square-terminal"></coredeck-icon>
        <span class="name">${tab.name}</span><span class="pid">${tab.pid}</span>
      </button>
      <button
        class="icon close"
        type="button"
        title=${words().closeTab}
        aria-label=${words().closeTabOf(`${tab.name} ${tab.pid}`)}
        tabindex=${current ? 0 : -1}
        @click=${() => this.tell("tab-close", index)}
      >
        <coredeck-icon small name="x"></coredeck-icon>
      </button>
    </div>`;
  }

  private pressed(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step !== undefined && this.tabs.length > 0) {
      event.preventDefault();
      const next = (this.current + step + this.tabs.length) % this.tabs.length;
      this.tell("tab-select", next);
      void this.updateComplete.then(() => this.titles[next]?.focus());
    }
  }

  private tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
