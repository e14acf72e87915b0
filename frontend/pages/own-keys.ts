/** What keeps a single key for itself while it has the focus. */
const TAKES_KEYS =
  "input, textarea, select, [contenteditable], [role=textbox], coredeck-terminal, coredeck-code, [role=menu], [popover]";

/** Floats over the page: what is under it hears no keys. */
const OVER = "vaadin-dialog-overlay, vaadin-dialog[opened], [role=dialog][opened], dialog[open]";

/** The key, in lower case where it is a letter; nothing for a key that belongs to a field, a layer above or the browser. */
export function pageKey(event: KeyboardEvent): string | undefined {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) {
    return undefined;
  }
  const typed = event.composedPath().some((target) => target instanceof Element && target.matches(TAKES_KEYS));
  if (typed || document.querySelector(OVER) !== null) {
    return undefined;
  }
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}
