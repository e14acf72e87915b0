import { language } from "../theme/language";

const en = {
  more: "More",
  environment: "Variables, one in each line",
  directory: "Working directory",
  user: "User",
  name: "Name",
  restartWhen: "Start again by itself",
  restarts: { never: "Never", "on-failure": "After a failure", always: "Always" },
  plain: "No terminal, plain pipes",
  badVariable: (line: number) => `Line ${line} of the variables is not NAME=VALUE.`,
  badDirectory: "The working directory begins with a slash.",
};

const de: typeof en = {
  more: "Mehr",
  environment: "Variablen, eine je Zeile",
  directory: "Arbeitsverzeichnis",
  user: "Benutzer",
  name: "Name",
  restartWhen: "Von selbst neu starten",
  restarts: { never: "Nie", "on-failure": "Nach einem Fehler", always: "Immer" },
  plain: "Kein Terminal, einfache Pipes",
  badVariable: (line) => `Zeile ${line} der Variablen ist nicht NAME=WERT.`,
  badDirectory: "Das Arbeitsverzeichnis beginnt mit einem Schrägstrich.",
};

/** The words of what few processes need at their start. */
export const words = (): typeof en => (language() === "de" ? de : en);
