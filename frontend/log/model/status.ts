import type { FeedState } from "../line/feed";
import type { Zone } from "./clock";
import type { LogRows } from "./rows";
import type { LogSession } from "./session";

/** What the line below the lines says. */
export interface Status {
  state: FeedState;
  follow: boolean;
  ended: boolean;
  rate: number;
  behind: number;
  loadable: number;
  lost: number;
  /** When the oldest kept line was printed, ms; 0 for none. */
  since: number;
  kept: number;
  /** Lines the page has. */
  loaded: number;
  /** Lines that are kept and stand before those. */
  older: number;
  zone: Zone;
}

export function statusOf(session: LogSession, view: Pick<Status, "follow" | "ended" | "zone">): Status {
  const heads = session.containers.flatMap((id) => session.rows.headOf(id) ?? []);
  const begins = heads.map((head) => head.since).filter((since) => since > 0);
  return {
    ...view,
    loaded: session.rows.lineCount,
    older: session.older,
    state: session.state,
    rate: session.rate,
    behind: behind(session),
    ...missing(session),
    since: begins.length === 0 ? 0 : Math.min(...begins),
    kept: heads.reduce((sum, head) => sum + (head.first === 0 ? 0 : head.last - head.first + 1), 0),
  };
}

/** How long before the newest line of all the newest line here was printed, ms. */
function behind(session: LogSession): number {
  return Math.max(0, ...session.containers.map((container) => behindOf(session.rows, container)));
}

function behindOf(rows: LogRows, container: string): number {
  const head = rows.headOf(container);
  if (head === undefined || (rows.endOf(container) ?? 0) >= head.last) {
    return 0;
  }
  const shown = rows.rows.findLast((row) => row.container === container && row.kind === "line");
  return shown === undefined ? 0 : head.at - shown.order;
}

/** Lines in gaps that can still be loaded, and lines nobody has any more. */
function missing({ rows }: LogSession): Pick<Status, "loadable" | "lost"> {
  let loadable = 0;
  let lost = 0;
  for (const row of rows.rows) {
    if (row.kind === "gap") {
      const count = row.to - row.from + 1;
      if (row.lost) lost += count;
      else loadable += count;
    }
  }
  return { loadable, lost };
}
