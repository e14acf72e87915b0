import { isPageKey } from "../terminal/keys";

export type PageKey = "split" | "close" | "filter" | "start" | "next" | "previous" | "terminal" | "help" | number;

const SINGLE: Record<string, PageKey> = {
  "/": "filter",
  c: "start",
  j: "next",
  k: "previous",
  t: "terminal",
  "?": "help",
};

type Pressed = Pick<
  KeyboardEvent,
  "code" | "key" | "ctrlKey" | "shiftKey" | "altKey" | "metaKey" | "defaultPrevented" | "composedPath"
>;

/** What the page does with a key. Single keys never act while a field or a terminal has the focus. */
export function pageKey(event: Pressed, singleKeys: boolean): PageKey | undefined {
  if (isPageKey(event, "D")) {
    return "split";
  }
  if (isPageKey(event, "E")) {
    return "close";
  }
  if (!singleKeys || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || takesKeys(event)) {
    return undefined;
  }
  return /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : SINGLE[event.key];
}

function takesKeys(event: Pressed): boolean {
  const target = event.composedPath()[0] as Partial<HTMLElement> | undefined;
  return target?.isContentEditable === true || ["INPUT", "TEXTAREA", "SELECT"].includes(target?.tagName ?? "");
}
