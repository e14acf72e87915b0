// Writes beside each recording what xterm.js makes of it: RECORDING.gz -> RECORDING.json.gz, a state per checkpoint.
// Run in a folder with @xterm/headless and @xterm/addon-unicode-graphemes: node truth.mjs RECORDING.gz…
import { writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { steps } from "./recording.mjs";
import { open, state, write } from "./terminal.mjs";

for (const file of process.argv.slice(2)) {
  const states = [];
  let terminal;
  for (const step of steps(file)) {
    if (step.kind === "s") terminal = open(step.columns, step.rows, step.scrollback);
    else if (step.kind === "o") await write(terminal, step.bytes);
    else if (step.kind === "r") terminal.resize(step.columns, step.rows);
    else {
      states.push({ ...state(terminal), replies: terminal.replies, bells: terminal.bells });
      terminal.replies = "";
    }
  }
  writeFileSync(file.replace(/\.gz$/, ".json.gz"), gzipSync(JSON.stringify(states), { level: 9 }));
}
