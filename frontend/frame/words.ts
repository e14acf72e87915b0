import { language } from "../theme/language";
import { dayOf } from "../theme/time";

const en = {
  search: "Search or jump to",
  searchHint: "Container, address, node, network, volume, image, page",
  none: (query: string) => `Nothing matches “${query}”.`,
  noneYet: "Type a name, an address, a node or an image.",
  noAnswer: "The dashboard does not answer. Trying again with the next key.",
  found: (count: number) => (count === 1 ? "1 hit" : `${count} hits`),
  recent: "Opened lately",
  actionsOn: (name: string) => `Actions on ${name}`,
  move: "move",
  open: "open",
  newTab: "new tab",
  actions: "actions",
  forCommands: ["Start with", "for commands"] as [string, string],
  close: "Close",
  copied: (text: string) => `${text} is copied`,
  screenReaderOn: "Terminals: screen reader mode is on",
  screenReaderOff: "Terminals: screen reader mode is off",
  notifications: "Notifications",
  unseen: (count: number) => (count === 1 ? "1 new notification" : `${count} new notifications`),
  nothingYet: "Nothing has happened since you signed in.",
  nothingHint: "Containers that start or fail, nodes that go away, and what came of your actions stand here.",
  lost: "Connection lost",
  from: (time: string) => `What you see is from ${time}.`,
  again: (seconds: number) => (seconds === 0 ? "Trying now." : `Trying again in ${seconds} s.`),
  tryNow: "Try now",
  back: "Connected again",
  signedOut: "You are signed out",
  signedOutWhy:
    "The session has ended, after a sign-out, a long pause, 12 hours or a restart of the dashboard. What you see stays here as it was; copy what you still need before you sign in again.",
  signIn: "Sign in again",
  stay: "Look at the page",
  broken: "Something broke on this page",
  brokenWhy: "What you did last may not have happened. Load the page again; the details are in the dashboard's log.",
  reload: "Load again",
  ago: { s: "{} s ago", min: "{} min ago", h: "{} h ago" },
};

const de: typeof en = {
  search: "Suchen oder springen",
  searchHint: "Container, Adresse, Node, Netzwerk, Volume, Image, Seite",
  none: (query) => `Nichts passt zu „${query}“.`,
  noneYet: "Einen Namen, eine Adresse, einen Node oder ein Image eingeben.",
  noAnswer: "Das Dashboard antwortet nicht. Neuer Versuch mit der nächsten Taste.",
  found: (count) => (count === 1 ? "1 Treffer" : `${count} Treffer`),
  recent: "Zuletzt geöffnet",
  actionsOn: (name) => `Aktionen für ${name}`,
  move: "bewegen",
  open: "öffnen",
  newTab: "neuer Tab",
  actions: "Aktionen",
  forCommands: ["Mit", "beginnen für Befehle"],
  close: "Schließen",
  copied: (text) => `${text} ist kopiert`,
  screenReaderOn: "Terminals: Modus für Bildschirmleser ist an",
  screenReaderOff: "Terminals: Modus für Bildschirmleser ist aus",
  notifications: "Mitteilungen",
  unseen: (count) => (count === 1 ? "1 neue Mitteilung" : `${count} neue Mitteilungen`),
  nothingYet: "Seit der Anmeldung ist nichts geschehen.",
  nothingHint: "Hier stehen Container, die starten oder scheitern, Nodes, die verschwinden, und Ergebnisse eigener Aktionen.",
  lost: "Verbindung verloren",
  from: (time) => `Die Anzeige ist von ${time}.`,
  again: (seconds) => (seconds === 0 ? "Neuer Versuch läuft." : `Neuer Versuch in ${seconds} s.`),
  tryNow: "Jetzt versuchen",
  back: "Wieder verbunden",
  signedOut: "Abgemeldet",
  signedOutWhy:
    "Die Sitzung ist beendet: durch Abmelden, eine lange Pause, nach 12 Stunden oder durch einen Neustart des Dashboards. Die Seite bleibt stehen, wie sie war; was noch gebraucht wird, vor der neuen Anmeldung kopieren.",
  signIn: "Neu anmelden",
  stay: "Seite ansehen",
  broken: "Auf dieser Seite ist ein Fehler aufgetreten",
  brokenWhy: "Die letzte Aktion ist womöglich nicht ausgeführt. Die Seite neu laden; Einzelheiten stehen im Protokoll des Dashboards.",
  reload: "Neu laden",
  ago: { s: "vor {} s", min: "vor {} min", h: "vor {} h" },
};

export const words = (): typeof en => (language() === "de" ? de : en);

/** `4 min ago` in the page's language; after 24 hours the day. */
export function ago(then: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - then) / 1000));
  const text = words().ago;
  if (seconds < 60) {
    return text.s.replace("{}", String(seconds));
  }
  if (seconds < 3600) {
    return text.min.replace("{}", String(Math.floor(seconds / 60)));
  }
  return seconds < 86_400 ? text.h.replace("{}", String(Math.floor(seconds / 3600))) : dayOf(then);
}
