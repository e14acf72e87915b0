import type { Size } from "./line/frames";

/** What a terminal's screen tells. */
export interface ScreenEvents {
  /** Keys and pastes, as text for the process. */
  input(text: string): void;
  /** What the terminal itself answers or reports, which nobody typed. */
  reply(text: string): void;
  /** Mouse reports of old programs; each character is one byte. */
  binary(text: string): void;
  /** The place has room for a terminal of this size. */
  size(size: Size): void;
  /** Whether this terminal is the one that answers what programs ask. */
  answers(): boolean;
  /** Which hit of how many is shown; -1 is none. */
  hits(current: number, count: number): void;
  /** Output came faster than it could be shown and was thrown away. */
  overflow(): void;
  bell(): void;
  /** A program wants this text in the clipboard. */
  clipboard(text: string): void;
  /** Text of several lines that the program would run line by line is to be pasted. */
  paste(text: string): void;
}
