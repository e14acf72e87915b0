import { language } from "../theme/language";

const en = {
  and: (names: string, last: string) => `${names} and ${last}`,
  more: (count: number) => `${count} more`,
  watches: (names: string, count: number, process: string) => `${names} ${count === 1 ? "is" : "are"} watching ${process}`,
  watch: (names: string, count: number) => `${names} ${count === 1 ? "is" : "are"} here`,
  typesIn: (name: string, process: string) => `${name} is typing in ${process}`,
  types: (names: string, count: number) => `${names} ${count === 1 ? "is" : "are"} typing`,
  process: "a process",
  keys: { move: "Next, previous process", filter: "Filter the processes", terminal: "Go to the terminal" },
  ownCredential: "Asks for its own password",
  ownCredentialText: "This container's CoreX was given a credential (COREX_CREDENTIAL or COREX_TOKENS). Open it at its own address and sign in there.",
};

const de: typeof en = {
  and: (names, last) => `${names} und ${last}`,
  more: (count) => `${count} weitere`,
  watches: (names, count, process) => `${names} ${count === 1 ? "sieht" : "sehen"} bei ${process} zu`,
  watch: (names, count) => `${names} ${count === 1 ? "ist" : "sind"} hier`,
  typesIn: (name, process) => `${name} tippt in ${process}`,
  types: (names, count) => `${names} ${count === 1 ? "tippt" : "tippen"}`,
  process: "einem Prozess",
  keys: { move: "Nächster, voriger Prozess", filter: "Prozesse filtern", terminal: "Zum Terminal" },
  ownCredential: "Verlangt ein eigenes Passwort",
  ownCredentialText: "Der CoreX dieses Containers hat eigene Zugangsdaten (COREX_CREDENTIAL oder COREX_TOKENS). Er lässt sich unter seiner eigenen Adresse öffnen.",
};

export const words = (): typeof en => (language() === "de" ? de : en);
