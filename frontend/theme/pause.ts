const FIRST_MS = 500;

/** Of a line whose server asks for nothing else. */
export const LONGEST_PAUSE_MS = 10_000;

/**
 * How long a lost line waits before it is opened again, in milliseconds: half a second, then ever twice as long.
 *
 * @param attempt counted from 1
 * @param longestMs what the server, or the person, is not made to wait beyond
 */
export function growingPause(attempt: number, longestMs = LONGEST_PAUSE_MS): number {
  return Math.min(longestMs, FIRST_MS * 2 ** Math.min(attempt - 1, 16));
}
