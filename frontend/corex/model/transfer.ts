import { words } from "../files-words";
import { type Outcome, sizeText, tooLarge } from "./files";

/** A file that is to be uploaded, and how far it is. A value: each change gives a new one. */
export interface Transfer {
  readonly key: number;
  readonly file: File;
  readonly state: "waiting" | "sending" | "done" | "exists" | "failed";
  readonly sent: number;
  /** When it began, in milliseconds. */
  readonly since: number;
  readonly why: string;
}

let last = 0;

/** @param isFolder browsers hand out folders as files that cannot be read */
export function transferOf(file: File, isFolder = false): Transfer {
  return { key: ++last, file, state: isFolder ? "failed" : "waiting", sent: 0, since: 0, why: isFolder ? words().isFolder : "" };
}

/** The same, refused before a byte is sent if it is larger than the server takes; `most` is undefined if that is not known. */
export function bounded(transfer: Transfer, most: number | undefined): Transfer {
  const fits = most === undefined || transfer.file.size <= most || transfer.state !== "waiting";
  return fits ? transfer : { ...transfer, state: "failed", why: tooLarge(most) };
}

export function ended(transfer: Transfer, outcome: Outcome): Transfer {
  switch (outcome.kind) {
    case "done":
      return { ...transfer, state: "done", sent: transfer.file.size, why: "" };
    case "exists":
      return { ...transfer, state: "exists", why: words().exists };
    case "stopped":
      return { ...transfer, state: "failed", why: words().stopped };
    case "failed":
      return { ...transfer, state: "failed", why: outcome.why };
  }
}

/** How far it is, in words. */
export function progressWords({ state, sent, since, why, file }: Transfer, now: number): string {
  if (state === "sending") {
    const seconds = Math.max(0.1, (now - since) / 1000);
    return words().sending(sizeText(sent), sizeText(file.size), sizeText(sent / seconds));
  }
  return state === "waiting" ? sizeText(file.size) : state === "done" ? `${words().done}, ${sizeText(file.size)}` : why;
}
