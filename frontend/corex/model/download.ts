import { words } from "../files-words";
import { fileAt, refusal, sizeText } from "./files";
import type { CorexServer } from "./server";

/** A download that is no larger goes through the page, which tells how far it is; a larger one is the browser's. */
const THROUGH_PAGE_BYTES = 64 << 20;

/** How long the browser may take to begin keeping what has come. */
const KEPT_MS = 60_000;

/** How far a download is. */
export interface Progress {
  readonly bytes: number;
  /** Unknown for directories, which are packed while they are sent. */
  readonly all?: number | undefined;
}

/** How a download ended; `given` if the browser has it, or goes on with it. */
export type Ended = { kind: "given" } | { kind: "stopped" } | { kind: "failed"; why: string };

/** One on its way. */
export interface Download {
  readonly ended: Promise<Ended>;
  stop(): void;
}

/**
 * Gives the browser a file of the container to keep.
 *
 * @param most bytes that the server gives, if that is known
 */
export function download(server: CorexServer, path: string, progress: (now: Progress) => void, most?: number): Download {
  const question = new AbortController();
  const ended = fetched(fileAt(server, path), path, question, progress, most).catch(
    (): Ended => (question.signal.aborted ? { kind: "stopped" } : { kind: "failed", why: words().noAnswer }),
  );
  return { ended, stop: () => question.abort() };
}

async function fetched(
  address: URL,
  path: string,
  question: AbortController,
  progress: (now: Progress) => void,
  most: number | undefined,
): Promise<Ended> {
  const response = await fetch(address, { cache: "no-store", signal: question.signal });
  if (!response.ok) {
    return { kind: "failed", why: refusal(response.status, await response.text(), most) };
  }
  const length = response.headers.get("Content-Length");
  const all = length === null ? undefined : Number(length);
  const came = all === undefined || all <= THROUGH_PAGE_BYTES ? await read(response, all, progress) : "too much";
  if (came === "broke off") {
    return question.signal.aborted ? { kind: "stopped" } : { kind: "failed", why: words().brokeOff };
  }
  if (came === "too much") {
    question.abort();
    save(address.href, "");
  } else {
    const here = URL.createObjectURL(came);
    save(here, fileName(response.headers.get("Content-Disposition")) || path.split("/").findLast((part) => part !== "") || "root");
    setTimeout(() => URL.revokeObjectURL(here), KEPT_MS);
  }
  return { kind: "given" };
}

async function read(response: Response, all: number | undefined, progress: (now: Progress) => void): Promise<Blob | "too much" | "broke off"> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  progress({ bytes, all });
  try {
    for (const reader = response.body?.getReader(); reader !== undefined; ) {
      const { done, value } = await reader.read();
      if (done) {
        break;
      }
      parts.push(value);
      bytes += value.length;
      progress({ bytes, all });
      if (bytes > THROUGH_PAGE_BYTES) {
        return "too much";
      }
    }
  } catch {
    return "broke off";
  }
  return new Blob(parts);
}

/** How far it is, in words. */
export function progressText({ bytes, all }: Progress): string {
  return all === undefined ? sizeText(bytes) : words().received(sizeText(bytes), sizeText(all), all === 0 ? 100 : Math.floor((bytes / all) * 100));
}

/** The name that a header gives a file (RFC 6266); empty if it gives none. */
export function fileName(disposition: string | null): string {
  const coded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  const plain = /filename="((?:[^"\\]|\\.)*)"/i.exec(disposition ?? "")?.[1];
  try {
    return coded === undefined ? (plain ?? "").replace(/\\(.)/g, "$1") : decodeURIComponent(coded);
  } catch {
    return "";
  }
}

/** @param name empty for the one that the server gives */
export function save(address: string, name: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}
