// The add-on as a browser has it. With Node's Buffer it reads its table at a wrong place (a Buffer is a part of a larger one) and knows
// nothing from U+10000 on; browsers have no Buffer.
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const { Buffer } = globalThis;
delete globalThis.Buffer;
export const { UnicodeGraphemesAddon } = require("@xterm/addon-unicode-graphemes");
globalThis.Buffer = Buffer;
