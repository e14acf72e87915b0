import { ageWords, agoWords } from "../theme/ages";
import { exactTime } from "../theme/time";

const STEP_MS = 1_000;

const shown = new Set<CoredeckAge>();
let clock: ReturnType<typeof setInterval> | undefined;

/**
 * How long ago something was, told anew as it grows older; the exact time on hover. With `ago` it is a time and no
 * age: after 24 hours its day is told.
 */
export class CoredeckAge extends HTMLElement {
  static readonly observedAttributes = ["at"];

  connectedCallback(): void {
    shown.add(this);
    clock ??= setInterval(() => shown.forEach((age) => age.show()), STEP_MS);
    this.show();
  }

  disconnectedCallback(): void {
    shown.delete(this);
    if (shown.size === 0) {
      clearInterval(clock);
      clock = undefined;
    }
  }

  attributeChangedCallback(): void {
    this.title = exactTime(Number(this.getAttribute("at")));
    this.show();
  }

  private show(): void {
    const at = Number(this.getAttribute("at"));
    const text = this.hasAttribute("ago") ? agoWords(at, Date.now()) : ageWords((Date.now() - at) / 1000);
    if (this.textContent !== text) {
      this.textContent = text;
    }
  }
}

customElements.define("coredeck-age", CoredeckAge);
