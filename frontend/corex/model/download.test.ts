import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { type Ended, type Progress, download, fileName, progressText } from "./download";
import { CorexServer } from "./server";

const server = new CorexServer(new URL("http://corex.example/"));

/** What the browser was given to keep. */
const given: { href: string; download: string }[] = [];

mock.timers.enable({ apis: ["setTimeout"] }); // else what waits a minute for the browser keeps this waiting, too

beforeEach(() => {
  given.length = 0;
  const link = () => ({ href: "", download: "", click() { given.push({ href: this.href, download: this.download }); } });
  Object.assign(globalThis, { document: { createElement: link, documentElement: { lang: "en" } } });
});

/** The server answers with these pieces. */
function answers(pieces: readonly (number | Error)[], headers: Record<string, string> = {}, status = 200): void {
  const left = [...pieces];
  const body = new ReadableStream<Uint8Array>({
    pull(stream) {
      const piece = left.shift();
      if (piece === undefined) {
        stream.close();
      } else if (typeof piece === "number") {
        stream.enqueue(new Uint8Array(piece));
      } else {
        stream.error(piece);
      }
    },
  });
  Object.assign(globalThis, { fetch: async () => new Response(body, { status, headers }) });
}

async function got(path: string): Promise<{ ended: Ended; seen: string[] }> {
  const seen: Progress[] = [];
  const ended = await download(server, path, (now) => seen.push(now)).ended;
  return { ended, seen: seen.map(progressText) };
}

test("a file is counted while it comes, then given to the browser under its name", async () => {
  answers([1024, 3072], { "Content-Length": "4096", "Content-Disposition": 'attachment; filename="a b.log"' });
  assert.deepEqual(await got("/a b.log"), { ended: { kind: "given" }, seen: ["0 B of 4 KiB, 0 %", "1 KiB of 4 KiB, 25 %", "4 KiB of 4 KiB, 100 %"] });
  assert.equal(given[0]?.download, "a b.log");
  assert.match(given[0]?.href ?? "", /^blob:/);
});

test("a directory has no length before it is there, and a name even if the server gives none", async () => {
  answers([10]);
  assert.deepEqual((await got("/var/log/")).seen, ["0 B", "10 B"]);
  assert.equal(given[0]?.download, "log");
});

test("what is too much for the page is left to the browser", async () => {
  answers([1], { "Content-Length": String((64 << 20) + 1) });
  assert.deepEqual(await got("/big"), { ended: { kind: "given" }, seen: [] });
  answers([32 << 20, 32 << 20, 1, 1]);
  assert.deepEqual((await got("/dir")).ended, { kind: "given" });
  assert.deepEqual(given.map(({ href }) => href), ["big", "dir"].map((name) => `http://corex.example/api/v2/files?path=%2F${name}`));
});

test("what breaks off, is refused or stopped is not kept, and it is said why", async () => {
  answers([1, new Error("cut")], { "Content-Length": "2" });
  assert.deepEqual((await got("/a")).ended, { kind: "failed", why: "It broke off. Nothing of it was kept." });
  answers([], {}, 404);
  assert.deepEqual((await got("/a")).ended, { kind: "failed", why: "There is no such file or directory in the container." });
  answers([1, 1, new Error("aborted")]);
  const stopped = download(server, "/a", () => stopped.stop());
  assert.deepEqual(await stopped.ended, { kind: "stopped" });
  Object.assign(globalThis, { fetch: () => Promise.reject(new TypeError("no line")) });
  assert.deepEqual((await got("/a")).ended, { kind: "failed", why: "The container did not answer. Is it still running?" });
  assert.deepEqual(given, []);
});

test("a download has the name that the server gives it", () => {
  assert.equal(fileName(null), "");
  assert.equal(fileName('attachment; filename="a \\"b\\".txt"'), 'a "b".txt');
  assert.equal(fileName("attachment; filename=\"etc.tar\"; filename*=UTF-8''%C3%BC.tar"), "ü.tar");
  assert.equal(fileName("attachment; filename*=UTF-8''%"), "");
});
