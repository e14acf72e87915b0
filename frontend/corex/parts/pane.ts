import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import "../../terminal/coredeck-terminal";
import type { CoredeckTerminal } from "../../terminal/coredeck-terminal";
import { controls } from "../../theme/controls";
import "../../theme/elements/icon";
import "../../theme/elements/state";
import type { Preferences } from "../model/preferences";
import { type Process, failure, lookOf, titleOf } from "../model/process";
import type { CorexServer } from "../model/server";
import { words } from "../words";

/** Keys with Ctrl Shift that are the page's, wherever the focus is: D splits, E closes the pane. */
export const PAGE_KEYS = "DE";

/**
 * One terminal with the line above that says whose it is.
 *
 * @fires pane-close when the person closes it
 */
@customElement("corex-pane")
export class CorexPane extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-width: 0;
        min-height: 0;
        border-top: 2px solid transparent;
        background: var(--cd-term-bg);
      }
      :host([active]) {
        border-top-color: var(--cd-accent);
      }
      header {
        display: flex;
        flex: none;
        align-items: center;
        gap: 10px;
        height: 26px;
        padding: 0 12px;
        border-bottom: 1px solid var(--cd-line);
        background: var(--cd-surface);
        color: var(--cd-text);
        font-size: var(--cd-t-xs);
        white-space: nowrap;
      }
      header .name {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      header .others {
        display: flex;
        align-items: center;
        gap: 5px;
        color: var(--cd-text-2);
      }
      header .size {
        margin-left: auto;
        color: var(--cd-text-2);
      }
      header button.icon {
        width: 24px;
        height: 24px;
        margin-right: -8px;
      }
      coredeck-terminal {
        flex: 1;
      }
      @media (max-width: 640px) {
        header {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) accessor server!: CorexServer;
  @property({ attribute: false }) accessor process!: Process;
  @property({ attribute: false }) accessor preferences!: Preferences;
  /** It takes the keys. */
  @property({ type: Boolean, reflect: true }) accessor active = false;
  /** The page itself has its connection. */
  @property({ type: Boolean }) accessor connected = true;
  /** The person only looks. */
  @property({ type: Boolean }) accessor watching = false;
  /** There are others beside it. */
  @property({ type: Boolean }) accessor closable = false;
  @state() private accessor size: { columns: number; rows: number; mine: boolean } | undefined;
  @query("coredeck-terminal") accessor terminal!: CoredeckTerminal;

  override focus(): void {
    this.terminal?.focus();
  }

  protected override render() {
    const { process, preferences } = this;
    const look = lookOf(process);
    const name = titleOf(process);
    const others = (process.viewers ?? 1) - 1;
    return html`<header>
        <coredeck-state kind=${look.kind} word=${look.word} shape></coredeck-state>
        <span class="name">${name}</span>
        ${look.kind === "ok" ? nothing : html`<span class="word">${look.word}</span>`}
        ${others > 0
          ? html`<span class="others" title=${words().viewersTitle}><coredeck-icon small name="users"></coredeck-icon>${words().viewers(others)}</span>`
          : nothing}
        <span class="size">${this.sizeText()}</span>
        ${this.closable
          ? html`<button class="icon" type="button" title=${words().closePaneKey} aria-label=${words().closePaneOf(name)} @click=${this.close}>
              <coredeck-icon small name="x"></coredeck-icon>
            </button>`
          : nothing}
      </header>
      <coredeck-terminal
        src=${this.server.url(`ws/${process.id}`).href}
        label=${words().terminalOf(name)}
        colours=${preferences.colours}
        ?screen-reader=${preferences.screenReader}
        ?quiet=${!this.connected}
        ?watching=${this.watching}
        .ended=${process.state === "crashed" ? failure(process) : ""}
        .pageKeys=${PAGE_KEYS}
        @terminal-size=${(event: CustomEvent<{ columns: number; rows: number; mine: boolean }>) => (this.size = event.detail)}
      ></coredeck-terminal>`;
  }

  private sizeText(): string {
    if (this.size === undefined) {
      return "";
    }
    const { columns, rows } = this.size;
    return `${columns} × ${rows}`;
  }

  private close(): void {
    this.dispatchEvent(new CustomEvent("pane-close"));
  }
}
