// Prints the runs of GraphemeTable.java. Run in a folder with @xterm/addon-unicode-graphemes.
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
// With Node's Buffer the add-on reads its table at a wrong place and knows nothing from U+10000 on; browsers have none.
delete globalThis.Buffer;
const { UnicodeGraphemesAddon } = require("@xterm/addon-unicode-graphemes");

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
