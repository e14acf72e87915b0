// Prints the runs of GraphemeTable.java. Run in a folder with @xterm/addon-unicode-graphemes.
import { UnicodeGraphemesAddon } from "./addon.mjs";

const providers = {};
const unicode = { register: (provider) => (providers[provider.version] = provider), activeVersion: "6" };
new UnicodeGraphemesAddon().activate({ unicode });
const graphemes = providers["15-graphemes"];

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LINE = /.{1,94}/g;

/** Kind of character in the lower four bits, 16 more for two columns. */
function properties(codePoint) {
  const value = graphemes.charProperties(codePoint, 0);
  return ((value >> 3) & 0xf) | ((((value >> 1) & 3) - 1) << 4);
}

let runs = "";
for (let from = 0; from < 0x110000; ) {
  let to = from + 1;
  while (to < 0x110000 && properties(to) === properties(from)) to++;
  runs += `${to - from}${LETTERS[properties(from)]}`;
  from = to;
}
console.log(runs.match(LINE).map((line) => `      ${line}\\`).join("\n"));
