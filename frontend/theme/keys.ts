/**
 * Keys of the page. An element carries its key: `data-key="c"`, for two pressed one after the other `data-key="g o"`,
 * `data-key="2|l"` where either does, and `data-key-description` for the sheet. The key clicks it, or focuses it if it
 * is a field. A table with `data-key-rows` is walked with J and K. Elements with keys of their own ask {@link ownKey}
 * and tell the sheet of them with {@link tellKeys}.
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
/** What is over the page and wants an answer. */
export const MODAL =
  "dialog[open], vaadin-dialog[opened], vaadin-confirm-dialog[opened], vaadin-dialog-overlay[opened], [role=dialog][opened], coredeck-deployment[open]";
const MENUS = new Set(["", "auto"]);

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
      MENUS.has(part.getAttribute?.("popover") ?? "none") ||
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

/** What of a pressed key matters. */
export type Pressed = Pick<
  KeyboardEvent,
  "key" | "ctrlKey" | "altKey" | "metaKey" | "isComposing" | "defaultPrevented" | "composedPath"
>;

/** The key, where it is pressed by itself and meant for the page: nothing while single keys are switched off. */
export function singleKey(event: Pressed): string | undefined {
  const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
  const isTaken = event.defaultPrevented || hasModifier || event.isComposing || takesKeys(event.composedPath());
  return isTaken || !singleKeys() ? undefined : event.key;
}

/** A single key for an element of the page itself: nothing while a dialog is over it. */
export function ownKey(event: Pressed): string | undefined {
  return document.querySelector(MODAL) === null ? singleKey(event) : undefined;
}

export interface Mark {
  keys: string;
  description: string;
}

const tellers = new Set<() => readonly Mark[]>();

/**
 * Tells the sheet of keys that an element hears itself.
 *
 * @param tell asked whenever the sheet is opened
 * @returns a function that ends this
 */
export function tellKeys(tell: () => readonly Mark[]): () => void {
  tellers.add(tell);
  return () => tellers.delete(tell);
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
  const own = [...tellers].flatMap((tell) => tell()).filter(({ keys }) => !found.has(keys));
  return [...[...found].map(([keys, description]) => ({ keys, description })), ...own];
}

export function hasRows(): boolean {
  return rowsOfPage() !== undefined;
}

function rowsOfPage(): HTMLElement | undefined {
  return shown("[data-key-rows]")[0];
}

/** Two keys also reach what a closed drawer hides. */
function marked(): HTMLElement[] {
  return shown("[data-key]", (element) => keysOf(element).some((keys) => keys.includes(" ")));
}

/** Under an open dialog nothing is meant but what is in it. */
function shown(selector: string, also: (element: HTMLElement) => boolean = () => false): HTMLElement[] {
  const layers = [...document.querySelectorAll(MODAL)];
  const top = layers.at(-1);
  const found = [...(top ?? document).querySelectorAll<HTMLElement>(selector)];
  return found.filter((element) => also(element) || element.checkVisibility());
}

const keysOf = (element: HTMLElement): string[] => (element.getAttribute("data-key") ?? "").split("|");

let first = "";
let firstAt = 0;

function pressed(event: KeyboardEvent): void {
  if (isPaletteKey(event)) {
    event.preventDefault();
    document.dispatchEvent(new CustomEvent(OPEN_PALETTE));
    return;
  }
  const key = singleKey(event);
  if (key?.length === 1 && act(key.toLowerCase())) {
    event.preventDefault();
  }
}

/** The second of two keys belongs to the first one, whatever else it means: it is caught before all others. */
function second(event: KeyboardEvent): void {
  if (first === "" || event.key.length !== 1) {
    return;
  }
  const key = singleKey(event)?.toLowerCase();
  const meant = `${first} ${key}`;
  first = "";
  if (key === undefined || Date.now() - firstAt > SECOND_KEY_MS) {
    return;
  }
  const element = marked().find((one) => keysOf(one).includes(meant));
  if (element !== undefined) {
    use(element);
  } else if (!beginsTwo(key)) {
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
}

function beginsTwo(key: string): boolean {
  const begins = marked().some((one) => keysOf(one).some((keys) => keys.startsWith(`${key} `)));
  if (begins) {
    first = key;
    firstAt = Date.now();
  }
  return begins;
}

function act(key: string): boolean {
  const element = marked().find((one) => keysOf(one).includes(key));
  if (element !== undefined) {
    use(element);
    return true;
  }
  if (beginsTwo(key)) {
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
  addEventListener("keydown", second, { capture: true });
  addEventListener("keydown", enter, { capture: true });
}
