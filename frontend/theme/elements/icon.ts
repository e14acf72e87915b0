import { LitElement, css, nothing, type PropertyValues } from "lit";
import { customElement, property } from "lit/decorators.js";
import shapes from "lucide:icons";

/** Parsed once, by name. */
const DRAWN = new Map<string, SVGElement>();

function drawn(name: string, markup: string): SVGElement {
  let svg = DRAWN.get(name);
  if (svg === undefined) {
    const text = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${markup}</svg>`;
    svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement as unknown as SVGElement;
    DRAWN.set(name, svg);
  }
  return document.importNode(svg, true);
}

/**
 * One icon of Lucide, 16 px with a stroke of 1.75, or 14 px with 2.
 *
 * It is decoration: the control around it carries the words. Names are those of theme/icons.json.
 *
 * The shapes stand in the page: with `<use>` of a file of icons, Chromium keeps about 13 KiB for each icon that there ever was.
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
    const markup = shapes[this.name];
    return markup === undefined ? nothing : drawn(this.name, markup);
  }
}
