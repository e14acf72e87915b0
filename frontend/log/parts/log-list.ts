import { LitElement, type PropertyValues, html } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/icon";
import { wholeTime } from "../model/clock";
import type { Row } from "../model/row";
import { Heights, OVERSCAN, OVERSCAN_AT_END, indexOfAnchor } from "../model/window";
import { words } from "../words";
import type { Look } from "./draw-row";
import { DrawnRows, idOf } from "./drawn-rows";
import { ListSelection } from "./list-selection";
import { listStyles } from "./list-styles";
import { OpenRows } from "./open-rows";

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
  @query(".unfinished") private accessor openPlace!: HTMLElement;
  @query(".letter") private accessor letter!: HTMLElement;
  @query(".head") private accessor head!: HTMLElement;
  @query(".after") private accessor foot!: HTMLElement;

  private readonly heights = new Heights();
  private drawn: DrawnRows | undefined;
  private readonly selection = new ListSelection(
    this,
    () => this.drawn,
    () => this.shown.slice(...this.sliceDrawn),
  );
  private shown: readonly Row[] = [];
  private look: Look | undefined;
  private scrolled = 0;
  private viewport = 0;
  private headHeight = 0;
  private openRows: OpenRows | undefined;
  private openHeight = 0;
  private columns = 120;
  private afterHeight = 0;
  private pinned = true;
  private watching: ResizeObserver | undefined;
  private frame = 0;
  private setTo = -1;
  /** Where the browser has it. */
  private isAt = -1;
  /** Whether the person moves it, since it was painted. */
  private isMoved = false;
  private sliceDrawn: [number, number] = [0, 0];
  private correcting: ResizeObserver | undefined;

  /** How many rows are in the page, for those who measure. */
  get drawnRows(): number {
    return this.drawn?.count ?? 0;
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
    this.drawn ??= new DrawnRows(this.place, this.scroller);
    this.openRows ??= new OpenRows(this.openPlace);
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
    const before = this.beforeText();
    this.columns = Math.max(10, Math.floor((this.scroller.clientWidth - before) / (letter || 7.5)));
    this.dispatchEvent(new CustomEvent("size", { detail: { columns: this.columns } }));
    this.again();
  }

  /** Pixels of a row that its text does not have; the columns are those of list-styles.ts. */
  private beforeText(): number {
    const style = getComputedStyle(this);
    const px = (name: string): number => Number.parseFloat(style.getPropertyValue(name));
    const columns = ["--time", "--stream", "--level", ...(this.named ? ["--name"] : [])];
    return columns.reduce((sum, one) => sum + px(one) + px("--gap"), 2 * px("--side"));
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
   * @returns how many rows were drawn
   */
  draw(shown: readonly Row[], look: Look, pinned: boolean): number {
    const index = this.topIndex;
    const anchor = this.shown[index];
    const offset = this.scrolled - this.headHeight - this.heights.topOf(index);
    this.shown = shown;
    this.look = look;
    this.pinned = pinned;
    this.heights.measure(shown);
    this.openHeight = this.openRows?.show(look, this.wrap ? this.columns : 0) ?? 0;
    if (pinned) {
      this.scrolled = Math.max(0, this.total - this.viewport);
    } else if (anchor !== undefined) {
      const at = indexOfAnchor(shown, anchor, index);
      const most = this.total - this.viewport;
      this.scrolled = Math.max(0, Math.min(this.headHeight + this.heights.topOf(at) + offset, most));
    }
    return this.paint();
  }

  private get total(): number {
    return this.heights.total + this.openHeight + this.headHeight + this.afterHeight;
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
    this.drawn?.focus(row.id);
  }

  private paint(): number {
    const { look } = this;
    if (look === undefined || this.drawn === undefined || this.viewport === 0) {
      return 0;
    }
    const slice = this.heights.slice(this.scrolled - this.headHeight, this.viewport, this.pinned ? OVERSCAN_AT_END : OVERSCAN);
    this.sliceDrawn = [slice.from, slice.to];
    this.space.style.height = `${this.heights.total}px`;
    this.place.style.transform = `translateY(${slice.top}px)`;
    const filled = this.drawn.show(this.shown.slice(slice.from, slice.to), look, this.selection.ofRows);
    this.setTo = Math.round(this.scrolled);
    if ((this.pinned && !this.isMoved) || Math.abs(this.setTo - this.isAt) > 1) {
      this.scroller.scrollTop = this.setTo; // which ends what the browser still moves for a key or wheel
      this.isAt = this.setTo;
    }
    this.isMoved = false;
    this.dispatchEvent(new CustomEvent("moved"));
    return filled;
  }

  /** Takes the heights of wrapped rows as they came out, where letters were wider than thought. */
  private corrected(): void {
    let wrong = false;
    for (const row of this.shown.slice(...this.sliceDrawn)) {
      const element = this.drawn?.of(row);
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
    this.isAt = to;
    if (Math.abs(to - this.setTo) <= 1) {
      return; // our own doing
    }
    this.isMoved = true;
    const wasUp = to < this.scrolled - NEAR_END;
    this.scrolled = to;
    // Not the viewport as it was: a list that grows because a notice has gone stays at its end, and is scrolled up for it.
    const isAtEnd = to + this.scroller.clientHeight >= this.total - NEAR_END - this.afterHeight;
    if (this.pinned && wasUp && !isAtEnd) {
      this.pinned = false;
      this.dispatchEvent(new CustomEvent("away"));
    } else if (!this.pinned && isAtEnd && !wasUp) {
      this.dispatchEvent(new CustomEvent("end"));
    }
    this.again();
  }

  private clicked(event: Event): void {
    const button = (event.target as Element).closest<HTMLElement>("[data-act]");
    if (button !== null && button.ariaDisabled !== "true") {
      this.dispatchEvent(new CustomEvent("act", { detail: { act: button.dataset["act"], id: idOf(button) } }));
    }
  }

  /** The whole time with its day is told on hover; writing it for every row drawn costs more than the row. */
  private hovered(event: Event): void {
    const time = (event.target as Element).closest<HTMLElement>(".time");
    const row = time === null ? undefined : this.shown.slice(...this.sliceDrawn).find((one) => one.id === idOf(time));
    if (time !== null && row?.kind === "line" && this.look !== undefined) {
      time.title = wholeTime(row.millis, this.look.zone);
    }
  }

  /** Whether some text of the list is selected: then it is not to move. */
  get hasSelection(): boolean {
    return this.selection.isThere;
  }

  protected override render() {
    return html`<div class="scroller" tabindex="0" role="log" aria-live="off" aria-label=${words().lines} @scroll=${this.hasScrolled}
        @click=${this.clicked} @pointerover=${this.hovered}>
        <span class="letter" aria-hidden="true">0000000000</span>
        <div class="head"><slot name="before"></slot></div>
        <div class="space"><div class="rows"></div></div>
        <div class="unfinished"></div>
        <div class="after"><slot name="after"></slot></div>
      </div>`;
  }
}
