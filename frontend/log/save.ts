import type { Labels } from "./model/containers";
import type { Row } from "./model/row";
import { words } from "./words";

/** The browser has read a file that we made by then, ms. */
const READ_BY_MS = 60_000;

/** Saves the rows as a text file, with times in UTC. */
export function saveRows(rows: readonly Row[], labels: Labels, name: string): void {
  const url = URL.createObjectURL(new Blob([textOfRows(rows, labels)], { type: "text/plain;charset=utf-8" }));
  follow(url, `${name}-shown.log`);
  setTimeout(() => URL.revokeObjectURL(url), READ_BY_MS);
}

/** Saves all that the server keeps of these containers. */
export function saveKept(src: string, containers: readonly string[], withTimes: boolean): void {
  const address = new URL(`${src}/download`, document.baseURI);
  containers.forEach((id) => address.searchParams.append("container", id));
  if (withTimes) {
    address.searchParams.append("times", "1");
  }
  follow(address.href, "");
}

function follow(href: string, download: string): void {
  const link = document.createElement("a");
  link.href = href;
  link.download = download;
  link.click();
}

export function textOfRows(rows: readonly Row[], labels: Labels): string {
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
  return `${lines.join("\n")}\n`;
}
