import { MODAL, takesKeys } from "../theme/keys";

/** What is typed there is sent at once. */
const TERMINAL = "coredeck-terminal";

/** Fields in which somebody has typed; those that have left the page are forgotten with the next letter. */
const typedIn = new Set<HTMLElement>();

function typed(event: Event): void {
  for (const field of typedIn) {
    if (!field.isConnected) {
      typedIn.delete(field);
    }
  }
  const path = event.composedPath() as Element[];
  if (isTyping(path)) {
    typedIn.add(path[0] as HTMLElement);
  }
}

function isTyping(path: readonly Element[]): boolean {
  return takesKeys(path) && !path.some(({ localName }) => localName === TERMINAL);
}

/**
 * Notes from now on in which fields of the page somebody types, also in those inside our own elements.
 *
 * @returns a function that ends this
 */
export function watchTyping(): () => void {
  document.addEventListener("input", typed, { capture: true });
  return () => document.removeEventListener("input", typed, { capture: true });
}

/**
 * Whether a load of the page would lose what somebody is typing, has typed and not sent, or is about to answer. What stands
 * in the address comes back with the page.
 */
export function hasUnsent(): boolean {
  return isTyping(focused()) || roots(document).some((root) => root.querySelector(MODAL) !== null) || [...typedIn].some(isLost);
}

function isLost(field: HTMLElement): boolean {
  const text = ("value" in field ? String(field.value) : field.textContent).trim();
  const address = [...new URLSearchParams(location.search).values()];
  return field.isConnected && field.checkVisibility() && text !== "" && !address.includes(text);
}

/** What has the focus and everything around it, the innermost first. */
function focused(): Element[] {
  let inner = document.activeElement;
  while (inner?.shadowRoot?.activeElement) {
    inner = inner.shadowRoot.activeElement;
  }
  const path: Element[] = [];
  for (let part = inner; part !== null; part = part.parentElement ?? hostOf(part)) {
    path.push(part);
  }
  return path;
}

function hostOf(part: Element): Element | null {
  return (part.getRootNode() as Partial<ShadowRoot>).host ?? null;
}

/** The page and everything that elements in it keep to themselves. */
function roots(root: ParentNode): ParentNode[] {
  const inner = [...root.querySelectorAll("*")].flatMap(({ shadowRoot }) => (shadowRoot === null ? [] : roots(shadowRoot)));
  return [root, ...inner];
}
