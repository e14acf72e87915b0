import { LitElement, css, html } from "lit";
import { customElement, query } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/icon";
import { openBeside, popoverStyles } from "../../theme/popover";

const TERMINAL: readonly [string, string][] = [
  ["Ctrl Shift D", "split"],
  ["Ctrl Shift E", "close the pane"],
  ["Ctrl Shift F", "search"],
  ["Ctrl Shift C", "copy the selection"],
  ["Ctrl Shift V", "paste"],
  ["Ctrl Shift Esc", "leave the terminal"],
];

const ELSEWHERE: readonly [string, string][] = [
  ["J K", "next, previous process"],
  ["Enter", "open its terminal"],
  ["C", "start a process"],
  ["/", "filter the processes"],
  ["T", "go to the terminal"],
  ["1 to 9", "go to a tab"],
  ["?", "these keys"],
];

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
    return html`<button class="icon" type="button" title="Keys ( ? )" aria-label="Keys" aria-haspopup="dialog" @click=${this.open}>
        <coredeck-icon name="keyboard"></coredeck-icon>
      </button>
      <div popover role="dialog" aria-label="Keys">
        <h3>In a terminal</h3>
        ${keys(TERMINAL)}
        <h3>Elsewhere</h3>
        ${keys(ELSEWHERE)}
      </div>`;
  }
}

function keys(rows: readonly [string, string][]) {
  return html`<dl>
    ${rows.map(
      ([pressed, does]) => html`<dt>${pressed.split(" ").map((key) => (key === "to" ? " to " : html`<kbd>${key}</kbd>`))}</dt>
        <dd>${does}</dd>`,
    )}
  </dl>`;
}
