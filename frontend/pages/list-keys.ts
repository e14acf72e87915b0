import { pageKey } from "./own-keys";

/** What of a grid is used here; the row's `key` is the server's. */
interface Grid extends HTMLElement {
  getEventContext(event: { composedPath(): EventTarget[] }): { item?: { key?: string } };
}

const PHONE_PX = 640;
const NARROW_PX = 1080;

/**
 * Keys of the table beside it, and how much room there is for its columns: J and K move, X selects, Enter opens, a
 * slash goes to the search.
 *
 * @fires row-key with {action, key}: `select` or `open`, and the server's key of the row
 * @fires breadth with {breadth}: `phone`, `narrow` or `wide`
 */
export class CoredeckListKeys extends HTMLElement {
  private breadth = "";
  private watching: ResizeObserver | undefined;

  private readonly pressed = (event: KeyboardEvent): void => {
    const key = pageKey(event);
    if (key === undefined || !this.act(key)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  connectedCallback(): void {
    // Before the grid hears it: Enter would let one move inside a cell.
    document.addEventListener("keydown", this.pressed, { capture: true });
    this.watching = new ResizeObserver(() => this.measure());
    this.watching.observe(this.parentElement ?? document.body);
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.pressed, { capture: true });
    this.watching?.disconnect();
  }

  private measure(): void {
    const width = this.parentElement?.clientWidth ?? innerWidth;
    const breadth = width <= PHONE_PX ? "phone" : width <= NARROW_PX ? "narrow" : "wide";
    if (breadth !== this.breadth) {
      this.breadth = breadth;
      this.dispatchEvent(new CustomEvent("breadth", { detail: { breadth } }));
    }
  }

  private get grid(): Grid | null {
    return this.parentElement?.querySelector<Grid>("vaadin-grid") ?? null;
  }

  /** The cell that has the focus, itself and not something in it. */
  private get cell(): HTMLElement | undefined {
    const active = this.grid?.shadowRoot?.activeElement;
    return active instanceof HTMLElement && active.closest("#items") !== null && active.matches("[role=gridcell], td") ? active : undefined;
  }

  private act(key: string): boolean {
    switch (key) {
      case "j":
        return this.move("ArrowDown");
      case "k":
        return this.move("ArrowUp");
      case "x":
        return this.tell("select");
      case "Enter":
        return this.tell("open");
      case "/":
        return this.search();
      default:
        return false;
    }
  }

  private move(arrow: string): boolean {
    const { grid, cell } = this;
    if (grid === null || grid.hidden) {
      return false;
    }
    if (cell === undefined) {
      const first = grid.shadowRoot?.querySelector<HTMLElement>("#items [tabindex='0']");
      grid.toggleAttribute("navigating", true); // The grid shows its ring only then.
      first?.focus();
    } else {
      cell.dispatchEvent(new KeyboardEvent("keydown", { key: arrow, bubbles: true, composed: true, cancelable: true }));
    }
    return true;
  }

  private tell(action: "select" | "open"): boolean {
    const { grid, cell } = this;
    if (grid === null || cell === undefined) {
      return false;
    }
    const path: EventTarget[] = [];
    for (let node: Element | null = cell; node !== null; node = node.parentElement) {
      path.push(node);
    }
    const key = grid.getEventContext({ composedPath: () => path }).item?.key;
    if (key === undefined) {
      return false;
    }
    this.dispatchEvent(new CustomEvent("row-key", { detail: { action, key } }));
    return true;
  }

  private search(): boolean {
    const field = document.querySelector<HTMLElement>(".filters .search");
    field?.focus();
    return field !== null;
  }
}

customElements.define("coredeck-list-keys", CoredeckListKeys);
