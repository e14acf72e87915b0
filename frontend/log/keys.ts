import type { ReactiveController, ReactiveControllerHost } from "lit";

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

/** Hears the keys of the whole page, as long as its element is in sight. */
export class LogKeys implements ReactiveController {
  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly acts: Readonly<Record<LogKey, () => void>>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("keydown", this.pressed);
  }

  hostDisconnected(): void {
    document.removeEventListener("keydown", this.pressed);
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const key = this.host.offsetParent === null ? undefined : keyOf(event);
    if (key !== undefined) {
      this.acts[key]();
      event.preventDefault();
    }
  };
}
