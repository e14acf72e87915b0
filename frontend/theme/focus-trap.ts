const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

/**
 * Keeps Tab within a layer over the page: after the last comes the first, before the first the last.
 *
 * `<dialog>.showModal()` does it too, but makes everything else inert, for which the browser works out the styles of
 * the whole page anew: as long as a container takes to start, on a page of many fields.
 */
export function keepTabIn(layer: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== "Tab" || event.defaultPrevented) {
    return;
  }
  const found = [...layer.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((element) => element.checkVisibility());
  const [first, last] = [found.at(0), found.at(-1)];
  const root = layer.getRootNode() as Document | ShadowRoot;
  const isOutside = root.activeElement === layer || root.activeElement === null;
  const next = event.shiftKey
    ? (isOutside || root.activeElement === first) && last
    : root.activeElement === last && first;
  if (next instanceof HTMLElement) {
    event.preventDefault();
    next.focus();
  }
}
