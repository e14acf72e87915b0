import { language } from "./language";

const en = {
  asSystem: "as the system",
  light: "light",
  dark: "dark",
  colours: (now: string, next: string) => `Colours: ${now}. Switch to ${next}`,
  copy: "Copy",
  copied: "Copied",
  notCopied:
    "Nothing was copied: the browser does not let this page write to the clipboard. The text is selected below: copy it from there.",
  toCopy: "Text to copy",
  ago: (age: string) => `${age} ago`,
  close: "Close",
  keys: "Keys",
  onThisPage: "On this page",
  goTo: "Go to",
  everywhere: "Everywhere",
  palette: "Search or jump to",
  thisSheet: "These keys",
  closeLayer: "Close what is on top",
  moveRows: "Next, previous row",
  selectRow: "Select the row",
  openRow: "Open the row",
  singleKeys: "Single keys act outside of fields and terminals",
  control: "Ctrl",
};

const de: typeof en = {
  asSystem: "wie das System",
  light: "hell",
  dark: "dunkel",
  colours: (now, next) => `Farben: ${now}. Wechseln zu ${next}`,
  copy: "Kopieren",
  copied: "Kopiert",
  notCopied:
    "Es wurde nichts kopiert: Der Browser lässt diese Seite nicht in die Zwischenablage schreiben. Der Text ist unten ausgewählt und kann von dort kopiert werden.",
  toCopy: "Text zum Kopieren",
  ago: (age) => `vor ${age}`,
  close: "Schließen",
  keys: "Tasten",
  onThisPage: "Auf dieser Seite",
  goTo: "Gehe zu",
  everywhere: "Überall",
  palette: "Suchen oder springen",
  thisSheet: "Diese Tasten",
  closeLayer: "Oberste Ebene schließen",
  moveRows: "Nächste, vorige Zeile",
  selectRow: "Zeile auswählen",
  openRow: "Zeile öffnen",
  singleKeys: "Einzelne Tasten wirken außerhalb von Feldern und Terminals",
  control: "Strg",
};

export const words = (): typeof en => (language() === "de" ? de : en);
