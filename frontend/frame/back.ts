/**
 * Vaadin's router takes no notice of a step back that comes while it still ends the step before: the address changes,
 * the page does not. So after each step the two are compared, and the step is told again if they differ.
 */
const LOOK_MS = 150;
/** Pages that take longer to come than this say so themselves. */
const MOST_LOOKS = 100;

type Clients = Record<string, { isActive?: () => boolean }>;

let timer: ReturnType<typeof setTimeout> | undefined;

function isBusy(): boolean {
  const clients = (window.Vaadin as { Flow?: { clients?: Clients } } | undefined)?.Flow?.clients ?? {};
  return Object.values(clients).some((client) => client.isActive?.() === true);
}

function plain(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path; // no escapes of an address; Vaadin shows it as it is
  }
}

/** @returns whether the page is another one than the address says */
function isAstray(): boolean {
  const shown = document.querySelector<HTMLElement>("vaadin-app-layout")?.dataset["at"];
  const base = new URL(document.baseURI).pathname;
  return shown !== undefined && plain(location.pathname.slice(base.length)) !== plain(shown);
}

function look(left: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (isBusy() && left > 0) {
      look(left - 1);
    } else if (isAstray()) {
      dispatchEvent(new PopStateEvent("popstate", { state: history.state as unknown }));
    }
  }, LOOK_MS);
}

addEventListener("popstate", (event) => {
  if (event.isTrusted) {
    look(MOST_LOOKS);
  }
});

export {};
