/** A program may put so many characters into the clipboard; more is no text that a person wants there. */
const MOST_COPIED = 1 << 20;

/** Opens what a program printed as a link, in a page that knows nothing of this one. */
export function openLink(target: string): void {
  if (/^https?:\/\//i.test(target)) {
    window.open(target, "_blank", "noopener,noreferrer");
  }
}

/** Programs may ask to put text into the clipboard; they may never read it. */
export function writeOnly(asked: (text: string) => void) {
  return {
    readText: () => "",
    writeText: (_: string, text: string) => {
      if (text !== "" && text.length <= MOST_COPIED) {
        asked(text);
      }
    },
  };
}

/** Lines of a text; a break at its end begins none. */
export function linesOf(text: string): number {
  return text.replace(/(\r\n|\r|\n)$/, "").split(/\r\n|\r|\n/).length;
}
