import { LitElement, type PropertyValues, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/state";
import { clockTime } from "../../theme/time";
import type { LineState } from "../line/state";
import { words as say } from "../words";

/** Numbers older than this are no longer live. */
const STALE_MS = 10_000;

/**
 * Says how fresh the charts are.
 *
 * @fires retry when the person does not want to wait
 * @fires back when the newest is wanted again
 */
@customElement("coredeck-live-state")
export class CoredeckLiveState extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px var(--cd-2);
        color: var(--cd-text-2);
        font-size: var(--cd-t-s);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property({ attribute: false }) accessor line!: LineState;
  /** The shown part of the time stands still. */
  @property({ type: Boolean }) accessor still = false;
  /** When the newest sample was taken, by the clock of `now`; 0 if there is none. */
  @property({ attribute: false }) accessor newest = 0;
  @property({ attribute: false }) accessor now = 0;
  private clock: ReturnType<typeof setInterval> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.clock);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("line")) {
      clearInterval(this.clock);
      if (this.line.kind === "lost") {
        this.clock = setInterval(() => this.requestUpdate(), 1000);
      }
    }
  }

  protected override render() {
    switch (this.line.kind) {
      case "connecting":
        return html`<coredeck-state kind="busy" word=${say().connecting}></coredeck-state>`;
      case "lost":
        return this.lost();
      case "no-source":
        return html`<span role="alert"><coredeck-state kind="warn" word=${say().noNewData}></coredeck-state></span>
          <span>${say().storeAway} ${this.since}</span>`;
      case "signed-out":
        return html`<span role="alert"><coredeck-state kind="warn" word=${say().signedOut}></coredeck-state></span>
          <span>${say().signInAgain} ${this.since}</span>`;
      case "live":
        return this.still ? this.standing() : this.live();
    }
  }

  private live() {
    if (this.newest === 0) {
      return html`<coredeck-state kind="idle" word=${say().noDataYet}></coredeck-state>`;
    }
    return this.now - this.newest > STALE_MS
      ? html`<coredeck-state kind="idle" word=${say().noDataSince(clockTime(this.newest))}></coredeck-state>`
      : html`<coredeck-state kind="ok" word=${say().live}></coredeck-state>`;
  }

  private standing() {
    return html`<coredeck-state kind="idle" word=${say().notLive}></coredeck-state>
      <button class="small" type="button" @click=${() => this.dispatchEvent(new CustomEvent("back"))}>${say().backToLive}</button>`;
  }

  private lost() {
    const seconds = Math.max(0, Math.ceil((this.line.retryAt - Date.now()) / 1000));
    return html`<span role="alert"><coredeck-state kind="warn" word=${say().lost}></coredeck-state></span>
      <span>${this.since} ${say().tryingIn(seconds)}</span>
      <button class="small" type="button" @click=${() => this.dispatchEvent(new CustomEvent("retry"))}>${say().tryNow}</button>`;
  }

  private get since() {
    return this.line.since === 0 ? nothing : say().from(clockTime(this.line.since));
  }
}
