/**
 * Puts a text into the clipboard. A browser may not allow it: over plain http from another machine, or because the
 * person has said so.
 *
 * @returns whether it is there now; if not, the caller says so or offers another way
 */
export async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
