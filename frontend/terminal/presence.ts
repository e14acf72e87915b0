import { type Audience, type Viewer, driverOf, sizerOf } from "./line/audience";
import { words } from "./words";

/** What people are called where they have not said a name. */
export function nameOf(viewer: Viewer): string {
  if (viewer.name !== "") {
    return viewer.name;
  }
  return viewer.program ? words().program(viewer.id) : words().guest(viewer.id);
}

/** Everybody but this person, each name once; who types first, then by name. */
export function othersOf(audience: Audience): readonly Viewer[] {
  const names = new Set<string>();
  const rank = (one: Viewer) => (one.id === audience.driver ? 0 : 1);
  return audience.people
    .filter((one) => !one.mine)
    .toSorted((a, b) => rank(a) - rank(b) || nameOf(a).localeCompare(nameOf(b)))
    .filter((one) => !names.has(nameOf(one)) && names.add(nameOf(one)));
}

/** Who else has the keys, in words; empty if nobody has. */
export function otherTypes(audience: Audience | undefined): string {
  const driver = audience === undefined ? undefined : driverOf(audience);
  return driver === undefined || driver.mine ? "" : words().isTyping(nameOf(driver));
}

/** Who else is at a terminal, in few words; empty for nobody. */
export function company(audience: Audience | undefined): string {
  const [first, ...more] = audience === undefined ? [] : othersOf(audience);
  if (first === undefined) {
    return "";
  }
  const types = first.id === audience?.driver;
  if (more.length === 0) {
    return types ? words().isTyping(nameOf(first)) : words().isWatching(nameOf(first));
  }
  return types ? words().isTypingAnd(nameOf(first), more.length) : words().areHere(nameOf(first), more.length);
}

/**
 * Who else is at one of several terminals, in words; empty for nobody.
 *
 * @param audiences with what people call the process of each
 */
export function companyAt(audiences: readonly { audience: Audience; process: string }[]): string {
  const all = audiences.flatMap(({ audience, process }) =>
    othersOf(audience).map((one) => ({ name: nameOf(one), types: one.id === audience.driver, process })),
  );
  const first = all.find((one) => one.types) ?? all[0];
  if (first === undefined) {
    return "";
  }
  const more = new Set(all.map((one) => one.name)).size - 1;
  if (more > 0) {
    return first.types ? words().isTypingAnd(first.name, more) : words().areHere(first.name, more);
  }
  return first.types ? words().isTypingIn(first.name, first.process) : words().isWatchingIn(first.name, first.process);
}

/** What somebody does at a terminal. */
export function roleOf(viewer: Viewer, audience: Audience): string {
  if (viewer.asks) {
    return words().roleAsks;
  }
  if (viewer.watches) {
    return words().roleWatches;
  }
  if (viewer.id === audience.driver) {
    return words().roleTypes;
  }
  return viewer.types ? words().roleMayType : words().roleLooks;
}

/**
 * Whose size a terminal has.
 *
 * @param mine whether it is that of this window
 */
export function sizeWords(audience: Audience | undefined, mine: boolean): string {
  if (audience === undefined) {
    return mine ? words().sizeByYou : words().sizeByOther;
  }
  if (audience.size === "fixed") {
    return words().sizeFixed;
  }
  if (audience.size === "smallest") {
    return words().sizeSmallest(audience.people.filter((one) => one.window !== undefined).length);
  }
  const sizer = sizerOf(audience);
  if (sizer === undefined && !mine) {
    return ""; // nobody has set it yet
  }
  if (sizer === undefined || sizer.id === audience.you) {
    return words().sizeByYou;
  }
  return sizer.mine ? words().sizeByYourOther : words().sizeBy(nameOf(sizer));
}

/** Whether more is to be said of who is here than that one person is. */
export function isShared(audience: Audience | undefined): boolean {
  return audience !== undefined && (audience.people.length > 1 || audience.size !== "driver" || audience.everybodyTypes);
}
