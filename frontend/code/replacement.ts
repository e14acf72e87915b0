/** The part of a text that has to be replaced so that it becomes another. */
export type Replacement = { from: number; to: number; insert: string };

/**
 * The smallest single replacement that turns one text into another: what is the same at the beginning and the end
 * stays, and with it the cursor, the scroll position and the marks there.
 *
 * @returns nothing if both are the same
 */
export function replacement(old: string, fresh: string): Replacement | undefined {
  if (old === fresh) {
    return undefined;
  }
  const most = Math.min(old.length, fresh.length);
  let start = 0;
  while (start < most && old[start] === fresh[start]) {
    start++;
  }
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === fresh[fresh.length - 1 - end]) {
    end++;
  }
  // Never between the two halves of one character.
  if (start > 0 && isHigh(old.charCodeAt(start - 1))) {
    start--;
  }
  if (end > 0 && isLow(old.charCodeAt(old.length - end))) {
    end--;
  }
  return { from: start, to: old.length - end, insert: fresh.slice(start, fresh.length - end) };
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
