/** Walks through the rows of a `<vaadin-grid>` with keys. */

type Rows = HTMLElement;

/** What a cell may hold for the keyboard to enter, by Enter and then Tab. */
const BUTTONS = "button, vaadin-button, a.button";

/** @returns whether the key was one of rows */
export function rowKey(rows: Rows, key: string): boolean {
  if (key === "j" || key === "k") {
    move(rows, key === "j" ? "ArrowDown" : "ArrowUp");
    return true;
  }
  return key === "x" && select(rows);
}

/** @returns whether the key came from a cell itself, not from something in it, and the cell has no buttons to enter */
export function isRowCell(rows: Rows, target: unknown): boolean {
  return (
    target instanceof HTMLElement &&
    /^(td|tr)$/.test(target.localName) &&
    target.getRootNode() === rows.shadowRoot &&
    (target.localName === "tr" || !contentsOf(target).some((content) => content.querySelector(BUTTONS) !== null))
  );
}

/** Follows the row's first link; a row without one is clicked itself. @returns whether there was something to open */
export function openRow(rows: Rows): boolean {
  const cells = contents(rows);
  const link = cells.flatMap((cell) => [...cell.querySelectorAll<HTMLElement>("a[href]:not([hidden])")])[0];
  const row = cells.find((cell) => cell.querySelector("vaadin-checkbox") === null) as HTMLElement | undefined;
  const opens = link ?? row;
  opens?.click();
  return opens !== undefined;
}

function move(rows: Rows, arrow: string): void {
  const active = activeCell(rows);
  if (active === undefined) {
    rows.toggleAttribute("navigating", true); // The grid shows its ring only then.
    firstCell(rows)?.focus();
  } else {
    active.dispatchEvent(new KeyboardEvent("keydown", { key: arrow, bubbles: true, composed: true, cancelable: true }));
  }
}

function select(rows: Rows): boolean {
  const box = contents(rows).flatMap((cell) => [...cell.querySelectorAll<HTMLElement>("vaadin-checkbox")])[0];
  box?.click();
  return box !== undefined;
}

function activeCell(rows: Rows): HTMLElement | undefined {
  const active = rows.shadowRoot?.activeElement;
  if (active instanceof HTMLElement && active.closest("tbody") !== null) {
    return active;
  }
  const around = document.activeElement?.closest("vaadin-grid-cell-content");
  const slot = around instanceof HTMLElement ? around.assignedSlot : null;
  return slot?.closest<HTMLElement>("td") ?? undefined;
}

/** The topmost cell in sight; rows stand in the table in any order. */
function firstCell(rows: Rows): HTMLElement | undefined {
  const body = rows.shadowRoot?.querySelector("tbody");
  const top = rows.shadowRoot?.querySelector("thead")?.getBoundingClientRect().bottom ?? 0;
  return [...(body?.querySelectorAll<HTMLElement>("tr:not([hidden])") ?? [])]
    .map((row) => ({ row, y: row.getBoundingClientRect().top }))
    .filter(({ y }) => y >= top - 1)
    .sort((one, other) => one.y - other.y)[0]
    ?.row.querySelector<HTMLElement>("td") ?? undefined;
}

function contents(rows: Rows): Element[] {
  const cells = [...(activeCell(rows)?.closest("tr")?.querySelectorAll("td") ?? [])];
  return cells.flatMap(contentsOf);
}

function contentsOf(cell: HTMLElement): Element[] {
  return [...(cell.querySelector("slot")?.assignedElements() ?? [])];
}
