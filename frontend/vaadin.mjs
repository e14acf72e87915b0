// Packs Vaadin's client side with the components that the dashboard uses and no others, in place of
// the published bundle of all of them: a browser that opens a page has a third less to run.
//
//   node vaadin.mjs <folder> <META-INF/VAADIN>
//
// The folder is where Vaadin's Maven plugin wrote its sources; `generated/flow` names the components
// that it found on the pages. META-INF/VAADIN is where the plugin put the page and what is known of
// the bundle (`config/stats.json`); both name these scripts afterwards.

import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";
import { BROWSERS, HERE, licences } from "./shared.mjs";

const ENTRY = "indexhtml";
const SCRIPTS = "VAADIN/build";
const COMPONENTS = "generated/flow/generated-flow-imports.js";
const IMPORT = /^import '[^']+';$/gm;
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/** Of the published bundle, and of no use without it. */
const LEFT = ["sw.js", "sw.js.br", "index.html.br"];

/**
 * The components of all pages in one file. The plugin would have each page fetch its own, which are
 * a few small files more: what the first page needs is most of it.
 */
function components(folder) {
  const written = readFileSync(join(folder, COMPONENTS), "utf8");
  const rest = written.indexOf("window.Vaadin = ");
  if (rest < 0 || !written.includes("loadOnDemand")) {
    throw new Error(`${join(folder, COMPONENTS)} is not as Vaadin 25.2 writes it; see vaadin.mjs`);
  }
  const pages = [...written.matchAll(/import\('(\.\/chunks\/[\w-]+\.js)'\)/g)].map(([, name]) => name);
  const texts = pages.map((name) => readFileSync(join(folder, "generated/flow", name), "utf8"));
  const imports = [written.slice(0, rest), ...texts].flatMap((text) => text.match(IMPORT) ?? []);
  const known = written.slice(written.indexOf("const loadOnDemand"), rest);
  const unknown = [written.slice(0, rest).replace(known, ""), ...texts].map((text) => text.replace(IMPORT, "").trim());
  if (unknown.some((text) => text !== "")) {
    throw new Error(`there is more than imports in ${join(folder, "generated/flow")}: ${unknown.join(" ").trim()}`);
  }
  const all = [...new Set(imports)].sort();
  const modules = all.map((line) => line.slice("import '".length, -"';".length));
  const code = [...all, "const loadOnDemand = () => Promise.resolve();", written.slice(rest)];
  return { modules, code: code.join("\n") };
}

/** What esbuild does not find by itself in the plugin's sources. */
function sources(folder, code) {
  return {
    name: "vaadin",
    setup(packing) {
      packing.onLoad({ filter: /generated-flow-imports\.js$/ }, () => ({
        contents: code,
        loader: "js",
        resolveDir: join(folder, "generated/flow"),
      }));
      // styles of Vaadin's own kind of themes, which the dashboard has none of
      packing.onResolve({ filter: /css\.generated\.js$/ }, () => ({
        path: "css.generated.js",
        namespace: "vaadin",
      }));
      packing.onLoad({ filter: /.*/, namespace: "vaadin" }, () => ({
        contents: "export const applyCss = () => {};",
      }));
    },
  };
}

async function packed(folder, outdir, code) {
  const { metafile } = await build({
    absWorkingDir: HERE,
    entryPoints: { [ENTRY]: join(folder, "generated/vaadin.ts") },
    outdir,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    bundle: true,
    format: "esm",
    splitting: true,
    minify: true,
    metafile: true,
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    logOverride: { "direct-eval": "silent" }, // in Vaadin's client, compiled by GWT
    target: BROWSERS,
    jsx: "automatic",
    alias: { Frontend: folder },
    nodePaths: [join(HERE, "node_modules")],
    define: { "process.env.NODE_ENV": '"production"', "import.meta.hot": "undefined" },
    plugins: [sources(folder, code)],
  });
  return metafile;
}

async function pack(folder, target) {
  const webapp = join(target, "webapp");
  const outdir = join(webapp, SCRIPTS);
  const { modules, code } = components(folder);
  rmSync(outdir, { recursive: true, force: true });
  LEFT.forEach((name) => rmSync(join(webapp, name), { force: true }));
  const { inputs, outputs } = await packed(folder, outdir, code);
  const entry = Object.keys(outputs).map((name) => basename(name)).find((name) => name.startsWith(ENTRY));
  for (const name of readdirSync(outdir)) {
    const file = join(outdir, name);
    writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file), QUALITY));
  }
  writeFileSync(join(outdir, "LICENSES.txt"), licences(Object.keys(inputs)));
  beginWith(join(webapp, "index.html"), entry);
  tell(join(target, "config/stats.json"), modules, entry);
}

/** Has the page begin with our script. */
function beginWith(page, entry) {
  const written = readFileSync(page, "utf8");
  const named = written.replace(/VAADIN\/build\/indexhtml-[\w-]+\.js/, `${SCRIPTS}/${entry}`);
  if (!named.includes(entry)) {
    throw new Error(`${page} names no script to begin with; see vaadin.mjs`);
  }
  writeFileSync(page, named);
}

/** Lets the server know what is there, so that it complains of a component that is missing. */
function tell(file, modules, entry) {
  const stats = JSON.parse(readFileSync(file, "utf8"));
  stats.bundleImports = modules;
  stats.entryScripts = [`${SCRIPTS}/${entry}`];
  stats["pre-compiled"] = false;
  writeFileSync(file, JSON.stringify(stats));
}

const [folder, target] = process.argv.slice(2);
if (folder === undefined || target === undefined) {
  console.error("usage: node vaadin.mjs <folder of Vaadin's sources> <META-INF/VAADIN>");
  process.exit(2);
}
try {
  await pack(resolve(folder), resolve(target));
} catch (error) {
  console.error(`frontend: Vaadin's client side was not packed: ${error.message}`);
  process.exit(1);
}
