import { ticketOfPage } from "./ticket";

const LIMIT_MS = 5000;
/** A page does not load itself again more often. */
const LOAD_PAUSE_MS = 30_000;
/** Where the time stands at which the page last loaded itself again. */
const LOADED_AGAIN = "coredeck-loaded-again";

/**
 * Asks the server whether it is there. The question makes no session, as one for a page would, whose cookie would take the place
 * of another tab's.
 *
 * @returns the status of its answer; nothing if there is none within 5 seconds
 */
export async function askHere(): Promise<number | undefined> {
  try {
    const headers = { "Coredeck-Ticket": ticketOfPage() ?? "" };
    return (await fetch("live/here", { headers, cache: "no-store", signal: AbortSignal.timeout(LIMIT_MS) })).status;
  } catch {
    return undefined;
  }
}

/** Whether the page loaded itself again within the last 30 seconds. */
export function hasJustLoadedAgain(): boolean {
  return Date.now() - Number(sessionStorage.getItem(LOADED_AGAIN)) < LOAD_PAUSE_MS;
}

export function loadAgain(): void {
  sessionStorage.setItem(LOADED_AGAIN, String(Date.now()));
  location.reload();
}
