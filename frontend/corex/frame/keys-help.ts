import { LitElement, css, html } from "lit";
import { customElement, query } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/icon";
import { openBeside, popoverStyles } from "../../theme/popover";
import { words } from "./words";

const TERMINAL = [
  ["Ctrl Shift D", "keySplit"],
  ["Ctrl Shift E", "keyClose"],
  ["Ctrl Shift F", "keySearch"],
  ["Ctrl Shift C", "keyCopy"],
  ["Ctrl Shift V", "keyPaste"],
  ["Ctrl + − 0", "keySize"],
  ["Ctrl Shift Esc", "keyLeave"],
] as const;

const ELSEWHERE = [
  ["J K", "keyMove"],
  ["Enter", "keyOpen"],
  ["C", "keyStart"],
  ["/", "keyFilter"],
  ["T", "keyTerminal"],
  ["1 to 9", "keyTab"],
  ["?", "keyKeys"],
] as const;

/** The button that tells the keys. */
@customElement("corex-keys-help")
export class CorexKeysHelp extends LitElement {
  static override styles = [
    controls,
    popoverStyles,
    css`
      [popover] {
        padding: 12px 16px;
      }
      h3 {
        margin: 0 0 8px;
        font: 600 var(--cd-t-s) / 18px var(--cd-sans);
      }
      dl {
        display: grid;
        grid-template-columns: max-content max-content;
        gap: 6px 16px;
        margin: 0 0 12px;
      }
      dl:last-child {
        margin: 0;
      }
      dt,
      dd {
        margin: 0;
        line-height: 20px;
      }
      kbd + kbd {
        margin-left: 3px;
      }
      dd {
        color: var(--cd-text-2);
      }
      @media (pointer: coarse) and (max-width: 640px) {
        :host {
          display: none;
        }
      }
    `,
  ];

  @query("[popover]") private accessor panel!: HTMLElement;
  @query("button") private accessor button!: HTMLElement;

  open(): void {
    openBeside(this.button, this.panel);
  }

  protected override render() {
    return html`<button class="icon" type="button" title=${words().keysKey} aria-label=${words().keys} aria-haspopup="dialog" @click=${this.open}>
        <coredeck-icon name="keyboard"></coredeck-icon>
      </button>
      <div popover role="dialog" aria-label=${words().keys}>
        <h3>${words().inTerminal}</h3>
        ${keys(TERMINAL)}
        <h3>${words().elsewhere}</h3>
        ${keys(ELSEWHERE)}
      </div>`;
  }
}

function keys(rows: typeof TERMINAL | typeof ELSEWHERE) {
  return html`<dl>
    ${rows.map(
      ([pressed, does]) => html`<dt>${pressed.split(" ").map((key) => (key === "to" ? ` ${words().to} ` : html`<kbd>${key}</kbd>`))}</dt>
        <dd>${words()[does]}</dd>`,
    )}
  </dl>`;
}
