import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { controls } from "../theme/controls";
import type { CoredeckTerminal } from "./coredeck-terminal";
import { words } from "./words";

const KEYS = [
  { text: "Esc", sends: "\x1b" },
  { text: "Tab", sends: "\t" },
  { text: "/", name: "slash", sends: "/" },
  { text: "←", name: "left", sends: "\x1b[D" },
  { text: "↓", name: "down", sends: "\x1b[B" },
  { text: "↑", name: "up", sends: "\x1b[A" },
  { text: "→", name: "right", sends: "\x1b[C" },
] as const;

/** The keys that the keyboard of a phone lacks, 44 px each. Ctrl holds for the next letter. */
@customElement("coredeck-key-row")
export class CoredeckKeyRow extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        gap: 4px;
        padding: 6px;
        border-top: 1px solid var(--cd-line);
        background: var(--cd-sunken);
      }
      button {
        flex: 1;
        min-width: 0;
        height: 44px;
        padding: 0;
        font-weight: 400;
      }
      button[aria-pressed="true"] {
        border-color: var(--cd-accent);
        background: var(--cd-accent-tint);
        color: var(--cd-accent-text);
      }
    `,
  ];

  /** Where the keys go. */
  @property({ attribute: false }) accessor terminal: CoredeckTerminal | undefined;
  @state() private accessor control = false;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("terminal-control", this.controlUsed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("terminal-control", this.controlUsed);
  }

  protected override render() {
    const [escape, ...others] = KEYS.map(
      (key) => html`<button type="button" aria-label=${"name" in key ? words()[key.name] : nothing} @click=${() => this.press(key.sends)}>${key.text}</button>`,
    );
    return html`${escape}
      <button type="button" aria-pressed=${this.control ? "true" : "false"} @click=${this.switchControl}>Ctrl</button>
      ${others}`;
  }

  private readonly controlUsed = (): void => {
    this.control = false;
  };

  private press(sends: string): void {
    this.terminal?.sendKey(sends);
    this.terminal?.focus();
  }

  private switchControl(): void {
    this.control = !this.control;
    this.terminal?.holdControl(this.control);
    this.terminal?.focus();
  }
}
