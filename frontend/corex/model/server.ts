import type { Size } from "../../terminal/line/frames";
import { words } from "../words";
import type { Asciicast } from "./preferences";
import type { Process } from "./process";
import type { StartOptions } from "./start-options";

/** The server said no, or nothing; the message is for the person. */
export class ApiError extends Error {}

const LONGEST_WAIT_MS = 10_000;

/** Where CoreX answers: at the address of its own page, or behind the dashboard. */
export class CorexServer {
  /** @param base ends with a slash */
  constructor(private readonly base: URL) {}

  /** The server of this very page, which is at its root or at `attach/ID`, also behind a proxy's prefix. */
  static ofPage(): CorexServer {
    return new CorexServer(new URL(location.pathname.replace(/attach\/\d+$/, ""), location.origin));
  }

  url(path: string): URL {
    return new URL(path, this.base);
  }

  socket(path: string): URL {
    const url = this.url(path);
    url.protocol = url.protocol.replace("http", "ws");
    return url;
  }

  /** @returns the message the event socket would begin with */
  async snapshot(): Promise<object> {
    return (await this.ask("GET", "")) as object;
  }

  /** @param size what its terminal has from the beginning */
  async start(argv: readonly string[], size?: Size, options: StartOptions = {}): Promise<Process> {
    return (await this.ask("POST", "", { argv, ...size, ...options })) as Process;
  }

  /** Starts one that has ended again, or ends one that runs before. */
  async again(id: number, act: "start" | "restart"): Promise<void> {
    await this.ask("POST", `/${id}/${act}`, {});
  }

  async group(name: string, act: "start" | "stop" | "restart"): Promise<void> {
    await this.ask("POST", `../groups/${encodeURIComponent(name)}/${act}`, {});
  }

  /** What the process prints from now on is recorded, for all who look. */
  async record(id: number): Promise<void> {
    await this.ask("POST", `/${id}/recording`, {});
  }

  async stopRecording(id: number): Promise<void> {
    await this.ask("DELETE", `/${id}/recording`);
  }

  /** Where the recording of a process is to be had. */
  recording(id: number, version: Asciicast): URL {
    return this.url(`api/v2/processes/${id}/recording?version=${version}`);
  }

  async stop(id: number): Promise<void> {
    await this.ask("POST", `/${id}/stop`, {});
  }

  async kill(id: number, signal: number): Promise<void> {
    await this.ask("POST", `/${id}/kill`, { signal });
  }

  /** Forgets one ended process and its output. */
  async forget(id: number): Promise<void> {
    await this.ask("DELETE", `/${id}`);
  }

  /** Forgets all ended processes and their output. */
  async clean(): Promise<void> {
    await this.ask("DELETE", "");
  }

  private async ask(method: string, path: string, body?: object): Promise<unknown> {
    let response: Response;
    try {
      response = await fetch(this.url(`api/v2/${path.startsWith("../") ? path.slice(3) : `processes${path}`}`), {
        method,
        cache: "no-store",
        signal: AbortSignal.timeout(LONGEST_WAIT_MS),
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
      });
    } catch {
      throw new ApiError(words().noAnswer);
    }
    const answer = response.status === 204 ? undefined : await json(response);
    if (!response.ok) {
      throw new ApiError(
        refusal(response.status, (answer as { error?: string } | undefined)?.error, response.headers.has("WWW-Authenticate")),
      );
    }
    return answer;
  }
}

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

/** Why the server refused, in words for the person. */
export function refusal(status: number, reason: string | undefined, wantsPassword = false): string {
  switch (status) {
    case 401:
      return wantsPassword ? words().wantsPassword : words().signInAgain;
    case 423: // the dashboard's word for what it does not know either
      return words().wantsPassword;
    case 403:
      return words().mayNot;
    case 404:
      return words().processGone;
    case 409:
      return words().changed;
    case 410:
      return words().stoppedText;
    case 429: // CoreX names the limit that is reached, a number; the dashboard only that there is one.
      return reason !== undefined && /^\d/.test(reason) ? sentence(reason) : words().tooMany;
    case 502:
    case 504:
      return words().noAnswer;
    default:
      return reason === undefined ? words().noReason(status) : sentence(reason);
  }
}

function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
