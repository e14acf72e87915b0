import type { Raw } from "../model/row";

/** Form of the messages; docs/formats/live.md describes them. */
export const PROTOCOL = "coredeck.logs.v1";

/** What the server says. */
export type Told =
  | { event: "lines"; container: string; seq: number; rows: Raw[] }
  | { event: "gap"; container: string; from: number; to: number; lost: boolean }
  | { event: "restarted"; container: string }
  | { event: "head"; container: string; first: number; since: number; last: number; at: number }
  | { event: "open"; container: string; after: number; stdout: string; stderr: string }
  | { event: "source"; away: boolean; since?: number }
  | { event: "loaded"; id: number; container: string; from: number; to: number; rows: Raw[] }
  | { event: "found"; id: number; container: string; number: number }
  | { event: "failed"; id: number; why: string };

/** What a page asks. */
export type Asked =
  | { ask: "begin"; tail: number; after: Record<string, number> }
  | { ask: "taken"; seq: number }
  | { ask: "load"; id: number; container: string; from: number; to: number }
  | { ask: "find"; id: number; container: string; at: number };

/** @returns nothing for what is no message of ours: a later server may say more */
export function told(text: string): Told | undefined {
  try {
    const value = JSON.parse(text) as Told;
    return typeof value === "object" && value !== null && typeof value.event === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
