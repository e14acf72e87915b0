import { words as say } from "../words";

/** A command line taken apart, or why it cannot be. */
export type Words = { words: string[] } | { fault: string };

/**
 * Splits a command into its words as a shell does, without running one: blanks divide, quotes and the backslash keep
 * together. Variables, wildcards and pipes are plain text.
 */
export function splitWords(line: string): Words {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let index = 0; index < line.length; index++) {
    const character = line.charAt(index);
    if (quote === "'") {
      if (character === "'") {
        quote = "";
      } else {
        word += character;
      }
    } else if (character === "\\") {
      const next = line.charAt(++index);
      if (next === "") {
        return { fault: say().lastBackslash };
      }
      word = (word ?? "") + (quote === '"' && !'"\\$`'.includes(next) ? `\\${next}` : next);
    } else if (quote === '"') {
      if (character === '"') {
        quote = "";
      } else {
        word += character;
      }
    } else if (character === "'" || character === '"') {
      quote = character;
      word ??= "";
    } else if (/\s/.test(character)) {
      if (word !== undefined) {
        words.push(word);
        word = undefined;
      }
    } else {
      word = (word ?? "") + character;
    }
  }
  if (quote !== "") {
    return { fault: say().openQuote(quote) };
  }
  if (word !== undefined) {
    words.push(word);
  }
  return { words };
}

/** Whether somebody seems to want a shell's work done: then we say how to get it. */
export function wantsShell(line: string): boolean {
  const bare = line.replace(/'[^']*'|"[^"]*"|\\./g, "");
  return /[|;&<>*?`]|\$[\w({]/.test(bare);
}

/** The words as one line that {@link splitWords} takes apart into the same words. */
export function joinWords(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(" ");
}
