import { askHere, hasJustLoadedAgain, loadAgain } from "./here";
import { language } from "./language";
import { ticketOfPage } from "./ticket";

const PAUSE_MS = 3000;
const SERVER_ERROR = 500;

/** Of a module, in the words of Chromium, Firefox and Safari. */
const IS_OF_LOADING = /import(?:ed|ing) /i;

const WORDS = {
  en: {
    title: "The page did not come",
    why: "The dashboard went away while it was loading, or the line to it was lost. It is loaded again as soon as the dashboard answers.",
    again: "Load again",
  },
  de: {
    title: "Die Seite ist nicht gekommen",
    why: "Das Dashboard war beim Laden plötzlich weg, oder die Verbindung ging verloren. Sobald es antwortet, wird neu geladen.",
    again: "Neu laden",
  },
};

/**
 * Tells of a page that stays empty, because one of its scripts or the first answer of the server did not come, and loads it again
 * when the server answers. Once a page is there, frame/line.ts watches over it. Only pages of the dashboard have a ticket.
 */
export function watchFirstLoad(): void {
  // Neither of these two bubbles.
  document.addEventListener("error", ({ target }) => target instanceof HTMLScriptElement && fail(), true);
  document.addEventListener("load", ({ target }) => isStub(target) && fail(), true);
  addEventListener("unhandledrejection", ({ reason }) => IS_OF_LOADING.test(String(reason)) && fail());
}

/** Vaadin puts a frame where its page would be, if the server does not answer what the page asks first. */
function isStub(target: EventTarget | null): boolean {
  return target instanceof HTMLIFrameElement && target.src.endsWith("/offline-stub.html");
}

let hasFailed = false;

function fail(): void {
  if (!hasFailed && !hasPage() && ticketOfPage() !== undefined) {
    hasFailed = true;
    tell();
    void loadWhenItAnswers();
  }
}

/** Vaadin puts pages beside an empty element. */
function hasPage(): boolean {
  const children = [...(document.querySelector("#outlet")?.children ?? [])];
  return children.some((child) => child.tagName !== "OUTPUT" && !isStub(child));
}

function tell(): void {
  const words = WORDS[language()];
  const title = document.createElement("h1");
  title.textContent = words.title;
  const why = document.createElement("p");
  why.textContent = words.why;
  const again = document.createElement("button");
  again.type = "button";
  again.textContent = words.again;
  again.addEventListener("click", () => location.reload());
  const place = document.createElement("main");
  place.className = "no-page";
  place.setAttribute("role", "alert");
  place.append(title, why, again);
  document.body.append(place);
}

async function loadWhenItAnswers(): Promise<void> {
  let wasAway = false;
  for (;;) {
    await new Promise((done) => setTimeout(done, PAUSE_MS));
    const status = await askHere();
    if (hasPage()) {
      document.querySelector(".no-page")?.remove(); // it has come after all
      return;
    }
    if (status === undefined || status >= SERVER_ERROR) {
      wasAway = true;
    } else if (wasAway || !hasJustLoadedAgain()) {
      loadAgain();
      return;
    }
  }
}
