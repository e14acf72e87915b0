import type { Mark } from "../theme/keys";
import { words } from "./words";

/** The keys of the console, for the sheet. */
export function consoleMarks(): Mark[] {
  const { move, filter, terminal } = words().keys;
  return [
    { keys: "j|k", description: move },
    { keys: "/", description: filter },
    { keys: "t", description: terminal },
  ];
}
