import { type Pressed as Single, singleKey } from "../theme/keys";
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

type Pressed = Single & Pick<KeyboardEvent, "code" | "shiftKey">;

/** What the page does with a key. Single keys never act while a field or a terminal has the focus, or switched off. */
export function pageKey(event: Pressed): PageKey | undefined {
  if (isPageKey(event, "D")) {
    return "split";
  }
  if (isPageKey(event, "E")) {
    return "close";
  }
  const key = singleKey(event) ?? "";
  return /^[1-9]$/.test(key) ? Number(key) - 1 : SINGLE[key];
}
