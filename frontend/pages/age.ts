import { exactTime } from "../theme/time";

const STEP_MS = 1_000;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `12 s`, `3 min`, `5 h` or `41 d`. */
export function ageWords(seconds: number): string {
  if (seconds < MINUTE) {
    return `${Math.max(0, Math.floor(seconds))} s`;
  }
  if (seconds < HOUR) {
    return `${Math.floor(seconds / MINUTE)} min`;
  }
  return seconds < 2 * DAY ? `${Math.floor(seconds / HOUR)} h` : `${Math.floor(seconds / DAY)} d`;
}

const shown = new Set<CoredeckAge>();
let clock: ReturnType<typeof setInterval> | undefined;

/** How long ago something was, told anew as it grows older; the exact time on hover. */
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
    const text = ageWords((Date.now() - Number(this.getAttribute("at"))) / 1000);
    if (this.textContent !== text) {
      this.textContent = text;
    }
  }
}

customElements.define("coredeck-age", CoredeckAge);
