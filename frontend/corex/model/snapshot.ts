import type { Process } from "./process";

/** What a process uses. */
export interface Usage {
  /** In percent of one core. */
  readonly cpu: number;
  /** In bytes. */
  readonly memory: number;
}

/** How large files may be, in bytes; unknown of a CoreX that does not tell. */
export interface FileBounds {
  readonly upload: number | undefined;
  readonly download: number | undefined;
}

/** What the page knows of the container, and how fresh that is. A value: each message gives a new one. */
export interface Snapshot {
  /** Newest first. */
  readonly processes: readonly Process[];
  readonly usage: ReadonlyMap<number, Usage>;
  /** The container as a whole; what cannot be read is absent. */
  readonly container: { readonly cpu?: number; readonly memory?: number; readonly memory_limit?: number };
  readonly host: string;
  /** Input is ignored. */
  readonly readOnly: boolean;
  readonly bounds: FileBounds;
  /** When it was true, in milliseconds since 1970; 0 before the first answer. */
  readonly at: number;
  readonly connected: boolean;
  /** How long an answer takes, in milliseconds. */
  readonly roundTripMs: number | undefined;
  /** When it is asked again after a failure; 0 before the first, and when it is not asked any more. */
  readonly retryAt: number;
  /** It was asked so often in vain that only the person asks again. */
  readonly givenUp: boolean;
  /** Why there is nothing to ask any more. */
  readonly refused: "no" | "signed out" | "forbidden" | "no console" | "own credential";
}

export const NOTHING_KNOWN: Snapshot = {
  processes: [],
  usage: new Map(),
  container: {},
  host: "",
  readOnly: false,
  bounds: { upload: undefined, download: undefined },
  at: 0,
  connected: false,
  roundTripMs: undefined,
  retryAt: 0,
  givenUp: false,
  refused: "no",
};

interface Message {
  event?: string;
  host?: string;
  readonly?: boolean;
  max_upload?: unknown;
  max_download?: unknown;
  process?: unknown;
  processes?: unknown;
  ids?: unknown;
  container?: Snapshot["container"];
}

/**
 * The snapshot after a message of the server. A message that is not understood changes nothing.
 *
 * @param now milliseconds since 1970
 */
export function after(before: Snapshot, message: Message, now: number): Snapshot {
  const fresh: Snapshot = { ...before, at: now, connected: true, givenUp: false, refused: "no" };
  switch (message.event) {
    case "snapshot":
      return {
        ...fresh,
        host: message.host ?? before.host,
        readOnly: message.readonly === true,
        bounds: { upload: bound(message.max_upload), download: bound(message.max_download) },
        processes: list(message.processes).filter(isProcess),
      };
    case "process":
      return isProcess(message.process) ? { ...fresh, processes: withProcess(before.processes, message.process) } : before;
    case "removed": {
      const ids = new Set(list(message.ids));
      return { ...fresh, processes: before.processes.filter((process) => !ids.has(process.id)) };
    }
    case "usage":
      return {
        ...fresh,
        usage: new Map(list(message.processes).filter(isUsage).map(({ id, cpu, memory }) => [id, { cpu, memory }])),
        container: message.container ?? {},
      };
    default:
      return before;
  }
}

function withProcess(processes: readonly Process[], process: Process): readonly Process[] {
  const at = processes.findIndex((other) => other.id === process.id);
  return at < 0 ? [process, ...processes] : processes.with(at, process);
}

function bound(value: unknown): number | undefined {
  return typeof value === "number" && value > 0 ? value : undefined;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isProcess(value: unknown): value is Process {
  const process = value as Partial<Process> | null;
  return (
    Number.isSafeInteger(process?.id) &&
    Array.isArray(process?.argv) &&
    typeof process.command === "string" &&
    typeof process.state === "string"
  );
}

function isUsage(value: unknown): value is Usage & { id: number } {
  const usage = value as Partial<Usage & { id: number }> | null;
  return typeof usage?.id === "number" && typeof usage.cpu === "number" && typeof usage.memory === "number";
}
