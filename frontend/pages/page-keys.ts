import { pageKey } from "./own-keys";

/**
 * Tells the page about single keys, as long as no field, terminal or dialog has the focus.
 *
 * @fires page-key with {key}
 */
export class CoredeckPageKeys extends HTMLElement {
  private readonly pressed = (event: KeyboardEvent): void => {
    const key = pageKey(event);
    if (key !== undefined && (this.getAttribute("keys") ?? "").split(" ").includes(key)) {
      event.preventDefault();
      this.dispatchEvent(new CustomEvent("page-key", { detail: { key } }));
    }
  };

  connectedCallback(): void {
    document.addEventListener("keydown", this.pressed);
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.pressed);
  }
}

customElements.define("coredeck-page-keys", CoredeckPageKeys);
