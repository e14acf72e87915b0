import { words } from "../words";

/** What is searched for: a text or a pattern, and where it is found. */
export interface Matcher {
  test(text: string): boolean;
  /** Where it is, in order; at most {@link MOST_RANGES}. */
  ranges(text: string): [from: number, to: number][];
}

/** A line is searched up to here. */
export const SEARCHED = 16 * 1024;
const MOST_RANGES = 200;
const LONGEST_SEARCH = 500;

/** A quantifier over a group that holds one: such a pattern can take for ever on one line. */
const ENDLESS = /\((?:[^()\\]|\\.)*(?:[*+]|\{\d+,\d*\})(?:[^()\\]|\\.)*\)(?:[*+]|\{\d+,\d*\})/;

/**
 * Capital letters count only if the search has one.
 *
 * @returns the matcher, a sentence on what is wrong with the pattern, or nothing for an empty search
 */
export function matcher(search: string, isPattern: boolean): Matcher | string | undefined {
  if (search === "") {
    return undefined;
  }
  if (search.length > LONGEST_SEARCH) {
    return words().tooLong(LONGEST_SEARCH);
  }
  return isPattern ? ofPattern(search) : ofText(search);
}

function hasCapital(text: string): boolean {
  return text !== text.toLowerCase();
}

function ofText(search: string): Matcher {
  const exact = hasCapital(search);
  const wanted = exact ? search : search.toLowerCase();
  const prepared = (text: string) => (exact ? text : text.toLowerCase()).slice(0, SEARCHED);
  return {
    test: (text) => prepared(text).includes(wanted),
    ranges: (text) => {
      const found: [number, number][] = [];
      const inside = prepared(text);
      for (let at = inside.indexOf(wanted); at >= 0 && found.length < MOST_RANGES; at = inside.indexOf(wanted, at + wanted.length)) {
        found.push([at, at + wanted.length]);
      }
      return found;
    },
  };
}

function ofPattern(search: string): Matcher | string {
  if (ENDLESS.test(search)) {
    return words().endless;
  }
  let expression: RegExp;
  try {
    expression = new RegExp(search, hasCapital(search.replace(/\\./g, "")) ? "g" : "gi");
  } catch {
    return words().incomplete;
  }
  return {
    test: (text) => {
      expression.lastIndex = 0;
      return expression.test(text.slice(0, SEARCHED));
    },
    ranges: (text) => {
      const found: [number, number][] = [];
      for (const match of text.slice(0, SEARCHED).matchAll(expression)) {
        if (match[0] !== "" && found.push([match.index, match.index + match[0].length]) === MOST_RANGES) {
          break;
        }
      }
      return found;
    },
  };
}
