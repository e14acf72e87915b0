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
  const texts = [...new Set([...packages, ...more])].sort().map((name) => {
    const folder = join(HERE, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? "" : readFileSync(join(folder, file), "utf8").trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  return texts.join(`\n${"-".repeat(72)}\n\n`);
}
