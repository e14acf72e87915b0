import type { TerminalSettings } from "./settings";

/** The terminal's letters. */
const FAMILIES: Readonly<Record<TerminalSettings["font"], string>> = {
  jetbrains: '"JetBrains Mono Variable", "DejaVu Sans Mono", ui-monospace, monospace',
  system: 'ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace',
};

export function fontOf({ font }: TerminalSettings): string {
  return FAMILIES[font];
}

/**
 * Waits for the terminal's font, so that the first measure is right; at most a second.
 *
 * @returns whether it came in time
 */
export async function fontReady(settings: TerminalSettings): Promise<boolean> {
  const wanted = ["400", "600"].map((weight) => document.fonts.load(`${weight} 12px ${fontOf(settings)}`));
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 1000));
  return Promise.race([Promise.allSettled(wanted).then(() => true), late]);
}
