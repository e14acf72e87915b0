/** How the line to the numbers is. */
export interface LineState {
  kind: "connecting" | "live" | "no-source" | "lost" | "signed-out";
  /** When the last numbers came, by this machine's clock; 0 if none came yet. */
  since: number;
  /** When the next attempt is made; 0 where none is needed. */
  retryAt: number;
}

/** Whether what is shown is no longer what is. */
export function isOld({ kind }: LineState): boolean {
  return kind === "lost" || kind === "no-source" || kind === "signed-out";
}
