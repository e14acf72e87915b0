import type { Labels } from "./model/containers";
import type { Row } from "./model/row";
import type { LogSession } from "./model/session";
import type { Streams } from "./model/view";
import { words } from "./words";

/** The browser has read a file that we made by then, ms. */
const READ_BY_MS = 60_000;

/** What the person wants to save: all that the server keeps, as printed or with times, or what is shown. */
export type Wanted = "all" | "timed" | "shown";

/** Where lines come from and how they are told apart. */
export interface Source {
  src: string;
  /** What the file is called. */
  name: string;
  streams: Streams;
  labels: Labels;
}

export function save(what: Wanted, session: LogSession, source: Source): void {
  if (what === "shown") {
    const text = textOfRows(session.view.shown, source.labels, session.rows.lineCount);
    const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    follow(url, `${source.name}-shown.log`);
    setTimeout(() => URL.revokeObjectURL(url), READ_BY_MS);
  } else {
    follow(`${new URL(`${source.src}/download`, document.baseURI).href}?${keptQuery(session.containers, source.streams, what === "timed")}`, "");
  }
}

/** Asks the server for all it keeps of these containers, of one output where only that is shown. */
export function keptQuery(containers: readonly string[], streams: Streams, withTimes: boolean): string {
  const query = new URLSearchParams(containers.map((id) => ["container", id]));
  if (streams !== "both") {
    query.append("stream", streams);
  }
  if (withTimes) {
    query.append("times", "1");
  }
  return query.toString();
}

function follow(href: string, download: string): void {
  const link = document.createElement("a");
  link.href = href;
  link.download = download;
  link.click();
}

/**
 * The rows as text, with times in UTC.
 *
 * @param loaded lines the page has, of which these are shown
 */
export function textOfRows(rows: readonly Row[], labels: Labels, loaded: number): string {
  const shown = rows.filter((row) => row.kind === "line").length;
  const lines = rows.map((row) => {
    switch (row.kind) {
      case "gap":
        return `--- ${words().leftOut(row.to - row.from + 1)} ---`;
      case "note":
        return `--- ${words().startedAgain} ---`;
      case "line": {
        const name = labels.get(row.container)?.name;
        return `${new Date(row.millis).toISOString()} ${row.isErr ? "err" : "out"} ${name === undefined ? "" : `${name} | `}${row.text}`;
      }
    }
  });
  return `--- ${words().savedOf(shown, loaded)} ---\n${lines.join("\n")}\n`;
}
