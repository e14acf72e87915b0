import { LitElement, css, svg } from "lit";
import { customElement } from "lit/decorators.js";

/** The sign of the product, 20 px or `--size`, in the accent colour; the name stands beside it as text. */
@customElement("coredeck-logo")
export class CoredeckLogo extends LitElement {
  static override styles = css`
    :host {
      display: inline-flex;
      flex: none;
      width: var(--size, 20px);
      height: var(--size, 20px);
      color: var(--cd-accent-text);
    }
    svg {
      width: 100%;
      height: 100%;
    }
  `;

  protected override render() {
    return svg`<svg viewBox="0 0 20 20" fill="none" aria-hidden="true">
      <path d="M17 6.25V5.5A3.5 3.5 0 0 0 13.5 2h-8A3.5 3.5 0 0 0 2 5.5v9A3.5 3.5 0 0 0 5.5 18h8a3.5 3.5 0 0 0 3.5-3.5v-.75"
        stroke="currentColor" stroke-width="2"/>
      <rect x="7" y="7" width="11" height="6" rx="1.5" fill="currentColor"/>
    </svg>`;
  }
}
