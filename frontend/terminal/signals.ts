import { words } from "./words";

/** The signals of Linux, from 1 on. */
export const SIGNALS = [
  "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT",
  "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS",
] as const;

const LAST = 64;
/** The first one the C library leaves to programs. */
const FIRST_REALTIME = 34;

/** What a signal is called; its number in words where it has no common name. */
export function signalName(signal: number): string {
  const name = SIGNALS[signal - 1];
  return name === undefined ? words().signal(signal) : `SIG${name}`;
}

/** The number of a signal that is given as the server takes it: `HUP`, `SIGHUP`, `RTMIN+1`, `1`; undefined if there is none. */
export function signalNumber(text: string): number | undefined {
  const name = text.trim().toUpperCase();
  if (/^\d{1,2}$/.test(name)) {
    return Number(name) <= LAST ? Number(name) : undefined;
  }
  const at = (SIGNALS as readonly string[]).indexOf(name.replace(/^SIG/, ""));
  if (at >= 0) {
    return at + 1;
  }
  const [, base, sign, offset = "0"] = /^(?:SIG)?RTM(IN|AX)(?:([+-])(\d{1,2}))?$/.exec(name) ?? [];
  const number = (base === "IN" ? FIRST_REALTIME : LAST) + (sign === "-" ? -1 : 1) * Number(offset);
  return base !== undefined && number >= FIRST_REALTIME && number <= LAST ? number : undefined;
}
