import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../theme/controls";
import "../theme/elements/icon";
import { type Audience, type Viewer, type Wish, drives, mayType } from "./line/audience";
import { words } from "./words";

/**
 * Says below a terminal that somebody else types and lets ask for the keys; to who types, that somebody asks.
 *
 * @fires wish with a {@link Wish}
 */
@customElement("coredeck-audience-bar")
export class CoredeckAudienceBar extends LitElement {
  static override styles = [
    controls,
    css`
      .bar {
        display: flex;
        flex: none;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--cd-1) var(--cd-3);
        padding: 6px 12px;
        border-top: 1px solid var(--cd-line);
        background: var(--cd-surface);
        color: var(--cd-text-2);
        font-size: var(--cd-t-s);
      }
      .bar b {
        color: var(--cd-text);
        font-weight: 550;
      }
    `,
  ];

  @property({ attribute: false }) accessor audience: Audience | undefined;
  /** This person has typed although somebody else has the keys. */
  @property({ type: Boolean }) accessor tried = false;

  protected override render() {
    const { audience } = this;
    if (audience === undefined) {
      return nothing;
    }
    const asks = audience.people.find((one) => one.asks && !one.mine);
    if (asks !== undefined && drives(audience)) {
      return this.asked(asks);
    }
    const self = audience.people.find((one) => one.id === audience.you);
    const driver = audience.people.find((one) => one.id === audience.driver);
    if (self === undefined || driver === undefined || mayType(audience)) {
      return nothing;
    }
    if (self.asks) {
      return html`<div class="bar" role="status"><span>${words().askedFor(nameOf(driver))}</span></div>`;
    }
    return this.tried
      ? html`<div class="bar">
          <b role="alert">${words().types(nameOf(driver))}</b><span>${words().notSent}</span>
          ${this.button(words().askToType, { do: "ask" })}
        </div>`
      : nothing;
  }

  private asked(asks: Viewer) {
    return html`<div class="bar">
      <b role="alert">${words().asks(nameOf(asks))}</b>
      ${this.button(words().handOver, { do: "give", to: asks.id })} ${this.button(words().keepTyping, { do: "keep" })}
    </div>`;
  }

  private button(label: string, wanted: Wish) {
    return html`<button class="small" type="button" @click=${() => this.dispatchEvent(new CustomEvent("wish", { detail: wanted }))}>${label}</button>`;
  }
}

/** What people are called where they have not said a name. */
export function nameOf(viewer: Viewer): string {
  return viewer.name === "" ? words().guest(viewer.id) : viewer.name;
}
