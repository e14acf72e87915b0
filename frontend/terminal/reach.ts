/** Opens what a program printed as a link, in a page that knows nothing of this one. */
export function openLink(target: string): void {
  if (/^https?:\/\//i.test(target)) {
    window.open(target, "_blank", "noopener,noreferrer");
  }
}

/** Programs may put text into the clipboard while their terminal has the keys; they may never read it. */
export function writeOnly(allowed: () => boolean) {
  return {
    readText: () => "",
    writeText: async (_: string, text: string) => {
      if (allowed()) {
        await navigator.clipboard.writeText(text);
      }
    },
  };
}
