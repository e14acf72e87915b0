/**
 * Keys of the page. An element carries its key: `data-key="c"` or, for two pressed one after the other,
 * `data-key="g o"`, and `data-key-description` for the sheet. The key clicks it, or focuses it if it is a field.
 * A table with `data-key-rows` is walked with J and K.
 *
 * Single keys never act while a field, terminal or code editor has the focus, and can be switched off.
 */
import { isRowCell, openRow, rowKey } from "./key-rows";

/** Events of the document that a global key fires. */
export const OPEN_PALETTE = "coredeck-open-palette";
export const OPEN_KEYS = "coredeck-open-keys";

const SETTING = "coredeck.keys";
const SECOND_KEY_MS = 1500;
const TYPED_NOTHING = new Set(["checkbox", "radio", "button", "submit", "reset", "file", "image", "range", "color"]);
const TAKES_ALL = new Set(["coredeck-terminal", "coredeck-code", "textarea", "select"]);
const TAKES_ROLES = new Set(["textbox", "searchbox", "combobox", "listbox", "option", "menu", "menuitem", "tree"]);
const MODAL = "dialog[open], vaadin-dialog[opened], vaadin-confirm-dialog[opened], vaadin-dialog-overlay[opened]";

interface Part {
  localName?: string;
  type?: string;
  isContentEditable?: boolean;
  getAttribute?(name: string): string | null;
}

/** Whether what has the focus uses letters itself. */
export function takesKeys(path: readonly unknown[]): boolean {
  return (path as readonly Part[]).some((part) => {
    const name = part.localName ?? "";
    return (
      part.isContentEditable === true ||
      (name === "input" && !TYPED_NOTHING.has(part.type ?? "text")) ||
      TAKES_ALL.has(name) ||
      TAKES_ROLES.has(part.getAttribute?.("role") ?? "") ||
      typeof part.getAttribute?.("data-takes-keys") === "string"
    );
  });
}

export function singleKeys(): boolean {
  try {
    return localStorage.getItem(SETTING) !== "off";
  } catch {
    return true;
  }
}

export function chooseSingleKeys(on: boolean): void {
  try {
    if (on) {
      localStorage.removeItem(SETTING);
    } else {
      localStorage.setItem(SETTING, "off");
    }
  } catch {
    // A browser that keeps nothing has them as they are by default.
  }
}

export interface Mark {
  keys: string;
  description: string;
}

/** What the elements of the page can do by key now, each key once. */
export function marks(): Mark[] {
  const found = new Map<string, string>();
  for (const element of marked()) {
    const keys = element.getAttribute("data-key") ?? "";
    if (!found.has(keys)) {
      found.set(keys, element.getAttribute("data-key-description") ?? "");
    }
  }
  return [...found].map(([keys, description]) => ({ keys, description }));
}

export function hasRows(): boolean {
  return rowsOfPage() !== undefined;
}

function rowsOfPage(): HTMLElement | undefined {
  return shown("[data-key-rows]")[0];
}

/** Two keys also reach what a closed drawer hides. */
function marked(): HTMLElement[] {
  return shown("[data-key]", (element) => (element.getAttribute("data-key") ?? "").length > 1);
}

/** Under an open dialog nothing is meant but what is in it. */
function shown(selector: string, also: (element: HTMLElement) => boolean = () => false): HTMLElement[] {
  const layers = [...document.querySelectorAll(MODAL)];
  const top = layers.at(-1);
  const found = [...(top ?? document).querySelectorAll<HTMLElement>(selector)];
  return found.filter((element) => also(element) || element.checkVisibility());
}

let first = "";
let firstAt = 0;

function pressed(event: KeyboardEvent): void {
  if (isPaletteKey(event)) {
    event.preventDefault();
    document.dispatchEvent(new CustomEvent(OPEN_PALETTE));
    return;
  }
  const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
  if (event.defaultPrevented || hasModifier || event.isComposing || event.key.length !== 1) {
    return;
  }
  if (!singleKeys() || takesKeys(event.composedPath())) {
    return;
  }
  if (act(event.key.toLowerCase())) {
    event.preventDefault();
  }
}

function act(key: string): boolean {
  const before = Date.now() - firstAt < SECOND_KEY_MS ? first : "";
  first = "";
  const all = marked();
  const meant = (keys: string) => all.find((element) => element.getAttribute("data-key") === keys);
  const element = before === "" ? meant(key) : meant(`${before} ${key}`);
  if (element !== undefined) {
    use(element);
    return true;
  }
  if (all.some((one) => one.getAttribute("data-key")?.startsWith(`${key} `) === true)) {
    first = key;
    firstAt = Date.now();
    return true;
  }
  if (key === "?") {
    document.dispatchEvent(new CustomEvent(OPEN_KEYS));
    return true;
  }
  const rows = rowsOfPage();
  return rows !== undefined && rowKey(rows, key);
}

/** In a shell Ctrl K has a meaning of its own. */
function isPaletteKey(event: KeyboardEvent): boolean {
  const isIt = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
  const inTerminal = () =>
    event.composedPath().some((part) => part instanceof Element && part.localName === "coredeck-terminal");
  return isIt && !event.defaultPrevented && !inTerminal();
}

function use(element: HTMLElement): void {
  if (/-(field|box|area)$|^(input|textarea)$/.test(element.localName)) {
    element.focus();
  } else {
    (element.shadowRoot?.querySelector<HTMLElement>("a[href]") ?? element).click();
  }
}

/** A table takes Enter for itself, so it is caught before. */
function enter(event: KeyboardEvent): void {
  const cell = event.composedPath()[0];
  const rows = rowsOfPage();
  if (event.key === "Enter" && singleKeys() && rows !== undefined && isRowCell(rows, cell) && openRow(rows)) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}

/** From now on keys act on this page. */
export function startKeys(): void {
  addEventListener("keydown", pressed);
  addEventListener("keydown", enter, { capture: true });
}
