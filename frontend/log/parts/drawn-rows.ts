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

  /**
   * Shows these rows, and no others.
   *
   * An element whose row is gone becomes the next row where it stands: taken out and put in again, the browser would make its boxes
   * and styles anew. What is selected does not become other rows: the selection would stay and be of what nobody selected.
   *
   * @param selected what of the rows is selected, if anything
   * @returns how many rows were drawn: those that are new, or look otherwise
   */
  show(rows: readonly Row[], look: Look, selected?: Range): number {
    let filled = 0;
    const focused = this.focused();
    const free = this.release(rows);
    if (selected !== undefined) {
      this.putAside([...free].filter((element) => selected.intersectsNode(element)), free);
    }
    const passed: HTMLElement[] = [];
    let next = this.place.firstElementChild as HTMLElement | null;
    for (const row of rows) {
      let element = this.drawn.get(row.id);
      if (element !== undefined) {
        while (next !== null && free.has(next)) {
          passed.push(next);
          next = next.nextElementSibling as HTMLElement | null;
        }
      } else if (next !== null && free.has(next)) {
        element = next;
      } else {
        element = passed.pop() ?? this.spare.pop() ?? document.createElement("div");
      }
      free.delete(element);
      this.drawn.set(row.id, element);
      filled += this.fill(element, row, look) ? 1 : 0;
      if (element === next) {
        next = next.nextElementSibling as HTMLElement | null;
      } else {
        this.place.insertBefore(element, next);
      }
    }
    this.putAside([...free], free);
    if (focused !== undefined && this.focused()?.id !== focused.id) {
      this.focus(focused.id, focused.act);
    }
    return filled;
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

  /** Lets go of the rows that are not shown any more. @returns their elements, which are still in their places */
  private release(rows: readonly Row[]): Set<HTMLElement> {
    const wanted = new Set(rows.map((row) => row.id));
    const free = new Set<HTMLElement>();
    for (const [id, element] of this.drawn) {
      if (!wanted.has(id)) {
        this.drawn.delete(id);
        free.add(element);
      }
    }
    return free;
  }

  /** Takes these out of the free ones. */
  private putAside(elements: readonly HTMLElement[], free: Set<HTMLElement>): void {
    for (const element of elements) {
      free.delete(element);
      element.remove();
      if (this.spare.length < MOST_SPARE) {
        this.spare.push(element);
      }
    }
  }

  /** @returns whether it was drawn */
  private fill(element: HTMLElement, row: Row, look: Look): boolean {
    const wanted = signature(row, look);
    const isNew = this.signatures.get(element) !== wanted;
    if (isNew) {
      this.signatures.set(element, wanted);
      drawRow(element, row, look);
    }
    // Rows have their computed height, so nothing has to be measured; a wrong guess is put right afterwards.
    const height = `${row.height}px`;
    if (element.style.minHeight !== height) {
      element.style.minHeight = height;
    }
    return isNew;
  }
}

/** Which row an element of the list belongs to. */
export function idOf(element: Element): number {
  return Number(element.closest<HTMLElement>("[data-id]")?.dataset["id"]);
}
