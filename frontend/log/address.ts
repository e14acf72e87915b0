import type { Zone } from "./model/clock";
import { Level } from "./model/levels";
import type { Streams } from "./model/view";

/** What of the view belongs into the page's address, by the element's attributes. */
export interface Address {
  search: string;
  pattern: boolean;
  only: boolean;
  context: number;
  streams: Streams;
  level: string;
  wrap: boolean;
  zone: Zone;
  follow: string;
  at: string;
  merge: string;
}

export const USUAL: Readonly<Address> = {
  search: "",
  pattern: false,
  only: false,
  context: 0,
  streams: "both",
  level: "all",
  wrap: false,
  zone: "local",
  follow: "yes",
  at: "",
  merge: "",
};

/** The levels that can be asked for; of a word that is none all lines are shown. */
export const LEVELS = { all: Level.NONE, debug: Level.DEBUG, info: Level.INFO, warn: Level.WARN, error: Level.ERROR } as const;

export function levelOf(word: string): Level {
  return Object.entries(LEVELS).find(([one]) => one === word)?.[1] ?? Level.NONE;
}

/** A line `attribute value` for all that is not as usual. */
export function addressText(view: Readonly<Address>): string {
  return (Object.keys(USUAL) as (keyof Address)[])
    .filter((name) => view[name] !== USUAL[name])
    .map((name) => `${name} ${view[name] === true ? "" : view[name]}`)
    .join("\n");
}

/** A place in a log: a time, or a line by its container and number. */
export type Place = { kind: "time"; millis: number } | { kind: "line"; container: string; number: number };

/**
 * @param at `time:` and milliseconds, a line's number, or `id:number`
 * @param container whose line a number without an id means
 * @returns nothing for what names no place
 */
export function placeOf(at: string, container: string): Place | undefined {
  const time = /^time:(\d{1,15})$/.exec(at);
  if (time !== null) {
    return { kind: "time", millis: Number(time[1]) };
  }
  const line = /^(?:(\d+-\d+):)?(\d{1,15})$/.exec(at);
  return line === null ? undefined : { kind: "line", container: line[1] ?? container, number: Number(line[2]) };
}

const TELL_LATER_MS = 250;

/** Tells the page around an element what the view is, a little after it changed, for the page's address. */
export class AddressTeller {
  private telling: ReturnType<typeof setTimeout> | undefined;

  /** @param place what {@link Address.at} is now */
  constructor(
    private readonly host: EventTarget & Address,
    private readonly place: () => string,
  ) {}

  soon(): void {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => {
      this.host.at = this.place();
      this.host.dispatchEvent(new CustomEvent("change", { detail: { text: addressText(this.host) } }));
    }, TELL_LATER_MS);
  }
}
