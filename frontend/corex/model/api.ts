import type { Size } from "../../terminal/line/frames";
import type { Process } from "./process";

/** An address of the server, also behind a proxy's prefix: the page is at its root or at `attach/ID`. */
export function serverUrl(path: string): URL {
  return new URL(path, new URL(location.pathname.replace(/attach\/\d+$/, ""), location.origin));
}

/** The server said no, or nothing; the message is for the person. */
export class ApiError extends Error {}

const LONGEST_WAIT_MS = 10_000;

/** @returns the message the event socket would begin with */
export async function askSnapshot(): Promise<object> {
  return (await ask("GET", "")) as object;
}

/** @param size what its terminal has from the beginning */
export async function startProcess(argv: readonly string[], size?: Size): Promise<Process> {
  return (await ask("POST", "", { argv, ...size })) as Process;
}

export async function stopProcess(id: number): Promise<void> {
  await ask("POST", `/${id}/stop`, {});
}

export async function killProcess(id: number, signal: number): Promise<void> {
  await ask("POST", `/${id}/kill`, { signal });
}

/** Forgets one ended process and its output. */
export async function forgetProcess(id: number): Promise<void> {
  await ask("DELETE", `/${id}`);
}

/** Forgets all ended processes and their output. */
export async function cleanProcesses(): Promise<void> {
  await ask("DELETE", "");
}

async function ask(method: string, path: string, body?: object): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(serverUrl(`api/v2/processes${path}`), {
      method,
      cache: "no-store",
      signal: AbortSignal.timeout(LONGEST_WAIT_MS),
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
    });
  } catch {
    throw new ApiError("The container did not answer. Is it still running?");
  }
  const answer = response.status === 204 ? undefined : await json(response);
  if (!response.ok) {
    throw new ApiError(refusal(response.status, (answer as { error?: string } | undefined)?.error));
  }
  return answer;
}

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

/** Why the server refused, in words for the person. */
export function refusal(status: number, reason: string | undefined): string {
  switch (status) {
    case 401:
      return "The server wants a name and a password. Load the page again to give them.";
    case 404:
      return "This process is gone: somebody took it off the list.";
    case 409:
      return "Its state has changed meanwhile. Look at the list again.";
    default:
      return reason === undefined ? `The server answered ${status} and gave no reason.` : sentence(reason);
  }
}

function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
