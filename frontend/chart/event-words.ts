import { language } from "../theme/language";

/** What the list of events says, and the facts of a container's runs. */
export interface EventWords {
  up: string;
  restarts: string;
  lastReason(count: string, reason: string): string;
  atLeast(count: number): string;
  upHint(time: string): string;
  restartsHint(time: string): string;
  filterEvents: string;
  allEvents: string;
  problems: string;
  whichEvents: string;
  exactTime(zone: string): string;
  what: string;
  why: string;
  noEvents: string;
  noEventMatches: string;
  clearFilter: string;
  eventCount(count: number): string;
  eventsKept: string;
}

const en: EventWords = {
  up: "Up",
  restarts: "Restarts",
  lastReason: (count, reason) => `${count}, last: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`,
  atLeast: (count) => `${count} or more`,
  upHint: (time) => `Runs since ${time}`,
  restartsHint: (time) => `The last one ${time}`,
  filterEvents: "Search events",
  allEvents: "All",
  problems: "Problems",
  whichEvents: "Which events",
  exactTime: (zone) => `Time, ${zone}`,
  what: "What",
  why: "Why",
  noEvents: "No events yet. What happens to this container appears here at once.",
  noEventMatches: "No event matches.",
  clearFilter: "Clear filter",
  eventCount: (count) => (count === 1 ? "1 event" : `${count.toLocaleString("en")} events`),
  eventsKept: "The grid keeps its newest 10,000 events; of one container the newest 500 are shown.",
};

const de: EventWords = {
  up: "Läuft seit",
  restarts: "Neustarts",
  lastReason: (count, reason) => `${count}, zuletzt: ${reason}`,
  atLeast: (count) => `${count} oder mehr`,
  upHint: (time) => `Läuft seit ${time}`,
  restartsHint: (time) => `Der letzte ${time}`,
  filterEvents: "Ereignisse durchsuchen",
  allEvents: "Alle",
  problems: "Probleme",
  whichEvents: "Welche Ereignisse",
  exactTime: (zone) => `Zeit, ${zone}`,
  what: "Was",
  why: "Warum",
  noEvents: "Noch keine Ereignisse. Was diesem Container widerfährt, erscheint hier sofort.",
  noEventMatches: "Kein Ereignis passt dazu.",
  clearFilter: "Filter aufheben",
  eventCount: (count) => (count === 1 ? "1 Ereignis" : `${count.toLocaleString("de")} Ereignisse`),
  eventsKept: "Das Grid bewahrt die neuesten 10.000 Ereignisse auf; je Container sind die neuesten 500 zu sehen.",
};

export const eventWords = (): EventWords => ({ en, de })[language()];
