/** The terminal's letters. */
export const FONT = '"JetBrains Mono Variable", "DejaVu Sans Mono", ui-monospace, monospace';

/** In CSS pixels. */
export const FONT_SIZE = 12.5;

/**
 * Waits for the terminal's font, so that the first measure is right; at most a second.
 *
 * @returns whether it came in time
 */
export async function fontReady(): Promise<boolean> {
  const wanted = ["400", "600"].map((weight) => document.fonts.load(`${weight} ${FONT_SIZE}px ${FONT}`));
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 1000));
  return Promise.race([Promise.allSettled(wanted).then(() => true), late]);
}
