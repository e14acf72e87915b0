// What the two builds of this folder share.

import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const HERE = dirname(fileURLToPath(import.meta.url));

/** Browsers that know light-dark(): Chrome 123, Firefox 120, Safari 17.5. */
export const BROWSERS = ["chrome123", "firefox120", "safari17.5"];

/**
 * The licence texts of all packages that went into the files, as their licences ask.
 *
 * @param inputs files that were packed
 * @param more packages of which parts were taken otherwise
 */
export function licences(inputs, more = []) {
  const packages = inputs
    .map((input) => input.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1])
    .filter((name) => name !== undefined);
  const named = new Map(); // by text: many packages of one project have the same
  for (const name of [...new Set([...packages, ...more])].sort()) {
    const folder = join(HERE, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? "" : readFileSync(join(folder, file), "utf8").trim();
    named.set(text, [...(named.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const parts = [...named].map(([text, names]) => `${names.join("\n")}\n\n${text}\n`);
  return parts.join(`\n${"-".repeat(72)}\n\n`);
}
