import { language } from "../theme/language";

const en = {
  more: "More",
  environment: "Variables, one in each line",
  directory: "Working directory",
  user: "User",
  name: "Name",
  group: "Group",
  restartWhen: "Start again by itself",
  mostRestarts: "At most, in a row",
  signal: "Stop signal",
  grace: "Seconds to end",
  restarts: { never: "Never", "on-failure": "After a failure", always: "Always" },
  plain: "No terminal, plain pipes",
  badVariable: (line: number) => `Line ${line} of the variables is not NAME=VALUE.`,
  badDirectory: "The working directory begins with a slash.",
  badSignal: "There is no such stop signal. It is a name such as INT, or a number.",
  badGrace: (most: number) => `The seconds to end are 0 to ${most}.`,
  badRestarts: (most: number) => `Restarts in a row are a whole number, 0 to ${most}.`,
};

const de: typeof en = {
  more: "Mehr",
  environment: "Variablen, eine je Zeile",
  directory: "Arbeitsverzeichnis",
  user: "Benutzer",
  name: "Name",
  group: "Gruppe",
  restartWhen: "Neu starten",
  mostRestarts: "Höchstens, in Folge",
  signal: "Signal zum Beenden",
  grace: "Frist in Sekunden",
  restarts: { never: "Nie", "on-failure": "Nach einem Fehler", always: "Immer" },
  plain: "Kein Terminal, einfache Pipes",
  badVariable: (line) => `Zeile ${line} der Variablen ist nicht NAME=WERT.`,
  badDirectory: "Das Arbeitsverzeichnis beginnt mit einem Schrägstrich.",
  badSignal: "Dieses Signal zum Beenden gibt es nicht. Es ist ein Name wie INT oder eine Nummer.",
  badGrace: (most) => `Die Frist ist 0 bis ${most} Sekunden.`,
  badRestarts: (most) => `Neustarts in Folge sind eine ganze Zahl von 0 bis ${most}.`,
};

/** The words of what few processes need at their start. */
export const words = (): typeof en => (language() === "de" ? de : en);
