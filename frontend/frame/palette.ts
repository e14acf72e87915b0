import { LitElement, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { controls } from "../theme/controls";
import { dialogStyles } from "../theme/dialog";
import "../theme/elements/icon";
import "../theme/elements/state";
import { OPEN_PALETTE } from "../theme/keys";
import { words as themeWords } from "../theme/words";
import { type Group, type Item, find, keepOpened, opened } from "./finding";
import { pieces } from "./hits";
import { paletteStyles } from "./palette-styles";
import { run } from "./run";
import { words } from "./words";

/**
 * Search for everything the person may see and do: Ctrl K, or the field in the top bar. The server matches; here stand
 * only the few best.
 *
 * @fires sign-out when the person wants to
 */
@customElement("coredeck-palette")
export class CoredeckPalette extends LitElement {
  static override styles = [controls, dialogStyles, paletteStyles];

  /** Who is signed in; what was opened lately is kept apart for each. */
  @property() accessor person = "";
  @state() private accessor groups: readonly Group[] = [];
  @state() private accessor active = 0;
  /** The item whose actions are shown. */
  @state() private accessor subject: Item | undefined;
  @state() private accessor query = "";
  @state() private accessor fails = false;
  @query("dialog") private accessor dialog!: HTMLDialogElement;
  @query("input") private accessor field!: HTMLInputElement;
  private asked: AbortController | undefined;
  /** Whether the list does not answer yet what was typed. */
  private isBehind = false;
  /** A key was pressed before the answer came: what to do with its first item. */
  private awaited: ((first: Item) => void) | undefined;
  private readonly toggle = () => (this.dialog.open ? this.dialog.close() : this.open());

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener(OPEN_PALETTE, this.toggle);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener(OPEN_PALETTE, this.toggle);
    this.asked?.abort();
  }

  private open(): void {
    this.query = "";
    this.groups = [];
    this.subject = undefined;
    this.field.value = "";
    this.dialog.showModal();
    void this.ask();
  }

  private async ask(): Promise<void> {
    this.asked?.abort();
    const asked = new AbortController();
    this.asked = asked;
    this.isBehind = true;
    this.awaited = undefined;
    try {
      const groups = await find(this.query, opened(this.person), asked.signal);
      if (!asked.signal.aborted) {
        this.groups = groups;
        this.subject = groups.flatMap(({ items }) => items).find((item) => item.acts.length > 0);
        this.active = 0;
        this.fails = false;
        this.isBehind = false;
        this.doAwaited();
      }
    } catch {
      this.fails = !asked.signal.aborted || this.fails;
    }
  }

  /** What is shown, with the actions behind the group their subject is in. */
  private get shown(): readonly Group[] {
    const subject = this.query.trim() === "" ? undefined : this.subject;
    return this.groups.flatMap((group) =>
      subject !== undefined && group.items.includes(subject)
        ? [group, { title: words().actionsOn(subject.name), items: subject.acts }]
        : [group],
    );
  }

  private get items(): readonly Item[] {
    return this.shown.flatMap(({ items }) => items);
  }

  protected override render() {
    const text = words();
    return html`<button class="opener" type="button" title="${text.search} (${themeWords().control} K)"
        aria-haspopup="dialog" aria-keyshortcuts="Control+K" @click=${this.open}>
        <coredeck-icon name="search"></coredeck-icon><span>${text.search}</span><kbd>${themeWords().control} K</kbd>
      </button>
      <dialog aria-label=${text.search} @click=${this.outside} @close=${() => this.asked?.abort()}>
        <div class="field">
          <coredeck-icon name="search"></coredeck-icon>
          <input type="text" role="combobox" aria-expanded="true" aria-controls="list" aria-autocomplete="list" aria-label=${text.search}
            aria-activedescendant=${this.items.length === 0 ? nothing : `option-${this.active}`} placeholder=${text.searchHint}
            autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="100" @input=${this.typed} @keydown=${this.pressed} />
          <kbd>Esc</kbd>
        </div>
        <div class="list" id="list" role="listbox" aria-label=${text.search}>${this.options()}</div>
        <div class="sr" role="status">${this.query === "" ? "" : text.found(this.items.length)}</div>
        ${this.none()} ${this.foot()}
      </dialog>`;
  }

  private options() {
    let number = 0;
    return this.shown.map(
      ({ title, items }, group) => html`<div role="group" aria-labelledby="group-${group}">
        <div class="group" id="group-${group}" role="presentation">${title}</div>
        ${items.map((item) => this.option(item, number++))}
      </div>`,
    );
  }

  private option(item: Item, number: number) {
    return html`<div class="option" id="option-${number}" role="option" aria-selected=${number === this.active}
      @pointermove=${() => (this.active = number)} @click=${(event: MouseEvent) => this.choose(item, event.ctrlKey || event.metaKey)}>
      ${item.state === ""
        ? html`<coredeck-icon name=${item.icon}></coredeck-icon>`
        : html`<coredeck-state kind=${item.state} word=${item.aside} shape></coredeck-state>`}
      <span class="name">${pieces(item.name, item.hits).map(({ text, hit }) => (hit ? html`<b>${text}</b>` : text))}</span>
      <span class="text">${item.text}</span>
      <span class="aside">${item.aside}</span>
      ${item.key === "" ? nothing : html`<kbd>${item.key}</kbd>`}
    </div>`;
  }

  private none() {
    const text = words();
    if (this.fails) {
      return html`<p class="none" role="alert">${text.noAnswer}</p>`;
    }
    return this.items.length === 0 && this.query !== "" ? html`<p class="none">${text.none(this.query)}</p>` : nothing;
  }

  private foot() {
    const text = words();
    return html`<footer>
      <span><kbd>↑</kbd> <kbd>↓</kbd> ${text.move}</span><span><kbd>Enter</kbd> ${text.open}</span>
      <span><kbd>${themeWords().control}</kbd> <kbd>Enter</kbd> ${text.newTab}</span><span><kbd>Tab</kbd> ${text.actions}</span>
      <span class="commands">${text.forCommands[0]} <kbd>&gt;</kbd> ${text.forCommands[1]}</span>
    </footer>`;
  }

  private typed(): void {
    this.query = this.field.value;
    void this.ask();
  }

  private pressed(event: KeyboardEvent): void {
    const last = this.items.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: this.active === last ? 0 : this.active + 1,
      ArrowUp: this.active === 0 ? last : this.active - 1,
      PageDown: Math.min(last, this.active + 8),
      PageUp: Math.max(0, this.active - 8),
    };
    const to = moves[event.key];
    if (event.isComposing) {
      return;
    }
    if (to !== undefined && last >= 0) {
      event.preventDefault();
      this.active = to;
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.withItem((item) => this.choose(item, event.ctrlKey || event.metaKey));
    } else if (event.key === "Tab" && !event.shiftKey) {
      event.preventDefault();
      this.withItem((item) => this.showActions(item));
    }
  }

  /** Never with an item of an older answer. */
  private withItem(does: (item: Item) => void): void {
    const item = this.items[this.active];
    if (this.isBehind) {
      this.awaited = does;
    } else if (item !== undefined) {
      does(item);
    }
  }

  private showActions(item: Item): void {
    if (item.acts.length > 0) {
      this.subject = item;
    }
    const first = this.subject?.acts[0];
    const number = first === undefined ? -1 : this.items.indexOf(first);
    this.active = number < 0 ? this.active : number;
  }

  protected override updated(): void {
    this.renderRoot.querySelector(`#option-${this.active}`)?.scrollIntoView({ block: "nearest" });
  }

  private choose(item: Item, isNewTab: boolean): void {
    this.dialog.close();
    keepOpened(this.person, item.id);
    run(this, item, isNewTab);
  }

  private doAwaited(): void {
    const first = this.items[0];
    if (first !== undefined && this.dialog.open) {
      this.awaited?.(first);
    }
    this.awaited = undefined;
  }

  private outside(event: MouseEvent): void {
    if (event.target === this.dialog) {
      this.dialog.close();
    }
  }
}
