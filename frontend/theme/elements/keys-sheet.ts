import { LitElement, css, html } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { controls } from "../controls";
import { dialogStyles } from "../dialog";
import { type Mark, OPEN_KEYS, chooseSingleKeys, hasRows, marks, singleKeys } from "../keys";
import { words } from "../words";
import "./icon";

/** The sheet of keys: those of the page it is opened on, and those that are everywhere. */
@customElement("coredeck-keys")
export class CoredeckKeys extends LitElement {
  static override styles = [
    controls,
    dialogStyles,
    css`
      dialog {
        width: min(640px, calc(100vw - 24px));
      }
      .columns {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(260px, 100%), 1fr));
        gap: var(--cd-5) var(--cd-8);
        padding: var(--cd-4) var(--cd-5);
      }
      h3 {
        margin: 0 0 var(--cd-2);
        color: var(--cd-text-3);
        font: 400 var(--cd-t-xs) / 16px var(--cd-sans);
      }
      dl {
        display: grid;
        grid-template-columns: minmax(72px, max-content) 1fr;
        gap: 6px var(--cd-3);
        margin: 0;
        font-size: var(--cd-t-s);
        line-height: 20px;
      }
      dd {
        margin: 0;
      }
      kbd + kbd {
        margin-inline-start: 3px;
      }
      label {
        display: flex;
        gap: var(--cd-2);
        align-items: center;
        padding: var(--cd-3) var(--cd-5);
        border-top: 1px solid var(--cd-line);
        color: var(--cd-text-2);
        font-size: var(--cd-t-s);
      }
      input {
        width: 16px;
        height: 16px;
        accent-color: var(--cd-accent);
      }
    `,
  ];

  @state() private accessor marks: Mark[] = [];
  @state() private accessor rows = false;
  @query("dialog") private accessor dialog!: HTMLDialogElement;
  private readonly open = () => this.show();

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener(OPEN_KEYS, this.open);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener(OPEN_KEYS, this.open);
  }

  show(): void {
    this.marks = marks();
    this.rows = hasRows();
    if (!this.dialog.open) {
      this.dialog.showModal();
    }
  }

  protected override render() {
    const text = words();
    const rows = this.rows ? ROWS.map(([keys, word]) => ({ keys, description: text[word] })) : [];
    const isJump = ({ keys }: Mark) => /^\S \S$/.test(keys);
    const here = [...this.marks.filter((mark) => !isJump(mark)), ...rows];
    return html`<dialog aria-labelledby="title">
      <header>
        <h2 id="title">${text.keys}</h2>
        <button class="icon" type="button" title="${text.close} (Esc)" aria-label=${text.close} @click=${() => this.dialog.close()}>
          <coredeck-icon name="x"></coredeck-icon>
        </button>
      </header>
      <div class="columns">
        ${group(text.onThisPage, here)} ${group(text.goTo, this.marks.filter(isJump))}
        ${group(text.everywhere, [
          { keys: `${text.control}+K`, description: text.palette },
          { keys: "?", description: text.thisSheet },
          { keys: "Esc", description: text.closeLayer },
        ])}
      </div>
      <label>
        <input type="checkbox" .checked=${singleKeys()} @change=${this.choose} />${text.singleKeys}
      </label>
    </dialog>`;
  }

  private choose(event: Event): void {
    chooseSingleKeys((event.target as HTMLInputElement).checked);
  }
}

const ROWS = [
  ["j k", "moveRows"],
  ["x", "selectRow"],
  ["Enter", "openRow"],
] as const;

function group(title: string, all: Mark[]) {
  return all.length === 0
    ? ""
    : html`<section>
        <h3>${title}</h3>
        <dl>
          ${all.map(({ keys, description }) => html`<dt>${caps(keys)}</dt><dd>${description}</dd>`)}
        </dl>
      </section>`;
}

function caps(keys: string) {
  return keys.split(/[ +|]/).map((key) => html`<kbd>${key.length === 1 ? key.toUpperCase() : key}</kbd>`);
}
