import { LitElement, type PropertyValues, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { locale } from "../theme/language";
import type { NodeUse } from "./line/frames";
import type { LineState } from "./line/state";
import { statsLine } from "./line/stats-line";
import { words as say } from "./words";

/** A node that has told nothing for so long is not said to use what it used then. */
const STALE_MS = 10_000;
const GIB = 2 ** 30;

export type Resource = "cpu" | "memory" | "disk" | "other";

/**
 * What a node uses now of one resource, in words; the meter around it gets the length of its bar as `--used`.
 *
 * As many as one likes, they share one socket. It stands in the page itself, so that the page's styles and the names of its meters
 * reach it. What is not known is said to be unknown, never 0. A node is told of every 2 seconds.
 */
@customElement("coredeck-use")
export class CoredeckUse extends LitElement {
  /** Where the numbers come from, relative to the page's address. */
  @property() accessor src = "live/stats";
  /** The node's key; empty where nothing tells. */
  @property() accessor node = "";
  @property() accessor of: Resource = "other";
  /** All there is, in the unit. */
  @property({ type: Number }) accessor total = 0;
  @property() accessor unit = "";
  /** Shown as number before the whole: `1.4 of 8`. */
  @property({ type: Boolean }) accessor number = false;

  @state() private accessor use: NodeUse | undefined;
  /** The dashboard is away. */
  private isLost = false;
  private end: (() => void) | undefined;
  private stale: ReturnType<typeof setTimeout> | undefined;
  private watched = "";

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    setTimeout(() => {
      if (!this.isConnected) {
        this.leave();
      }
    });
  }

  protected override willUpdate(_: PropertyValues<this>): void {
    const wanted = this.total > 0 && this.of !== "other" ? this.node : "";
    if (this.isConnected && this.watched !== wanted) {
      this.leave();
      this.watched = wanted;
      if (wanted !== "") {
        this.end = statsLine(this.src).watchNode(wanted, {
          use: (use) => this.take(use),
          state: (line) => this.lineIs(line),
        });
      }
    }
  }

  private leave(): void {
    clearTimeout(this.stale);
    this.end?.();
    this.end = undefined;
    this.watched = "";
    this.use = undefined;
  }

  private take(use: NodeUse): void {
    this.use = use;
    this.ageFromNow();
  }

  /** While the dashboard is away, what is shown is that of then, as all of the page is; while only the numbers are, it grows old. */
  private lineIs({ kind }: LineState): void {
    const isLost = kind === "lost" || kind === "signed-out";
    if (isLost !== this.isLost) {
      this.isLost = isLost;
      this.ageFromNow();
    }
  }

  private ageFromNow(): void {
    clearTimeout(this.stale);
    if (!this.isLost) {
      this.stale = setTimeout(() => (this.use = undefined), STALE_MS);
    }
  }

  private get used(): number | undefined {
    const { use } = this;
    if (use === undefined || this.of === "other") {
      return undefined;
    }
    return this.of === "cpu" ? use.cpu : use[this.of] / GIB;
  }

  protected override render() {
    if (this.total <= 0) {
      return nothing;
    }
    const { used } = this;
    if (this.number) {
      return used === undefined
        ? html`${say().useNotKnown(amount(this.total))}`
        : html`<span class="now">${amount(used)}</span>${say().useOf(amount(this.total))}`;
    }
    return html`${this.told(used)}`;
  }

  private told(used: number | undefined): string {
    return used === undefined ? say().noUse : say().usedNow(amount(used), this.unit);
  }

  protected override updated(): void {
    const meter = this.closest<HTMLElement>(".meter, .capacity");
    const { used } = this;
    const share = used === undefined || this.total <= 0 ? 0 : Math.min(1, used / this.total);
    meter?.style.setProperty("--used", `${(share * 100).toFixed(2)}%`);
    if (meter !== null && !this.number) {
      meter.title = this.total > 0 ? this.told(used) : "";
    }
  }
}

/** With one decimal; a little is not said to be nothing. */
function amount(value: number): string {
  const told = (one: number): string => one.toLocaleString(locale(), { maximumFractionDigits: 1 });
  return value > 0 && value < 0.05 ? `< ${told(0.1)}` : told(value);
}
