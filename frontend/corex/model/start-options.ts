import { words } from "../start-words";

export const RESTARTS = ["never", "on-failure", "always"] as const;

/** What a process is started with besides its words; what is absent is as the server has it. */
export interface StartOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly directory?: string;
  readonly user?: string;
  readonly terminal?: boolean;
  readonly name?: string;
  readonly restart?: (typeof RESTARTS)[number];
}

/** What stands in the fields. */
export interface StartFields {
  environment: string;
  directory: string;
  user: string;
  /** Plain pipes in place of a terminal. */
  plain: boolean;
  name: string;
  restart: string;
}

export const EMPTY_FIELDS: StartFields = { environment: "", directory: "", user: "", plain: false, name: "", restart: "never" };

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
  return {
    options: {
      ...(Object.keys(environment).length === 0 ? {} : { environment }),
      ...(directory === "" ? {} : { directory }),
      ...(fields.user.trim() === "" ? {} : { user: fields.user.trim() }),
      ...(fields.plain ? { terminal: false } : {}),
      ...(fields.name.trim() === "" ? {} : { name: fields.name.trim() }),
      ...(restart === "never" ? {} : { restart }),
    },
  };
}
