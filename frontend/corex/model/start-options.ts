import { signalNumber } from "../../terminal/signals";
import { words } from "../start-words";

export const RESTARTS = ["never", "on-failure", "always"] as const;

/** In seconds. */
const LONGEST_GRACE = 3600;
const MOST_RESTARTS = 1_000_000;

/** What a process is started with besides its words; what is absent is as the server has it. */
export interface StartOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly directory?: string;
  readonly user?: string;
  readonly terminal?: boolean;
  readonly name?: string;
  readonly group?: string;
  readonly restart?: (typeof RESTARTS)[number];
  readonly max_restarts?: number;
  /** What stops it. */
  readonly signal?: number;
  /** Seconds it may take to end. */
  readonly grace?: number;
}

/** What stands in the fields. */
export interface StartFields {
  environment: string;
  directory: string;
  user: string;
  /** Plain pipes in place of a terminal. */
  plain: boolean;
  name: string;
  group: string;
  restart: string;
  mostRestarts: string;
  signal: string;
  grace: string;
}

export const EMPTY_FIELDS: StartFields = {
  environment: "",
  directory: "",
  user: "",
  plain: false,
  name: "",
  group: "",
  restart: "never",
  mostRestarts: "",
  signal: "",
  grace: "",
};

/** The options that fields stand for, or why they cannot. */
export function readOptions(fields: StartFields): { options: StartOptions } | { fault: string } {
  const environment: Record<string, string> = {};
  for (const [index, line] of fields.environment.split("\n").entries()) {
    if (line.trim() === "") {
      continue;
    }
    const equals = line.indexOf("=");
    const name = line.slice(0, Math.max(equals, 0)).trim();
    if (equals < 1 || !/^[^\s=\0]+$/.test(name)) {
      return { fault: words().badVariable(index + 1) };
    }
    environment[name] = line.slice(equals + 1);
  }
  const directory = fields.directory.trim();
  if (directory !== "" && !directory.startsWith("/")) {
    return { fault: words().badDirectory };
  }
  const restart = RESTARTS.find((one) => one === fields.restart) ?? "never";
  const signal = signalNumber(fields.signal);
  const grace = amount(fields.grace);
  const mostRestarts = restart === "never" ? undefined : amount(fields.mostRestarts);
  if (fields.signal.trim() !== "" && signal === undefined) {
    return { fault: words().badSignal };
  }
  if (grace !== undefined && !(grace >= 0 && grace <= LONGEST_GRACE)) {
    return { fault: words().badGrace(LONGEST_GRACE) };
  }
  if (mostRestarts !== undefined && !(Number.isInteger(mostRestarts) && mostRestarts >= 0 && mostRestarts <= MOST_RESTARTS)) {
    return { fault: words().badRestarts(MOST_RESTARTS) };
  }
  return {
    options: {
      ...(Object.keys(environment).length === 0 ? {} : { environment }),
      ...(directory === "" ? {} : { directory }),
      ...(fields.user.trim() === "" ? {} : { user: fields.user.trim() }),
      ...(fields.plain ? { terminal: false } : {}),
      ...(fields.name.trim() === "" ? {} : { name: fields.name.trim() }),
      ...(fields.group.trim() === "" ? {} : { group: fields.group.trim() }),
      ...(restart === "never" ? {} : { restart }),
      ...(mostRestarts === undefined ? {} : { max_restarts: mostRestarts }),
      ...(signal === undefined ? {} : { signal }),
      ...(grace === undefined ? {} : { grace }),
    },
  };
}

/** What a field of numbers holds; nothing if it is empty, no number if it holds something else. */
function amount(text: string): number | undefined {
  return text.trim() === "" ? undefined : Number(text.trim().replace(",", "."));
}
