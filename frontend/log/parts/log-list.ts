import { LitElement, type PropertyValues, html } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/icon";
import { wholeTime } from "../model/clock";
import type { Row } from "../model/rows";
import { Heights, indexOfAnchor } from "../model/window";
import { type Look, drawRow, signature } from "./draw-row";
import { listStyles } from "./list-styles";

/** How near to the end counts as the end, px. */
const NEAR_END = 4;

/**
 * The rows, of which only those in sight are in the page.
 *
 * {@link draw} is called at most once a frame. Sizes are read by observers, never between two writes.
 *
 * @fires act with {act, id} when a button of a row is pressed
 * @fires away when the person scrolls up from the newest line
 * @fires moved when other rows are in sight
 * @fires size when width or letters have changed: {columns}
 */
@customElement("coredeck-log-list")
export class CoredeckLogList extends LitElement {
  static override styles = [controls, listStyles];

  @property({ type: Boolean, reflect: true }) accessor wrap = false;
  @property({ type: Boolean, reflect: true }) accessor named = false;
  @property({ reflect: true }) accessor zone = "local";

  @query(".scroller") private accessor scroller!: HTMLElement;
  @query(".space") private accessor space!: HTMLElement;
  @query(".rows") private accessor place!: HTMLElement;
  @query(".letter") private accessor letter!: HTMLElement;
  @query(".head") private accessor head!: HTMLElement;
  @query(".after") private accessor foot!: HTMLElement;

  private readonly heights = new Heights();
  private readonly drawn = new Map<number, HTMLElement>();
  private readonly spare: HTMLElement[] = [];
  private readonly signatures = new WeakMap<HTMLElement, string>();
  private shown: readonly Row[] = [];
  private look: Look | undefined;
  private scrolled = 0;
  private viewport = 0;
  private headHeight = 0;
  private afterHeight = 0;
  private pinned = true;
  private watching: ResizeObserver | undefined;
  private frame = 0;
  private setTo = -1;
  private sliceDrawn: [number, number] = [0, 0];
  private correcting: ResizeObserver | undefined;

  /** How many rows are in the page, for those who measure. */
  get drawnRows(): number {
    return this.drawn.size;
  }

  /** The rows in sight. */
  get inSight(): { from: Row | undefined; to: Row | undefined } {
    const top = this.scrolled - this.headHeight;
    return { from: this.shown[this.heights.at(Math.max(0, top))], to: this.shown[this.heights.at(Math.max(0, top + this.viewport - 1))] };
  }

  /** Which row is at the top, in the rows shown; -1 if there is none. */
  get topIndex(): number {
    return this.heights.at(Math.max(0, this.scrolled - this.headHeight));
  }

  protected override firstUpdated(): void {
    this.watching = new ResizeObserver(() => this.resized());
    this.watching.observe(this.scroller);
    this.watching.observe(this.head);
    this.watching.observe(this.foot);
    this.correcting = new ResizeObserver(() => this.corrected());
    this.correcting.observe(this.place);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) {
      this.firstUpdated();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watching?.disconnect();
    this.correcting?.disconnect();
    cancelAnimationFrame(this.frame);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("wrap") || changed.has("named") || changed.has("zone")) {
      this.resized();
    }
  }

  override focus(): void {
    this.scroller.focus();
  }

  private resized(): void {
    this.viewport = this.scroller.clientHeight;
    this.headHeight = this.head.offsetHeight;
    this.afterHeight = this.foot.offsetHeight;
    const letter = this.letter.getBoundingClientRect().width / 10;
    const style = getComputedStyle(this);
    const before = Number.parseFloat(style.getPropertyValue("--before")) + (this.named ? Number.parseFloat(style.getPropertyValue("--named")) : 0);
    const columns = Math.max(10, Math.floor((this.scroller.clientWidth - before) / (letter || 7.5)));
    this.dispatchEvent(new CustomEvent("size", { detail: { columns } }));
    this.again();
  }

  /** Draws once in the next frame. */
  private again(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.paint());
  }

  /**
   * Shows these rows from now on.
   *
   * @param pinned whether the newest row stays in sight; otherwise the row being read does not move
   */
  draw(shown: readonly Row[], look: Look, pinned: boolean): void {
    const index = this.topIndex;
    const anchor = this.shown[index];
    const offset = this.scrolled - this.headHeight - this.heights.topOf(index);
    this.shown = shown;
    this.look = look;
    this.pinned = pinned;
    this.heights.measure(shown);
    if (pinned) {
      this.scrolled = Math.max(0, this.total - this.viewport);
    } else if (anchor !== undefined) {
      const at = indexOfAnchor(shown, anchor, index);
      this.scrolled = Math.max(0, this.headHeight + this.heights.topOf(at) + offset);
    }
    this.paint();
  }

  private get total(): number {
    return this.heights.total + this.headHeight + this.afterHeight;
  }

  /** Brings a row into sight, in the middle. */
  reveal(row: Row): void {
    const index = this.shown.indexOf(row);
    if (index >= 0) {
      this.pinned = false;
      const top = this.headHeight + this.heights.topOf(index);
      if (top < this.scrolled || top + row.height > this.scrolled + this.viewport) {
        this.scrolled = Math.max(0, Math.min(top - this.viewport / 3, this.total - this.viewport));
      }
      this.paint();
    }
  }

  /** Gives the focus to what can be done with a row in sight, or to the row itself. */
  focusRow(row: Row): void {
    const element = this.drawn.get(row.id);
    (element?.querySelector<HTMLElement>("[data-act]") ?? element)?.focus({ preventScroll: true });
  }

  private paint(): void {
    const { look } = this;
    if (look === undefined || !this.hasUpdated || this.viewport === 0) {
      return;
    }
    const slice = this.heights.slice(this.scrolled - this.headHeight, this.viewport);
    this.sliceDrawn = [slice.from, slice.to];
    this.space.style.height = `${this.heights.total}px`;
    this.place.style.transform = `translateY(${slice.top}px)`;
    this.fill(this.shown.slice(slice.from, slice.to), look);
    this.setTo = Math.round(this.scrolled);
    this.scroller.scrollTop = this.setTo;
    this.dispatchEvent(new CustomEvent("moved"));
  }

  private fill(rows: readonly Row[], look: Look): void {
    const focused = this.focusInRows;
    this.setRows(rows, look);
    this.keepFocus(focused);
  }

  /** Which row has the focus, and on what. */
  private get focusInRows(): { id: number; act: string | undefined } | undefined {
    const element = (this.renderRoot as ShadowRoot).activeElement as HTMLElement | null;
    const row = element?.closest<HTMLElement>("[data-id]");
    return row == null ? undefined : { id: Number(row.dataset["id"]), act: element?.dataset["act"] };
  }

  /** Gives the focus back that drawing took away: to the same row, or to the list where that is gone. */
  private keepFocus(before: { id: number; act: string | undefined } | undefined): void {
    if (before === undefined || this.focusInRows?.id === before.id) {
      return;
    }
    const row = this.drawn.get(before.id);
    const same = before.act === undefined ? row : (row?.querySelector<HTMLElement>(`[data-act="${before.act}"]`) ?? row);
    (same ?? this.scroller).focus({ preventScroll: true });
  }

  private setRows(rows: readonly Row[], look: Look): void {
    const wanted = new Set(rows.map((row) => row.id));
    for (const [id, element] of this.drawn) {
      if (!wanted.has(id)) {
        this.drawn.delete(id);
        element.remove();
        this.spare.push(element);
      }
    }
    this.spare.length = Math.min(this.spare.length, 64);
    let next = this.place.firstElementChild;
    for (const row of rows) {
      const element = this.elementOf(row, look);
      if (element === next) {
        next = next.nextElementSibling;
      } else {
        this.place.insertBefore(element, next);
      }
    }
  }

  private elementOf(row: Row, look: Look): HTMLElement {
    let element = this.drawn.get(row.id);
    if (element === undefined) {
      element = this.spare.pop() ?? document.createElement("div");
      this.drawn.set(row.id, element);
    }
    const wanted = signature(row, look);
    if (this.signatures.get(element) !== wanted) {
      this.signatures.set(element, wanted);
      drawRow(element, row, look);
    }
    // Rows have their computed height, so nothing has to be measured; a wrong guess is put right by `corrected`.
    const height = `${row.height}px`;
    if (element.style.minHeight !== height) {
      element.style.minHeight = height;
    }
    return element;
  }

  /** Takes the heights of wrapped rows as they came out, where letters were wider than thought. */
  private corrected(): void {
    let wrong = false;
    for (const row of this.shown.slice(...this.sliceDrawn)) {
      const element = this.drawn.get(row.id);
      if (element !== undefined && element.offsetHeight > row.height) {
        row.height = element.offsetHeight;
        wrong = true;
      }
    }
    if (wrong) {
      this.heights.measure(this.shown);
      if (this.pinned) {
        this.scrolled = Math.max(0, this.total - this.viewport);
      }
      this.again();
    }
  }

  private hasScrolled(): void {
    const to = this.scroller.scrollTop;
    if (Math.abs(to - this.setTo) <= 1) {
      return; // our own doing
    }
    const wasUp = to < this.scrolled - NEAR_END;
    this.scrolled = to;
    const isAtEnd = to + this.viewport >= this.total - NEAR_END - this.afterHeight;
    if (this.pinned && wasUp) {
      this.pinned = false;
      this.dispatchEvent(new CustomEvent("away"));
    } else if (!this.pinned && isAtEnd && !wasUp) {
      this.dispatchEvent(new CustomEvent("end"));
    }
    this.again();
  }

  private clicked(event: Event): void {
    const button = (event.target as Element).closest<HTMLElement>("[data-act]");
    const row = button?.closest<HTMLElement>("[data-id]");
    if (button && row && button.ariaDisabled !== "true") {
      this.dispatchEvent(new CustomEvent("act", { detail: { act: button.dataset["act"], id: Number(row.dataset["id"]) } }));
    }
  }

  /** The whole time with its day is told on hover; writing it for every row drawn costs more than the row. */
  private hovered(event: Event): void {
    const time = (event.target as Element).closest<HTMLElement>(".time");
    const id = Number(time?.parentElement?.dataset["id"]);
    const row = time === null ? undefined : this.shown.slice(...this.sliceDrawn).find((one) => one.id === id);
    if (time !== null && row?.kind === "line" && this.look !== undefined) {
      time.title = wholeTime(row.millis, this.look.zone);
    }
  }

  /** A selection over several rows is copied as the lines' texts, one below the other, nothing else. */
  private copied(event: ClipboardEvent): void {
    const range = this.selected();
    if (range === undefined) {
      return;
    }
    const rows = [...this.place.children].filter((element) => range.intersectsNode(element)) as HTMLElement[];
    if (rows.length > 1) {
      const byId = new Map(this.shown.map((row) => [row.id, row]));
      const texts = rows.map((element) => byId.get(Number(element.dataset["id"]))).map(textOf);
      event.clipboardData?.setData("text/plain", texts.filter((text) => text !== undefined).join("\n"));
      event.preventDefault();
    }
  }

  private selected(): Range | undefined {
    const selection = (this.renderRoot as ShadowRoot & { getSelection?(): Selection | null }).getSelection?.() ?? getSelection();
    return selection !== null && selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : undefined;
  }

  /** Whether some text of the list is selected: then it is not to move. */
  get hasSelection(): boolean {
    const range = this.selected();
    return range !== undefined && this.place.contains(range.startContainer);
  }

  protected override render() {
    return html`<div class="scroller" tabindex="0" role="log" aria-live="off" aria-label="Lines" @scroll=${this.hasScrolled}
        @click=${this.clicked} @copy=${this.copied} @pointerover=${this.hovered}>
        <span class="letter" aria-hidden="true">0000000000</span>
        <div class="head"><slot name="before"></slot></div>
        <div class="space"><div class="rows"></div></div>
        <div class="after"><slot name="after"></slot></div>
      </div>`;
  }
}

function textOf(row: Row | undefined): string | undefined {
  return row?.kind === "line" ? row.text : undefined;
}
