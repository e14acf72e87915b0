import type { Size } from "./frames";

/** Somebody at a terminal, as CoreX tells it. */
export interface Viewer {
  readonly id: number;
  /** Empty if nothing is known. */
  readonly name: string;
  /** The same person as the one who reads this, at this screen or another. */
  readonly mine: boolean;
  /** Whether what this viewer types arrives. */
  readonly types: boolean;
  /** Only looks. */
  readonly watches: boolean;
  /** A client of the old protocol, e.g. a script. */
  readonly program: boolean;
  /** Asks to type. */
  readonly asks: boolean;
  /** The size of the viewer's window; unknown for one who has told none. */
  readonly window: Size | undefined;
}

/** Whose window gives a terminal its size. */
export type SizePolicy = "driver" | "smallest" | "fixed";

/** Who looks at a terminal, who types, whose size it has. */
export interface Audience {
  /** The number of this viewer. */
  readonly you: number;
  /** Who typed last, if that viewer is still here. */
  readonly driver: number | undefined;
  readonly everybodyTypes: boolean;
  readonly size: SizePolicy;
  /** Whether this terminal is the one that answers what programs ask. */
  readonly answers: boolean;
  readonly people: readonly Viewer[];
}

/** What this viewer wants. */
export type Wish =
  | { do: "take" }
  | { do: "ask" }
  | { do: "give"; to: number }
  | { do: "keep" }
  | { do: "watch"; on: boolean }
  | { do: "typing"; all: boolean }
  | { do: "size"; policy: SizePolicy; columns?: number; rows?: number };

const POLICIES: readonly string[] = ["driver", "smallest", "fixed"];

/** Reads an event; what is missing counts as not so. */
export function readAudience(told: Record<string, unknown>): Audience | undefined {
  if (typeof told["you"] !== "number" || !Array.isArray(told["people"])) {
    return undefined;
  }
  const policy = told["size"];
  return {
    you: told["you"],
    driver: typeof told["driver"] === "number" ? told["driver"] : undefined,
    everybodyTypes: told["typing"] === "all",
    size: typeof policy === "string" && POLICIES.includes(policy) ? (policy as SizePolicy) : "driver",
    answers: told["answers"] === true,
    people: told["people"].flatMap((entry: unknown) => {
      const one = entry as Record<string, unknown> | null;
      return typeof one?.["id"] === "number"
        ? [
            {
              id: one["id"],
              name: typeof one["name"] === "string" ? one["name"] : "",
              mine: one["mine"] === true,
              types: one["types"] === true,
              watches: one["watches"] === true,
              program: one["program"] === true,
              asks: typeof one["asks"] === "string",
              window:
                typeof one["columns"] === "number" && typeof one["rows"] === "number"
                  ? { columns: one["columns"], rows: one["rows"] }
                  : undefined,
            },
          ]
        : [];
    }),
  };
}

/** Whether what this viewer types arrives; yes as long as nothing is known. */
export function mayType(audience: Audience | undefined): boolean {
  return audience === undefined || selfOf(audience)?.types !== false;
}

/** Whether it is this person, at this screen or another, who types. */
export function drives(audience: Audience): boolean {
  return audience.people.some((one) => one.id === audience.driver && one.mine);
}

/** This viewer. */
export function selfOf(audience: Audience): Viewer | undefined {
  return audience.people.find((one) => one.id === audience.you);
}

/** Who typed last, if that viewer is still here. */
export function driverOf(audience: Audience): Viewer | undefined {
  return audience.people.find((one) => one.id === audience.driver);
}

/** Whether this person says who types and whose size counts: the driver, anybody but watchers while there is none. */
export function decides(audience: Audience): boolean {
  const self = selfOf(audience);
  return self !== undefined && !self.watches && (audience.driver === undefined || drives(audience));
}

/** Whose window gives the terminal its size by the policy "driver". */
export function sizerOf(audience: Audience): Viewer | undefined {
  return driverOf(audience) ?? audience.people.find((one) => !one.watches && !one.program && one.window !== undefined);
}

/** Whether the size is this viewer's to set. */
export function setsSize(audience: Audience | undefined): boolean {
  if (audience === undefined) {
    return true;
  }
  if (audience.size !== "driver") {
    return false;
  }
  const first = audience.people.find((one) => !one.watches && !one.program);
  return audience.you === (audience.driver ?? first?.id);
}
