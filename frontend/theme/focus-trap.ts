const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex="0"], coredeck-copy';

/**
 * Moves the focus within a layer over the page for Tab: after the last comes the first, before the first the last.
 *
 * `<dialog>.showModal()` does it too, but makes everything else inert, for which the browser works out the styles of
 * the whole page anew: as long as a container takes to start, on a page of many fields.
 */
export function keepTabIn(layer: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== "Tab" || event.defaultPrevented) {
    return;
  }
  event.preventDefault();
  const found = [...layer.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((element) => element.checkVisibility());
  const at = found.indexOf((layer.getRootNode() as Document | ShadowRoot).activeElement as HTMLElement);
  const next = event.shiftKey ? (at <= 0 ? -1 : at - 1) : (at + 1) % found.length;
  found.at(next)?.focus();
}

/** Gives the focus back to what had it, or where that cannot have it any more to something else. */
export function giveBack(before: Element | null, otherwise: HTMLElement | null): void {
  const there = before instanceof HTMLElement && before.isConnected && before.checkVisibility() && before !== document.body;
  (there ? before : otherwise)?.focus();
}
