/** What a key means on the page of logs. */
export type LogKey = "search" | "next" | "previous" | "follow" | "newest" | "wrap";

const KEYS: Readonly<Record<string, LogKey>> = { "/": "search", n: "next", N: "previous", f: "follow", End: "newest", w: "wrap" };

/** @returns nothing for a key that means nothing here, or that belongs to a field or to the browser */
export function keyOf(event: KeyboardEvent): LogKey | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) {
    return undefined;
  }
  const isTyped = event.composedPath().some((target) => target instanceof Element && target.matches("input, textarea, select, [contenteditable], coredeck-terminal, vaadin-dialog-overlay"));
  return isTyped ? undefined : KEYS[event.key];
}
