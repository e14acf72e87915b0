import { LitElement, html } from "lit";
import { customElement, state } from "lit/decorators.js";
import { controls } from "../controls";
import "./icon";
import { words } from "../words";
import { type Mode, chooseMode, chosenMode, nextMode, onModeChange } from "../mode";

const ICONS: Record<Mode, string> = { system: "sun-moon", light: "sun", dark: "moon" };

/** The button that goes from "as the system" to light to dark and back. */
@customElement("coredeck-mode-switch")
export class CoredeckModeSwitch extends LitElement {
  static override styles = controls;

  @state() private accessor mode: Mode = chosenMode();
  private stop: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = onModeChange(() => (this.mode = chosenMode()));
    this.mode = chosenMode();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
  }

  protected override render() {
    const text = words();
    const names: Record<Mode, string> = { system: text.asSystem, light: text.light, dark: text.dark };
    const label = text.colours(names[this.mode], names[nextMode(this.mode)]);
    return html`<button class="icon" type="button" title=${label} aria-label=${label} @click=${this.next}>
      <coredeck-icon name=${ICONS[this.mode]}></coredeck-icon>
    </button>`;
  }

  private next(): void {
    chooseMode(nextMode(this.mode));
  }
}
