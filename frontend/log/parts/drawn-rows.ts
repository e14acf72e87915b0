import type { Row } from "../model/row";
import { type Look, drawRow, signature } from "./draw-row";

/** Elements kept for rows to come. */
const MOST_SPARE = 64;

/** What of a row has the focus: what can be done with it, or nothing for the row itself. */
interface Focused {
  id: number;
  act: string | undefined;
}

/** The elements of the rows in sight. An element is drawn anew only when its row looks otherwise, and used again. */
export class DrawnRows {
  private readonly drawn = new Map<number, HTMLElement>();
  private readonly spare: HTMLElement[] = [];
  private readonly signatures = new WeakMap<HTMLElement, string>();

  /**
   * @param place where the elements stand, below each other
   * @param rest what gets the focus when its row goes out of sight
   */
  constructor(
    readonly place: HTMLElement,
    private readonly rest: HTMLElement,
  ) {}

  get count(): number {
    return this.drawn.size;
  }

  of(row: Row): HTMLElement | undefined {
    return this.drawn.get(row.id);
  }

  /** The rows that a selection touches, by id. */
  touching(range: Range): number[] {
    return [...this.place.children].filter((element) => range.intersectsNode(element)).map((element) => idOf(element));
  }

  /** Shows these rows, and no others. */
  show(rows: readonly Row[], look: Look): void {
    const focused = this.focused();
    this.release(rows);
    let next = this.place.firstElementChild;
    for (const row of rows) {
      const element = this.elementOf(row, look);
      if (element === next) {
        next = next.nextElementSibling;
      } else {
        this.place.insertBefore(element, next);
      }
    }
    if (focused !== undefined && this.focused()?.id !== focused.id) {
      this.focus(focused.id, focused.act);
    }
  }

  /** Gives the focus to what can be done with a row, or else to the row, or to the rest if it is out of sight. */
  focus(id: number, act?: string): void {
    const element = this.drawn.get(id);
    const button = element?.querySelector<HTMLElement>(act === undefined ? "[data-act]" : `[data-act="${act}"]`);
    (button ?? element ?? this.rest).focus({ preventScroll: true });
  }

  private focused(): Focused | undefined {
    const element = (this.place.getRootNode() as ShadowRoot).activeElement as HTMLElement | null;
    const row = element?.closest("[data-id]");
    return row == null ? undefined : { id: idOf(row), act: element?.dataset["act"] };
  }

  private release(rows: readonly Row[]): void {
    const wanted = new Set(rows.map((row) => row.id));
    for (const [id, element] of this.drawn) {
      if (!wanted.has(id)) {
        this.drawn.delete(id);
        element.remove();
        this.spare.push(element);
      }
    }
    this.spare.length = Math.min(this.spare.length, MOST_SPARE);
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
    // Rows have their computed height, so nothing has to be measured; a wrong guess is put right afterwards.
    const height = `${row.height}px`;
    if (element.style.minHeight !== height) {
      element.style.minHeight = height;
    }
    return element;
  }
}

/** Which row an element of the list belongs to. */
export function idOf(element: Element): number {
  return Number(element.closest<HTMLElement>("[data-id]")?.dataset["id"]);
}
