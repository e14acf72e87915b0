import type { CorexServer } from "../corex/model/server";
import { words as say } from "../corex/words";
import { ticketOfPage } from "../theme/ticket";
import { words } from "./words";

/** What a person tells a CoreX that asks for a credential of its own. */
export type Told = { readonly user: string; readonly password: string } | { readonly token: string };

/** Characters of each; more are refused. */
export const LONGEST = 1024;

/** CoreX looks at it for as long, and somewhat more. */
const LONGEST_WAIT_MS = 12_000;

/** Why it was not taken, in words for the person. */
export interface Fault {
  readonly why: string;
  /** What was typed is to blame. */
  readonly isWrong: boolean;
}

/**
 * Has the dashboard keep a credential for this session and this container.
 *
 * @returns nothing if CoreX has taken it
 */
export async function unlock(server: CorexServer, told: Told): Promise<Fault | undefined> {
  const response = await ask(server, "PUT", told);
  switch (response?.status) {
    case 204:
      return undefined;
    case 400:
    case 423:
      return { why: "token" in told ? words().wrongToken : words().wrongPassword, isWrong: true };
    case 401:
      return { why: say().signInAgain, isWrong: false };
    case 403:
      return { why: say().forbiddenText, isWrong: false };
    case 410:
      return { why: say().stoppedText, isWrong: false };
    case 429:
      return { why: words().tooOften(Number(response.headers.get("Retry-After") ?? "1")), isWrong: false };
    default:
      return { why: say().noAnswer, isWrong: false };
  }
}

/** Has the dashboard forget it. @returns whether it has */
export async function forget(server: CorexServer): Promise<boolean> {
  return (await ask(server, "DELETE"))?.ok === true;
}

async function ask(server: CorexServer, method: string, body?: Told): Promise<Response | undefined> {
  const ticket = ticketOfPage();
  try {
    return await fetch(server.url("credential"), {
      method,
      cache: "no-store",
      headers: { ...(ticket === undefined ? {} : { "Coredeck-Ticket": ticket }), ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
      signal: AbortSignal.timeout(LONGEST_WAIT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    return undefined;
  }
}
