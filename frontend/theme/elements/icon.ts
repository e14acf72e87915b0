import { LitElement, css, html, type PropertyValues } from "lit";
import { customElement, property } from "lit/decorators.js";

const SPRITE = new URL("./icons.svg", import.meta.url).href;

/**
 * One icon of the sprite (Lucide), 16 px with a stroke of 1.75, or 14 px with 2.
 *
 * It is decoration: the control around it carries the words. Names are those of theme/icons.json.
 */
@customElement("coredeck-icon")
export class CoredeckIcon extends LitElement {
  static override styles = css`
    :host {
      display: inline-flex;
      flex: none;
      width: 16px;
      height: 16px;
      stroke-width: 1.75;
    }
    :host([small]) {
      width: 14px;
      height: 14px;
      stroke-width: 2;
    }
    svg {
      width: 100%;
      height: 100%;
    }
  `;

  @property() accessor name = "";
  @property({ type: Boolean, reflect: true }) accessor small = false;

  protected override willUpdate(_: PropertyValues): void {
    this.ariaHidden = "true";
  }

  protected override render() {
    return html`<svg aria-hidden="true"><use href=${`${SPRITE}#${this.name}`}></use></svg>`;
  }
}
