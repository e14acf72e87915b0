export interface Act {
  word: string;
  /** Where it leads; without it the page's server is told. */
  href?: string;
}

export interface Toast {
  key: number;
  kind: "ok" | "busy" | "warn" | "fail" | "idle" | "done";
  title: string;
  text: string;
  acts: Act[];
  /** How long it stays; 0 until it is closed. */
  ms: number;
}

export const MOST = 3;

/** What is shown after another one came: those that need a person stay longest. */
export function withToast(toasts: readonly Toast[], toast: Toast): Toast[] {
  const all = [...toasts.filter(({ key }) => key !== toast.key), toast];
  while (all.length > MOST) {
    const passing = all.findIndex((one) => one.ms > 0 && one.key !== toast.key);
    all.splice(Math.max(passing, 0), 1);
  }
  return all;
}
