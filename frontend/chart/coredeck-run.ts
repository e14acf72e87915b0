import { LitElement, type PropertyValues, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { exactTime } from "../theme/time";
import { eventWords } from "./event-words";
import { runsOf, upWords } from "./model/runs";
import { Story } from "./story";
import { words } from "./words";

const STEP_MS = 1_000;

/** How long a container runs, how often it was started again, and why the last time: facts of its page's head. */
@customElement("coredeck-run")
export class CoredeckRun extends LitElement {
  static override styles = css`
    :host {
      display: contents;
      font-variant-numeric: tabular-nums;
    }
    span.fact {
      display: inline-flex;
      gap: 6px;
      white-space: nowrap;
    }
    .label,
    .none {
      color: var(--cd-text-3);
    }
  `;

  /** Where the events come from, relative to the page's address. */
  @property() accessor src = "live/stats";
  @property() accessor container = "";
  @property({ type: Boolean }) accessor running = false;
  /** When the node said that it runs, milliseconds since 1970; for want of an event. */
  @property({ type: Number }) accessor since = 0;
  private story: Story | undefined;
  private clock: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.clock = setInterval(() => this.requestUpdate(), STEP_MS);
    if (this.hasUpdated) {
      this.follow();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.clock);
    this.story?.end();
    this.story = undefined;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("container") || changed.has("src")) {
      this.follow();
    }
  }

  private follow(): void {
    this.story?.end();
    this.story = this.container === "" ? undefined : new Story(this.src, this.container, () => this.requestUpdate());
  }

  protected override render() {
    const runs = runsOf(this.story?.happened ?? []);
    const since = runs.since ?? this.since;
    const up = this.running && since > 0;
    return html`${up
        ? html`<span class="fact" title=${eventWords().upHint(exactTime(since))}><span class="label">${eventWords().up}</span>${upWords(Date.now() - since)}</span>`
        : nothing}
      <span class="fact"><span class="label">${eventWords().restarts}</span>${this.restarts(runs)}</span>`;
  }

  private restarts({ restarts, more, reason, since }: ReturnType<typeof runsOf>) {
    if (this.story?.known !== true || (more && restarts === 0)) {
      return html`<span class="none">${words().noData}</span>`;
    }
    const count = more ? eventWords().atLeast(restarts) : restarts.toLocaleString();
    return restarts === 0 || reason === ""
      ? html`<span>${count}</span>`
      : html`<span title=${since === undefined ? "" : eventWords().restartsHint(exactTime(since))}>${eventWords().lastReason(count, reason)}</span>`;
  }
}
