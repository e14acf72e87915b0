// Packs the sources of this folder with esbuild.
//
//   node build.mjs webjar <folder>   writes scripts, styles, fonts and pages into the folder
//   node build.mjs test <folder>     packs every *.test.ts into the folder and runs it
//
// The same sources give the same bytes: no time, no path and no random name is written.

import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { build } from "esbuild";
import { BROWSERS, HERE, licences } from "./shared.mjs";

const SCRIPTS = [
  "theme/theme.ts",
  "frame/frame.ts",
  "terminal/terminal.ts",
  "chart/chart.ts",
  "chart/spark.ts",
  "chart/events.ts",
  "log/log.ts",
  "pages/pages.ts",
  "code/code.ts",
  "deploy/deploy.ts",
  "console/console.ts",
];
/** What runs in containers has files of its own, so that nothing of the dashboard goes there. */
const COREX_SCRIPTS = ["corex/corex.ts", "corex/attach.ts"];
const STYLES = ["theme/theme.css"];
/** Copied as they are: name in this folder, name in the webjar. */
const COPIED = {
  "theme/logo.svg": "logo.svg",
  "corex/index.html": "corex/index.html",
  "corex/attach.html": "corex/attach.html",
};

/** Scripts that run before the first paint, so they are no modules. */
const EARLY_SCRIPTS = ["theme/early.ts"];

const SHARED = {
  absWorkingDir: HERE,
  bundle: true,
  format: "esm",
  charset: "utf8",
  logLevel: "warning",
  loader: { ".woff2": "file" },
  plugins: [{ name: "icons", setup: packIcons }],
};

async function buildWebjar(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const modules = {
    ...SHARED,
    entryNames: "[name]",
    chunkNames: "chunk-[hash]",
    splitting: true,
    minify: true,
    target: BROWSERS,
    loader: { ".css": "text" },
    metafile: true,
    legalComments: "none",
  };
  const scripts = await build({ ...modules, entryPoints: SCRIPTS, outdir: folder });
  await build({ ...modules, entryPoints: COREX_SCRIPTS, outdir: join(folder, "corex") });
  await build({
    ...SHARED,
    entryPoints: EARLY_SCRIPTS,
    outdir: folder,
    entryNames: "[name]",
    format: "iife",
    minify: true,
    target: BROWSERS,
  });
  const styles = await build({
    ...SHARED,
    entryPoints: STYLES,
    outdir: folder,
    entryNames: "[name]",
    assetNames: "fonts/[name]",
    minify: true,
    metafile: true,
  });
  for (const [from, to] of Object.entries(COPIED)) {
    mkdirSync(dirname(join(folder, to)), { recursive: true });
    copyFileSync(join(HERE, from), join(folder, to));
  }
  const inputs = [...Object.keys(scripts.metafile.inputs), ...Object.keys(styles.metafile.inputs)];
  writeFileSync(join(folder, "LICENSES.txt"), licences(inputs, ["lucide-static"]));
}

/** The module "lucide:icons": the shapes of every icon that theme/icons.json names, as markup of SVG, by name. */
function packIcons(bundler) {
  bundler.onResolve({ filter: /^lucide:icons$/ }, ({ path }) => ({ path, namespace: "icons" }));
  bundler.onLoad({ filter: /.*/, namespace: "icons" }, () => {
    const names = JSON.parse(readFileSync(join(HERE, "theme/icons.json"), "utf8"));
    return { contents: JSON.stringify(Object.fromEntries(names.map((name) => [name, shapesOf(name)]))), loader: "json" };
  });
}

function shapesOf(name) {
  const file = join(HERE, "node_modules/lucide-static/icons", `${name}.svg`);
  const shapes = readFileSync(file, "utf8").match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1];
  return shapes.replace(/\n\s*/g, "");
}

async function runTests(folder) {
  const tests = readdirSync(HERE, { recursive: true })
    .filter((file) => file.endsWith(".test.ts") && !file.includes("node_modules"))
    .sort();
  if (tests.length === 0) {
    throw new Error(`${HERE}: no *.test.ts was found; the tests of the components are missing`);
  }
  rmSync(folder, { recursive: true, force: true });
  await build({
    ...SHARED,
    entryPoints: tests,
    outbase: HERE,
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    platform: "node",
    target: "node20",
    loader: { ".css": "text" },
  });
  const packed = tests.map((test) => join(folder, test.replace(/\.ts$/, ".mjs")));
  const run = spawnSync(process.execPath, ["--test", "--test-reporter=dot", ...packed], { stdio: "inherit" });
  if (run.status !== 0) {
    throw new Error(`tests of ${relative(process.cwd(), HERE) || "frontend"} failed; see the lines above`);
  }
}

const [task, folder] = process.argv.slice(2);
const tasks = { webjar: buildWebjar, test: runTests };
if (!(task in tasks) || folder === undefined) {
  console.error("usage: node build.mjs webjar|test <folder>");
  process.exit(2);
}
try {
  await tasks[task](folder);
} catch (error) {
  console.error(`frontend: ${error.message}`);
  process.exit(1);
}
