import { breadthOf } from "./breadth";

/**
 * Tells how much room there is for the columns of the table beside it.
 *
 * @fires breadth with {breadth}: `phone`, `narrow`, `medium` or `wide`
 */
export class CoredeckListWidth extends HTMLElement {
  private breadth = "";
  private watching: ResizeObserver | undefined;

  connectedCallback(): void {
    this.watching = new ResizeObserver(() => this.measure());
    this.watching.observe(this.parentElement ?? document.body);
  }

  disconnectedCallback(): void {
    this.watching?.disconnect();
  }

  private measure(): void {
    const width = this.parentElement?.clientWidth ?? innerWidth;
    const breadth = breadthOf(width);
    if (breadth !== this.breadth) {
      this.breadth = breadth;
      this.dispatchEvent(new CustomEvent("breadth", { detail: { breadth } }));
    }
  }
}

customElements.define("coredeck-list-width", CoredeckListWidth);
