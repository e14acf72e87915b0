import type { FeedState } from "../line/feed";
import type { Zone } from "./clock";
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
  zone: Zone;
}

export function statusOf(session: LogSession, view: Pick<Status, "follow" | "ended" | "zone">): Status {
  const heads = session.containers.flatMap((id) => session.rows.headOf(id) ?? []);
  const begins = heads.map((head) => head.since).filter((since) => since > 0);
  return {
    ...view,
    state: session.state,
    rate: session.rate,
    behind: session.behind,
    ...session.missing,
    since: begins.length === 0 ? 0 : Math.min(...begins),
    kept: heads.reduce((sum, head) => sum + (head.first === 0 ? 0 : head.last - head.first + 1), 0),
  };
}
