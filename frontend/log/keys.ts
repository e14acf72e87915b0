import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type Mark, type Pressed, ownKey, tellKeys } from "../theme/keys";
import { words } from "./words";

/** What a key means on the page of logs. */
export type LogKey = "search" | "next" | "previous" | "follow" | "newest" | "wrap";

const KEYS: Readonly<Record<string, LogKey>> = { "/": "search", n: "next", N: "previous", f: "follow", End: "newest", w: "wrap" };
/** As the sheet shows them. */
const SHOWN: Readonly<Record<string, string>> = { N: "Shift+n" };

/** @returns nothing for a key that means nothing here, or that belongs to a field, a dialog or the browser */
export function keyOf(event: Pressed): LogKey | undefined {
  return KEYS[ownKey(event) ?? ""];
}

export function logMarks(): Mark[] {
  return Object.entries(KEYS).map(([key, means]) => ({ keys: SHOWN[key] ?? key, description: words().keys[means] }));
}

/** Hears the keys of the whole page, as long as its element is in sight. */
export class LogKeys implements ReactiveController {
  private endTelling: (() => void) | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly acts: Readonly<Record<LogKey, () => void>>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("keydown", this.pressed);
    this.endTelling = tellKeys(() => (this.isSeen ? logMarks() : []));
  }

  hostDisconnected(): void {
    document.removeEventListener("keydown", this.pressed);
    this.endTelling?.();
  }

  private get isSeen(): boolean {
    return this.host.offsetParent !== null;
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const key = this.isSeen ? keyOf(event) : undefined;
    if (key !== undefined) {
      this.acts[key]();
      event.preventDefault();
    }
  };
}
