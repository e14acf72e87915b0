import type { Exit } from "./line/frames";
import { signalName } from "./signals";
import { words } from "./words";

/** How a process ended, as a sentence. */
export function exitWords({ status, signal }: Exit): string {
  return signal === undefined ? words().endedWith(status) : words().killedBy(signalName(signal));
}
