import type { TerminalSettings } from "./settings";

/** How long a bell is seen. */
const BELL_MS = 200;

/** Shows a terminal's bell by the attribute `ringing`, if the person wants to see it. */
export function ring(terminal: HTMLElement, { bell }: TerminalSettings): void {
  if (bell === "flash" && !terminal.hasAttribute("ringing")) {
    terminal.toggleAttribute("ringing", true);
    setTimeout(() => terminal.toggleAttribute("ringing", false), BELL_MS);
  }
}
