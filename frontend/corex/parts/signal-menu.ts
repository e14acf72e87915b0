import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { SIGNALS, signalName, signalNumber } from "../../terminal/signals";
import { controls } from "../../theme/controls";
import "../../theme/elements/icon";
import { openBeside, popoverStyles } from "../../theme/popover";
import { words } from "../words";

/** Those that people send; every other by its name. */
const COMMON = [
  [2, "asCtrlC"],
  [1, "hungUp"],
  [3, "quitCore"],
  [10, "forProgram"],
  [12, "forProgram"],
  [19, "pause"],
  [18, "goOn"],
  [9, "endAtOnce"],
] as const;

/**
 * The menu of a process that runs: start it again, or send it a signal.
 *
 * Has the attribute `open` while it is.
 *
 * @fires restart when it is to be ended and started again
 * @fires signal with the number of one
 */
@customElement("corex-signal-menu")
export class CorexSignalMenu extends LitElement {
  static override styles = [
    controls,
    popoverStyles,
    css`
      [popover] {
        width: 240px;
      }
      [popover] .again {
        margin-bottom: 4px;
        border-bottom: 1px solid var(--cd-line);
        border-radius: 0;
      }
      form {
        display: grid;
        gap: 6px;
        padding: 6px;
      }
      label {
        font-weight: 500;
      }
      p {
        margin: 0;
        color: var(--cd-text-3);
        font-size: var(--cd-t-xs);
        line-height: 16px;
        white-space: normal;
      }
      p.fault {
        color: var(--cd-fail);
      }
      form button {
        justify-self: end;
      }
    `,
  ];

  /** Name and number of the process. */
  @property() accessor label = "";
  @state() private accessor fault = false;
  @state() private accessor asked = false;
  @query("button") private accessor button!: HTMLButtonElement;
  @query("[role=menu]") private accessor menu!: HTMLElement;
  @query("[role=dialog]") private accessor other!: HTMLElement;
  @query("input") private accessor field!: HTMLInputElement;

  protected override render() {
    const label = words().restartOrSignalTo(this.label);
    return html`<button class="icon" type="button" title=${words().restartOrSignal} aria-label=${label} aria-haspopup="menu" @click=${this.open}>
        <coredeck-icon name="ellipsis"></coredeck-icon>
      </button>
      <div popover role="menu" aria-label=${words().signals} @keydown=${this.move} @toggle=${this.toggled}>
        <button class="item again" role="menuitem" type="button" @click=${this.restart}>${words().restart}<span class="hint">${words().restartHint}</span></button>
        ${COMMON.map(
          ([signal, meaning]) => html`<button class="item ${signal === 9 ? "danger" : ""}" role="menuitem" type="button" @click=${() => this.send(signal)}>
            ${signalName(signal)}<span class="hint">${words()[meaning]}</span>
          </button>`,
        )}
        <button class="item" role="menuitem" type="button" @click=${this.ask}>${words().otherSignal}</button>
      </div>
      <div popover role="dialog" aria-label=${words().otherSignal} @toggle=${this.toggled}>
        ${this.asked ? this.form() : nothing}
      </div>`;
  }

  /** Only where it was asked for: a list has many rows. */
  private form() {
    return html`<form @submit=${this.submit}>
      <label for="signal">${words().signal}</label>
      <input id="signal" list="names" maxlength="12" spellcheck="false" autocomplete="off" autocapitalize="characters" aria-describedby="help" aria-invalid=${this.fault ? "true" : "false"} @input=${() => (this.fault = false)} />
      <datalist id="names">${SIGNALS.map((name) => html`<option value=${`SIG${name}`}></option>`)}</datalist>
      <p id="help" class=${this.fault ? "fault" : ""} role=${this.fault ? "alert" : nothing}>${this.fault ? words().badSignal : words().signalHelp}</p>
      <button class="primary small" type="submit">${words().send}</button>
    </form>`;
  }

  private toggled(): void {
    this.toggleAttribute("open", [this.menu, this.other].some((one) => one.matches(":popover-open")));
  }

  private open(): void {
    openBeside(this.button, this.menu);
    this.menu.querySelector("button")?.focus();
  }

  private move(event: KeyboardEvent): void {
    const items = [...this.menu.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const at = items.indexOf((this.renderRoot as ShadowRoot).activeElement as HTMLButtonElement);
      items.at((at + step) % items.length)?.focus();
    }
  }

  private restart(): void {
    this.menu.hidePopover();
    this.dispatchEvent(new CustomEvent("restart"));
  }

  private async ask(): Promise<void> {
    this.asked = true;
    await this.updateComplete;
    this.button.focus(); // else the closing menu gives it the focus afterwards
    openBeside(this.button, this.other);
    this.field.value = "";
    this.fault = false;
    this.field.focus();
  }

  private submit(event: Event): void {
    event.preventDefault();
    const signal = signalNumber(this.field.value);
    this.fault = signal === undefined;
    if (signal !== undefined) {
      this.send(signal);
    }
  }

  private send(signal: number): void {
    this.menu.hidePopover();
    this.other.hidePopover();
    this.dispatchEvent(new CustomEvent("signal", { detail: signal }));
  }
}
