import { LitElement, type PropertyValues, css, html, nothing, svg } from "lit";
import { customElement, property } from "lit/decorators.js";

export type StateKind = "ok" | "busy" | "warn" | "fail" | "idle" | "done";

/**
 * What is over sooner needs no movement. A delay of the animation would not do: browsers draw pictures of one that has
 * not begun, too.
 */
const TURNS_AFTER_MS = 700;

const SHAPES = {
  ok: svg`<circle cx="6" cy="6" r="4.75" fill="currentColor"/>`,
  busy: svg`<circle cx="6" cy="6" r="4.5" opacity=".3"/><path class="arc" d="M6 1.5A4.5 4.5 0 0 1 10.5 6"/>`,
  warn: svg`<path d="M6 1.25 11.25 10.75H.75Z" fill="currentColor" stroke-width="0"/>`,
  fail: svg`<path d="m2 2 8 8M10 2l-8 8" stroke-width="2.25"/>`,
  idle: svg`<rect x="1.75" y="1.75" width="8.5" height="8.5" rx="1.5"/>`,
  done: svg`<path d="m1.5 6.5 3 3 6-6.5" stroke-width="2"/>`,
};

/**
 * A state: always a shape and a colour, and a word beside it. With `shape` the word is only for those who hear the
 * page; then another word stands in the same row. With the attribute `still` nothing in it moves.
 */
@customElement("coredeck-state")
export class CoredeckState extends LitElement {
  static override styles = css`
    :host {
      display: inline-flex;
      flex: none;
      align-items: center;
      gap: 7px;
      color: var(--cd-idle);
      font-weight: 500;
      white-space: nowrap;
    }
    :host([kind="ok"]) {
      color: var(--cd-ok);
      --tint: var(--cd-ok-tint);
    }
    :host([kind="busy"]) {
      color: var(--cd-busy);
      --tint: var(--cd-busy-tint);
    }
    :host([kind="warn"]) {
      color: var(--cd-warn);
      --tint: var(--cd-warn-tint);
    }
    :host([kind="fail"]) {
      color: var(--cd-fail);
      --tint: var(--cd-fail-tint);
    }
    :host([pill]) {
      padding: 0 10px 0 8px;
      border-radius: var(--cd-r-full);
      background: var(--tint, var(--cd-idle-tint));
      font-size: var(--cd-t-xs);
      line-height: 22px;
    }
    svg {
      flex: none;
      width: 12px;
      height: 12px;
      fill: none;
      stroke: currentColor;
      stroke-width: 1.75;
    }
    .arc {
      transform-origin: 6px 6px;
    }
    :host([turning]) .arc {
      animation: turn 1s steps(16) infinite;
    }
    @keyframes turn {
      to {
        transform: rotate(360deg);
      }
    }
    @media (prefers-reduced-motion: reduce) {
      :host([turning]) .arc {
        animation: none;
      }
    }
    .sr {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    @media (forced-colors: active) {
      :host([pill]) {
        border: 1px solid;
      }
    }
  `;

  @property({ reflect: true }) accessor kind: StateKind = "idle";
  @property() accessor word = "";
  /** Shows the shape alone. */
  @property({ type: Boolean }) accessor shape = false;
  @property({ type: Boolean, reflect: true }) accessor pill = false;

  private timer: number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.turnLater();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.turnLater();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("kind")) {
      this.turnLater();
    }
  }

  /** Rests, and turns when the state that is seen now has lasted. */
  private turnLater(): void {
    clearTimeout(this.timer);
    this.removeAttribute("turning");
    if (this.isConnected && this.kind === "busy" && !this.hasAttribute("still")) {
      this.timer = window.setTimeout(() => this.setAttribute("turning", ""), TURNS_AFTER_MS);
    }
  }

  protected override render() {
    const word = this.word === "" ? nothing : html`<span class=${this.shape ? "sr" : ""}>${this.word}</span>`;
    return html`<svg viewBox="0 0 12 12" aria-hidden="true">${SHAPES[this.kind]}</svg>${word}`;
  }
}
