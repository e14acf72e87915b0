import { language } from "../theme/language";

interface Words {
  copied: string;
  copy(text: string): string;
  savedFilters: string;
  noFilters: string;
  nameOfFilter: string;
  save: string;
  nothingToSave: string;
  tooMany(most: number): string;
  forget(name: string): string;
}

const en: Words = {
  copied: "Copied",
  copy: (text) => `Copy ${text}`,
  savedFilters: "Saved filters",
  noFilters: "None saved yet.",
  nameOfFilter: "Save the current filter as",
  save: "Save",
  nothingToSave: "Search or filter first; then it can be saved here.",
  tooMany: (most) => `There are ${most} already. Forget one first.`,
  forget: (name) => `Forget ${name}`,
};

const de: Words = {
  copied: "Kopiert",
  copy: (text) => `${text} kopieren`,
  savedFilters: "Gespeicherte Filter",
  noFilters: "Noch keine gespeichert.",
  nameOfFilter: "Aktuellen Filter speichern als",
  save: "Speichern",
  nothingToSave: "Erst suchen oder filtern; dann lässt es sich hier speichern.",
  tooMany: (most) => `Es gibt schon ${most}. Zuerst einen vergessen.`,
  forget: (name) => `${name} vergessen`,
};

export const words = (): Words => ({ en, de })[language()];
