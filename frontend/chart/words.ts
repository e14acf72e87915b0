import { language } from "../theme/language";

/** Every word the charts and the live values say, and what happenings are called. */
export interface Words {
  noData: string;
  /** In a cell, in place of a value that the server does not send. */
  notSent: string;
  refused: Readonly<Record<"forbidden" | "full", string>>;
  cpu: string;
  memory: string;
  cache: string;
  processes: string;
  used: string;
  running: string;
  limit: string;
  events: string;
  time: string;
  ofVcpus(cpus: number): string;
  ofOneCore: string;
  ofLimit: string;
  readAgain: string;
  table: string;
  sameData: string;
  nothingKept: string;
  keptSince(time: string): string;
  noDataThen: string;
  everySample: string;
  highestOf(duration: string): string;
  cpuHead(unit: string): string;
  logsOfSecond: string;
  showLogs(told: string): string;
  connecting: string;
  noNewData: string;
  storeAway: string;
  signedOut: string;
  signInAgain: string;
  noDataYet: string;
  noDataSince(time: string): string;
  live: string;
  following: string;
  notLive: string;
  backToLive: string;
  lost: string;
  tryingIn(seconds: number): string;
  tryNow: string;
  from(time: string): string;
  doubleClick: string;
  dragToZoom: string;
  cpuInPercent: string;
  percentOfLimit: string;
  percentOfCore: string;
  limitHint: string;
  upToLimit: string;
  copyCsv: string;
  saveCsv: string;
  copied: string;
  saved: string;
  shownTime: string;
  chooseTimes: string;
  otherTimes: string;
  fromField: string;
  toField: string;
  show: string;
  timesIn(zone: string): string;
  coarse: string;
  incomplete: string;
  notAfter: string;
  toTime(from: string, to: string): string;
  timeInCharts: string;
  cursorKeys: string;
  until(time: string): string;
  sparkCpu(share: string, cpus: number): string;
  usedNow(amount: string, unit: string): string;
  noUse: string;
  /** Behind what is used of the whole. */
  useOf(total: string): string;
  useNotKnown(total: string): string;
  sparkMemory(used: string, limit: string, share: string): string;
  sparkProcesses(count: string): string;
  kinds: Record<string, string>;
  event: string;
  outOfMemory: string;
  finished: string;
  endedCode(code: string): string;
  endedSignal(signal: string): string;
  ended: string;
}

const en: Words = {
  noData: "no data",
  notSent: "not shown",
  refused: {
    forbidden: "You may not see what this container uses, or it is not known yet.",
    full: "Too many containers are looked at. Close some pages.",
  },
  cpu: "CPU",
  memory: "Memory",
  cache: "cache",
  processes: "Processes",
  used: "used",
  running: "running",
  limit: "limit",
  events: "Events",
  time: "Time",
  ofVcpus: (cpus) => `of ${cpus} vCPU`,
  ofOneCore: "of one core",
  ofLimit: "of the limit",
  readAgain: "Read again",
  table: "Table",
  sameData: "The same data as a table",
  nothingKept: "Nothing is kept yet.",
  keptSince: (time) => `Kept since ${time}.`,
  noDataThen: "No data in this part of the time.",
  everySample: "Every sample, newest first.",
  highestOf: (duration) => `The highest of every ${duration}, newest first.`,
  cpuHead: (unit) => `CPU, ${unit}`,
  logsOfSecond: "Logs of this second",
  showLogs: (told) => `${told}. Show the logs of that second`,
  connecting: "Connecting",
  noNewData: "No new data",
  storeAway: "The store of the numbers does not answer. It is tried again by itself.",
  signedOut: "Signed out",
  signInAgain: "Sign in again to see what is new.",
  noDataYet: "No data yet",
  noDataSince: (time) => `No data since ${time}`,
  live: "Live, every 2 s",
  following: "Live",
  notLive: "Not live",
  backToLive: "Back to live",
  lost: "Connection lost",
  tryingIn: (seconds) => `Trying again in ${seconds} s.`,
  tryNow: "Try now",
  from: (time) => `What you see is from ${time}.`,
  doubleClick: "Double-click to reset",
  dragToZoom: "Drag to zoom",
  cpuInPercent: "CPU in per cent",
  percentOfLimit: "% of limit",
  percentOfCore: "% of a core",
  limitHint: "Let the scales reach up to the limits",
  upToLimit: "Up to limit",
  copyCsv: "Copy as CSV",
  saveCsv: "Save as CSV",
  copied: "Copied",
  saved: "Saved",
  shownTime: "Shown time",
  chooseTimes: "Choose other times",
  otherTimes: "Other times",
  fromField: "From",
  toField: "To",
  show: "Show",
  timesIn: (zone) => `Times are in ${zone}.`,
  coarse: "A sample every 2 s is kept for an hour, then one a minute for 24 hours: the highest of that minute.",
  incomplete: "A time is not complete. It has a day, hours and minutes.",
  notAfter: "The end is not after the start. Choose a later end.",
  toTime: (from, to) => `${from} to ${to}`,
  timeInCharts: "Time in the charts",
  cursorKeys: "Arrow keys move, plus and minus zoom, 0 resets, Enter shows the logs of that second",
  until: (time) => `To ${time}`,
  sparkCpu: (share, cpus) => `${share} of one core, ${cpus} may be used`,
  usedNow: (amount, unit) => `${amount} ${unit} used now`,
  noUse: "no data on what is used now",
  useOf: (total) => ` of ${total}`,
  useNotKnown: (total) => `${total}, use not known`,
  sparkMemory: (used, limit, share) => `${used} of ${limit}, ${share}`,
  sparkProcesses: (count) => `${count} processes`,
  kinds: {
    started: "Started",
    restarted: "Restarted",
    stopped: "Stopped",
    deleted: "Deleted",
    failed: "Failed",
    reserved: "Asked for",
    answered: "Running, said the node",
    refused: "Failed, said the node",
    gone: "Taken down, said the node",
    "deletion-asked": "Deletion asked for",
    "log-lost": "Lines lost",
    "endpoint-down": "Endpoint lost",
    "endpoint-up": "Endpoint back",
  },
  event: "Event",
  outOfMemory: "Out of memory",
  finished: "Finished",
  endedCode: (code) => `Ended with code ${code}`,
  endedSignal: (signal) => `Ended by signal ${signal}`,
  ended: "Ended",
};

const de: Words = {
  noData: "keine Daten",
  notSent: "nicht gezeigt",
  refused: {
    forbidden: "Was dieser Container verbraucht, darf dieses Konto nicht sehen, oder er ist noch nicht bekannt.",
    full: "Zu viele Container werden angesehen. Einige Seiten schließen.",
  },
  cpu: "CPU",
  memory: "Speicher",
  cache: "Cache",
  processes: "Prozesse",
  used: "belegt",
  running: "laufen",
  limit: "Grenze",
  events: "Ereignisse",
  time: "Zeit",
  ofVcpus: (cpus) => `von ${cpus} vCPU`,
  ofOneCore: "eines Kerns",
  ofLimit: "der Grenze",
  readAgain: "Neu lesen",
  table: "Tabelle",
  sameData: "Dieselben Daten als Tabelle",
  nothingKept: "Noch ist nichts aufbewahrt.",
  keptSince: (time) => `Aufbewahrt seit ${time}.`,
  noDataThen: "Keine Daten in diesem Zeitraum.",
  everySample: "Jeder Messwert, der neueste zuerst.",
  highestOf: (duration) => `Der höchste Wert je ${duration}, der neueste zuerst.`,
  cpuHead: (unit) => `CPU, ${unit}`,
  logsOfSecond: "Logs dieser Sekunde",
  showLogs: (told) => `${told}. Die Logs dieser Sekunde zeigen`,
  connecting: "Verbindung wird aufgebaut",
  noNewData: "Keine neuen Daten",
  storeAway: "Der Speicher der Messwerte antwortet nicht. Er wird von selbst wieder versucht.",
  signedOut: "Abgemeldet",
  signInAgain: "Nach neuer Anmeldung ist Neues zu sehen.",
  noDataYet: "Noch keine Daten",
  noDataSince: (time) => `Keine Daten seit ${time}`,
  live: "Live, alle 2 s",
  following: "Live",
  notLive: "Nicht live",
  backToLive: "Zurück zu live",
  lost: "Verbindung verloren",
  tryingIn: (seconds) => `Neuer Versuch in ${seconds} s.`,
  tryNow: "Jetzt versuchen",
  from: (time) => `Stand von ${time}.`,
  doubleClick: "Doppelklick setzt zurück",
  dragToZoom: "Ziehen vergrößert",
  cpuInPercent: "CPU in Prozent",
  percentOfLimit: "% der Grenze",
  percentOfCore: "% eines Kerns",
  limitHint: "Die Skalen bis zu den Grenzen reichen lassen",
  upToLimit: "Bis zur Grenze",
  copyCsv: "Als CSV kopieren",
  saveCsv: "Als CSV speichern",
  copied: "Kopiert",
  saved: "Gespeichert",
  shownTime: "Gezeigter Zeitraum",
  chooseTimes: "Andere Zeiten wählen",
  otherTimes: "Andere Zeiten",
  fromField: "Von",
  toField: "Bis",
  show: "Zeigen",
  timesIn: (zone) => `Zeiten in ${zone}.`,
  coarse: "Ein Messwert alle 2 s bleibt eine Stunde, danach einer je Minute 24 Stunden lang: der höchste dieser Minute.",
  incomplete: "Eine Zeit ist unvollständig. Sie hat einen Tag, Stunden und Minuten.",
  notAfter: "Das Ende liegt nicht nach dem Anfang. Ein späteres Ende wählen.",
  toTime: (from, to) => `${from} bis ${to}`,
  timeInCharts: "Zeit in den Diagrammen",
  cursorKeys: "Pfeiltasten bewegen, Plus und Minus vergrößern und verkleinern, 0 setzt zurück, Enter zeigt die Logs dieser Sekunde",
  until: (time) => `Bis ${time}`,
  sparkCpu: (share, cpus) => `${share} eines Kerns, ${cpus} dürfen benutzt werden`,
  usedNow: (amount, unit) => `davon jetzt ${amount} ${unit} benutzt`,
  noUse: "keine Daten zur Nutzung",
  useOf: (total) => ` von ${total}`,
  useNotKnown: (total) => `${total}, Nutzung unbekannt`,
  sparkMemory: (used, limit, share) => `${used} von ${limit}, ${share}`,
  sparkProcesses: (count) => `${count} Prozesse`,
  kinds: {
    started: "Gestartet",
    restarted: "Neu gestartet",
    stopped: "Gestoppt",
    deleted: "Gelöscht",
    failed: "Fehlgeschlagen",
    reserved: "Bestellt",
    answered: "Läuft, meldet der Node",
    refused: "Fehlgeschlagen, meldet der Node",
    gone: "Abgebaut, meldet der Node",
    "deletion-asked": "Löschung beauftragt",
    "log-lost": "Zeilen verloren",
    "endpoint-down": "Endpunkt weg",
    "endpoint-up": "Endpunkt wieder da",
  },
  event: "Ereignis",
  outOfMemory: "Kein Speicher mehr",
  finished: "Fertig",
  endedCode: (code) => `Beendet mit Code ${code}`,
  endedSignal: (signal) => `Beendet durch Signal ${signal}`,
  ended: "Beendet",
};

export const words = (): Words => ({ en, de })[language()];
