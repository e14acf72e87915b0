import { signalName } from "../../terminal/signals";
import { words } from "../words";

/** A process as CoreX tells it (docs/formats/corex.md, `/api/v2`). */
export interface Process {
  readonly id: number;
  /** 0 if it never ran. */
  readonly pid: number;
  readonly argv: readonly string[];
  /** The words, joined by blanks. */
  readonly command: string;
  readonly state: "created" | "starting" | "running" | "stopping" | "stopped" | "crashed";
  /** Exit code; 0 while running. */
  readonly status: number;
  /** The signal that ended it, if one did. */
  readonly signal?: number;
  /** Why it could not be started. */
  readonly error?: string;
  /** Times as text, ISO 8601. */
  readonly started?: string;
  readonly ended?: string;
  /** Lines that scrolled away which CoreX keeps. */
  readonly scrollback?: number;
  /** How many terminals are open on it. */
  readonly viewers?: number;
  /** What somebody called it. */
  readonly name?: string;
  /** The processes it belongs to. */
  readonly group?: string;
  /** Names of those it is to be started after. */
  readonly waits_for?: readonly string[];
  /** How often it was started again by itself. */
  readonly restarts?: number;
  /** It ended so often that it is not started again by itself. */
  readonly gave_up?: boolean;
  /** What it prints is being recorded, since when and how many bytes. */
  readonly recording?: Recording;
}

export interface Recording {
  readonly since: string;
  readonly bytes?: number;
  /** When it was stopped; what it has can still be downloaded. */
  readonly stopped?: string;
  /** It has as much as is kept, and no more comes. */
  readonly full?: boolean;
}

/** The shape, colour and word of a state. */
export type Look = { kind: "ok" | "busy" | "warn" | "fail" | "idle"; word: string };

/** What people call it: the name it was given, else the program's file name. */
export function nameOf(process: Pick<Process, "argv" | "name">): string {
  if (process.name !== undefined && process.name !== "") {
    return process.name;
  }
  const program = process.argv[0] ?? "";
  return program.split("/").at(-1) || program || words().process;
}

/** Its name, and the number it has while it lives. */
export function titleOf(process: Process): string {
  return process.pid > 0 ? `${nameOf(process)} ${process.pid}` : nameOf(process);
}

export function isAlive(process: Process): boolean {
  return process.state !== "stopped" && process.state !== "crashed";
}

/** Lines that scrolled away which a terminal can show: what CoreX keeps, and no more than the person wants. */
export function linesKept(process: Pick<Process, "scrollback"> | undefined, wanted: number): number {
  return Math.min(wanted, process?.scrollback ?? wanted);
}

/** Whether there is a program; one that waits for others has none yet. */
export function isRunning(process: Process): boolean {
  return isAlive(process) && process.state !== "created";
}

/** How its state looks in the list. */
export function lookOf(process: Process): Look {
  switch (process.state) {
    case "created":
      return { kind: "idle", word: words().waiting };
    case "starting":
      return { kind: "busy", word: words().starting };
    case "running":
      return { kind: "ok", word: words().running };
    case "stopping":
      return { kind: "warn", word: words().stopping };
    case "crashed":
      return { kind: "fail", word: words().notStarted };
    case "stopped":
      if (process.signal !== undefined) {
        return { kind: "idle", word: signalName(process.signal) };
      }
      return process.status === 0 ? { kind: "idle", word: words().done } : { kind: "fail", word: words().exit(process.status) };
  }
}

/** The column "Information" of the list that Core X always had. */
export function information(process: Process): string {
  if (process.signal !== undefined) {
    return signalName(process.signal);
  }
  if (isAlive(process)) {
    return "";
  }
  return process.state === "crashed" ? (process.error ?? "") : `Exit: ${process.status}`;
}

/** Why a process could not be started, and for whom that is no riddle. */
export function failure(process: Process): string {
  return process.error === undefined || process.error === "No such file or directory"
    ? words().notFound
    : words().failed(process.error);
}

/** An amount of memory in binary units, with the digits a person reads: `412 MiB`, `6.0 GiB`. */
export function memoryText(bytes: number): string {
  const units = ["KiB", "MiB", "GiB", "TiB"];
  let amount = bytes / 1024;
  let unit = 0;
  while (amount >= 1000 && unit < units.length - 1) {
    amount /= 1024;
    unit++;
  }
  return `${unit >= 2 && amount < 100 ? amount.toFixed(1) : Math.round(amount)} ${units[unit]}`;
}
