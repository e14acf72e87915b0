import { LitElement, type PropertyValues, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../theme/controls";
import "../theme/elements/icon";
import { type Audience, type Viewer, type Wish, driverOf, drives, mayType, selfOf } from "./line/audience";
import { nameOf } from "./presence";
import { words } from "./words";

/** So long a driver has to answer; then the server hands over. */
const ANSWER_MS = 15_000;

/**
 * Says below a terminal that somebody else types and lets ask for the keys; to who types, that somebody asks. The time
 * that is left is counted, and announced only once.
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
        gap: 6px var(--cd-2);
        padding: 6px 12px;
        border-top: 1px solid var(--cd-line);
        background: var(--cd-surface);
        color: var(--cd-text-2);
        font-size: var(--cd-t-s);
      }
      .bar.asks {
        background: var(--cd-busy-tint);
      }
      .asks coredeck-icon {
        color: var(--cd-busy);
      }
      b {
        color: var(--cd-text);
        font-weight: 550;
      }
      .words {
        display: flex;
        flex: 1 1 240px;
        flex-wrap: wrap;
        gap: 0 6px;
        font-variant-numeric: tabular-nums;
      }
      .buttons {
        display: flex;
        gap: var(--cd-2);
      }
    `,
  ];

  @property({ attribute: false }) accessor audience: Audience | undefined;
  /** This person has typed although somebody else has the keys. */
  @property({ type: Boolean }) accessor tried = false;
  private clock: ReturnType<typeof setInterval> | undefined;
  /** Who asks, and since when that is known here. */
  private asking: { id: number; since: number } | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.clock);
    this.clock = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("audience")) {
      const id = this.asker?.id;
      this.asking = id === undefined ? undefined : this.asking?.id === id ? this.asking : { id, since: Date.now() };
    }
  }

  protected override updated(): void {
    if (this.asking === undefined) {
      clearInterval(this.clock);
      this.clock = undefined;
    } else {
      this.clock ??= setInterval(() => this.requestUpdate(), 1000);
    }
  }

  protected override render() {
    const { audience } = this;
    if (audience === undefined) {
      return nothing;
    }
    const asks = this.asker;
    if (asks !== undefined && asks.id !== audience.you) {
      return this.asked(asks);
    }
    const self = selfOf(audience);
    const driver = driverOf(audience);
    if (self?.watches === true) {
      return html`<div class="bar">
        <coredeck-icon small name="eye"></coredeck-icon>
        <span class="words"><b>${words().onlyLooking}</b>${this.tried ? html`<span role="alert">${words().notSent}</span>` : nothing}</span>
        ${this.button(words().typeAgain, { do: "watch", on: false })}
      </div>`;
    }
    if (self === undefined || driver === undefined || mayType(audience)) {
      return nothing;
    }
    if (self.asks) {
      return html`<div class="bar">
        <coredeck-icon small name="keyboard"></coredeck-icon>
        <span class="words"><b role="status">${words().asked(nameOf(driver))}</b><span>${words().yoursIn(this.secondsLeft)}</span></span>
      </div>`;
    }
    return this.tried
      ? html`<div class="bar">
          <coredeck-icon small name="keyboard"></coredeck-icon>
          <span class="words" role="alert"><b>${words().isTyping(nameOf(driver))}.</b><span>${words().notSent}</span></span>
          ${this.button(words().askToType, { do: "ask" })}
        </div>`
      : nothing;
  }

  /** Who asks and is not answered yet, if that concerns this person: the one who types is asked, or it is oneself. */
  private get asker(): Viewer | undefined {
    const { audience } = this;
    if (audience === undefined) {
      return undefined;
    }
    return drives(audience) ? audience.people.find((one) => one.asks && !one.mine) : audience.people.find((one) => one.asks && one.id === audience.you);
  }

  private get secondsLeft(): number {
    return Math.max(0, Math.ceil(((this.asking?.since ?? 0) + ANSWER_MS - Date.now()) / 1000));
  }

  private asked(asks: Viewer) {
    return html`<div class="bar asks">
      <coredeck-icon small name="users"></coredeck-icon>
      <span class="words"><b role="alert">${words().asks(nameOf(asks))}</b><span>${words().goesIn(this.secondsLeft)}</span></span>
      <span class="buttons">${this.button(words().handOver, { do: "give", to: asks.id })} ${this.button(words().keepTyping, { do: "keep" })}</span>
    </div>`;
  }

  private button(label: string, wanted: Wish) {
    return html`<button class="small" type="button" @click=${() => this.dispatchEvent(new CustomEvent("wish", { detail: wanted }))}>${label}</button>`;
  }
}
