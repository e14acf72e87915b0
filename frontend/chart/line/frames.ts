/** The messages of `/live/stats`, as docs/formats/live.md tells them: JSON in text frames. */
import type { Happening } from "../model/happenings";
import type { Columns, Sample } from "../model/samples";

export const SUBPROTOCOL = "coredeck.stats.v1";

/** Time, cores, bytes, processes. */
export type Point = [t: number, cpu: number | null, memory: number, processes: number];

/** What is new about one container of a table. */
export interface Row {
  container: string;
  /** The points take the place of all that were sent before. */
  fresh: boolean;
  /** Bytes the container may use. */
  limit: number;
  points: Point[];
}

/** What a node uses now. */
export interface NodeUse {
  node: string;
  /** Cores. */
  cpu: number;
  /** Bytes, as the next. */
  memory: number;
  disk: number;
}

export interface History {
  key: string;
  from: number;
  to: number;
  /** The time two rows stand for; 0 where each row is a sample. */
  step: number;
  /** When the oldest sample was taken that is kept; null where nothing is. */
  oldest: number | null;
  columns: Columns;
  happened: Happening[];
}

export type ServerFrame =
  | { event: "hello"; now: number; every: number }
  | { event: "rows"; now: number; rows: Row[] }
  | { event: "nodes"; now: number; nodes: NodeUse[] }
  | ({ event: "history"; now: number } & History)
  | ({ event: "sample"; key: string } & Sample)
  | ({ event: "happened"; key: string } & Happening)
  /** Whether the numbers come: without their source, the last that are known stay. */
  | { event: "source"; away: boolean; since?: number }
  | { event: "refused"; key?: string; container?: string; why?: "forbidden" | "full"; text: string };

export type ClientFrame =
  | { subscribe: "row"; containers: string[] }
  | { unsubscribe: "row"; containers: string[] }
  | { subscribe: "node"; nodes: string[] }
  | { unsubscribe: "node"; nodes: string[] }
  | { subscribe: "full"; key: string; container: string; last: number; columns: number }
  | { subscribe: "full"; key: string; container: string; from: number; to: number; columns: number }
  | { unsubscribe: "full"; key: string };

const KNOWN = new Set(["hello", "rows", "nodes", "history", "sample", "happened", "source", "refused"]);

/** What the server says; undefined for what a newer server may add. */
export function parseFrame(text: string): ServerFrame | undefined {
  const frame = JSON.parse(text) as { event?: unknown };
  return typeof frame.event === "string" && KNOWN.has(frame.event) ? (frame as ServerFrame) : undefined;
}
