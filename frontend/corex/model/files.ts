import { words } from "../files-words";
import { memoryText } from "./process";
import type { CorexServer } from "./server";

const DIRECTORY_KEY = "coredeck.upload";
const DEFAULT_DIRECTORY = "/tmp";

/** How an upload ended; `exists` if a file is there that was not to be replaced. */
export type Outcome = { kind: "done" } | { kind: "exists" } | { kind: "stopped" } | { kind: "failed"; why: string };

/** One file on its way. */
export interface Upload {
  readonly outcome: Promise<Outcome>;
  stop(): void;
}

/** Where a file goes that is uploaded into a directory. */
export function pathIn(directory: string, name: string): string {
  return `${directory.replace(/\/+$/, "")}/${name.split(/[/\\]/).at(-1) ?? ""}`;
}

/** Sends a file; fetch cannot tell how far it is, so an old hand does it. */
export function upload(
  server: CorexServer,
  file: File,
  { directory, replaces, most }: { directory: string; replaces: boolean; most?: number | undefined },
  progress: (sent: number) => void,
): Upload {
  const request = new XMLHttpRequest();
  const outcome = new Promise<Outcome>((resolve) => {
    request.upload.onprogress = ({ loaded }) => progress(loaded);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve({ kind: "done" });
      } else {
        const why = request.status === 404 ? words().noSuchDirectory : refusal(request.status, request.responseText, most);
        resolve(request.status === 409 ? { kind: "exists" } : { kind: "failed", why });
      }
    };
    request.onerror = () => resolve({ kind: "failed", why: words().noAnswer });
    request.onabort = () => resolve({ kind: "stopped" });
  });
  request.open("PUT", fileAt(server, pathIn(directory, file.name)).href);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  if (replaces) {
    request.setRequestHeader("X-Overwrite", "true");
  }
  request.send(file);
  return { outcome, stop: () => request.abort() };
}

/** Where a file of the container is. */
export function fileAt(server: CorexServer, path: string): URL {
  return server.url(`api/v2/files?path=${encodeURIComponent(path)}`);
}

/**
 * Why the server refused, in words for the person.
 *
 * @param most bytes of a file, if that is known
 */
export function refusal(status: number, body: string, most?: number): string {
  if (status === 413) {
    return tooLarge(most);
  }
  let reason: unknown;
  try {
    reason = (JSON.parse(body) as { error?: unknown } | null)?.error;
  } catch {
    reason = undefined;
  }
  if (typeof reason === "string" && reason !== "") {
    const begun = reason.charAt(0).toUpperCase() + reason.slice(1);
    return /[.!?]$/.test(begun) ? begun : `${begun}.`;
  }
  const known: Readonly<Record<number, string>> = {
    403: words().mayNot,
    404: words().notThere,
    405: words().old,
    502: words().noAnswer,
    503: words().busy,
    504: words().noAnswer,
    507: words().full,
  };
  return known[status] ?? words().failed(status);
}

/** @param most bytes of a file, if that is known */
export function tooLarge(most: number | undefined): string {
  return most === undefined ? words().tooLargeHere : words().tooLarge(sizeText(most));
}

/** A size of a file, also one of few bytes. */
export function sizeText(bytes: number): string {
  return bytes < 1024 ? `${Math.round(bytes)} B` : memoryText(bytes);
}

export function lastDirectory(): string {
  try {
    return localStorage.getItem(DIRECTORY_KEY) ?? DEFAULT_DIRECTORY;
  } catch {
    return DEFAULT_DIRECTORY;
  }
}

export function rememberDirectory(directory: string): void {
  try {
    localStorage.setItem(DIRECTORY_KEY, directory);
  } catch {
    // A browser that keeps nothing has the usual one next time.
  }
}
