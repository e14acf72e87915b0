import type { Toast } from "./toast-stack";
import { words } from "./words";

/** Says in a toast what the page has done by itself. */
export function tell(toast: Omit<Toast, "key" | "acts">): void {
  document.querySelector("coredeck-toasts")?.say({ ...toast, key: -Date.now(), acts: [] });
}

/** Says that a short text, which is seen on the page, was not copied. */
export function tellNotCopied(text: string): void {
  tell({ kind: "fail", title: words().notCopied(text), text: words().notCopiedWhy, ms: 0 });
}

declare global {
  interface HTMLElementTagNameMap {
    "coredeck-toasts": import("./toasts").CoredeckToasts;
  }
}
