import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { type Outcome, pathIn, refusal, sizeText, upload } from "./files";
import { grouped } from "./groups";
import { type Process, nameOf } from "./process";
import { CorexServer } from "./server";
import { EMPTY_FIELDS, readOptions } from "./start-options";
import { bounded, ended, progressWords, transferOf } from "./transfer";

const server = new CorexServer(new URL("http://corex.example/live/corex/3-1/"));

/** The browser's border: a request that ends as the test says. */
class Request {
  static last: Request;
  upload: { onprogress?: (event: { loaded: number }) => void } = {};
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;
  status = 0;
  responseText = "";
  asked = "";
  headers: string[] = [];
  sent: unknown;

  constructor() {
    Request.last = this;
  }

  open(method: string, address: string): void {
    this.asked = `${method} ${address}`;
  }

  setRequestHeader(name: string, value: string): void {
    this.headers.push(`${name}: ${value}`);
  }

  send(body: unknown): void {
    this.sent = body;
  }

  abort(): void {
    this.onabort?.();
  }

  answers(status: number, text = ""): void {
    this.status = status;
    this.responseText = text;
    this.onload?.();
  }
}

beforeEach(() => Object.assign(globalThis, { XMLHttpRequest: Request }));

const file = (name: string, size = 4) => ({ name, size }) as File;

test("a file goes to its name in the directory, as it is", async () => {
  const seen: number[] = [];
  const sending = upload(server, file("a b&ü.txt"), { directory: "/tmp/", replaces: false }, (sent) => seen.push(sent));
  const request = Request.last;
  assert.equal(request.asked, "PUT http://corex.example/live/corex/3-1/api/v2/files?path=%2Ftmp%2Fa%20b%26%C3%BC.txt");
  assert.deepEqual(request.headers, ["Content-Type: application/octet-stream"]);
  request.upload.onprogress?.({ loaded: 3 });
  request.answers(201, '{"path":"/tmp/x","bytes":4}');
  assert.deepEqual(await sending.outcome, { kind: "done" });
  assert.deepEqual(seen, [3]);
});

test("one that is there is replaced only when that is wanted; another refusal says why", async () => {
  const outcome = async (status: number, body = "", replaces = false): Promise<Outcome> => {
    const sending = upload(server, file("x"), { directory: "/", replaces }, () => undefined);
    Request.last.answers(status, body);
    return sending.outcome;
  };
  assert.deepEqual(await outcome(409), { kind: "exists" });
  assert.deepEqual(await outcome(201, "", true), { kind: "done" });
  assert.ok(Request.last.headers.includes("X-Overwrite: true"));
  assert.deepEqual(await outcome(507), { kind: "failed", why: "There is no room left in the container." });
  assert.deepEqual(await outcome(403, '{"error":"/proc is not for writing"}'), { kind: "failed", why: "/proc is not for writing." });
  assert.deepEqual(await outcome(404, '{"error":"what a program is to send instead"}'), { kind: "failed", why: "This directory is not there." });
  const sending = upload(server, file("x"), { directory: "/", replaces: false }, () => undefined);
  sending.stop();
  assert.deepEqual(await sending.outcome, { kind: "stopped" });
});

test("a name brings no path with it", () => {
  assert.equal(pathIn("/", "x"), "/x");
  assert.equal(pathIn("/a//", "../../etc/passwd"), "/a/passwd");
  assert.equal(pathIn("/a", "b\\c"), "/a/c");
});

test("what the server says counts more than its number", () => {
  assert.equal(refusal(403, '{"error":"/proc is not for writing"}'), "/proc is not for writing.");
  assert.equal(refusal(403, "<html>"), "You may not do that with files here.");
  assert.equal(refusal(413, '{"error":"the file has 5 bytes, more than 4"}', 4), "Larger than 4 B, which is the most.");
  assert.equal(refusal(413, ""), "Larger than this container's CoreX allows.");
  assert.equal(refusal(418, ""), "The server answered 418 and gave no reason.");
});

test("a file that is too large, or a folder, is refused before a byte is sent", () => {
  const of = (size: number, most: number | undefined) => bounded(transferOf(file("x", size)), most);
  assert.equal(of(2048, 2048).state, "waiting");
  assert.deepEqual([of(2049, 2048).state, of(2049, 2048).why], ["failed", "Larger than 2 KiB, which is the most."]);
  assert.equal(of(5 << 30, undefined).state, "waiting");
  assert.match(bounded(transferOf(file("x", 5), true), 1).why, /folder/);
});

test("how far a file is", () => {
  const waiting = transferOf(file("x", 10 << 20));
  assert.equal(progressWords(waiting, 0), "10 MiB");
  const sending = { ...waiting, state: "sending", sent: 4 << 20, since: 1000 } as const;
  assert.equal(progressWords(sending, 3000), "4 MiB of 10 MiB, 2 MiB/s");
  assert.equal(progressWords(ended(sending, { kind: "done" }), 0), "Uploaded, 10 MiB");
  assert.equal(ended(sending, { kind: "exists" }).state, "exists");
  assert.equal(sizeText(12), "12 B");
});

const process = (id: number, group?: string): Process => ({
  id,
  pid: id,
  argv: ["/bin/sh"],
  command: "/bin/sh",
  state: id % 2 === 0 ? "stopped" : "running",
  status: 0,
  ...(group === undefined ? {} : { group }),
});

test("processes without a group come first, then groups by name, each in its order", () => {
  const groups = grouped([process(4, "web"), process(3), process(5, "db"), process(1, "web")]);
  assert.deepEqual(
    groups.map(({ name, running, processes }) => [name, running, processes.map(({ id }) => id)]),
    [["", 1, [3]], ["db", 1, [5]], ["web", 1, [4, 1]]],
  );
  assert.equal(nameOf({ argv: ["/bin/sh"], name: "worker" }), "worker");
});

test("what few processes need is sent only where it was said", () => {
  assert.deepEqual(readOptions(EMPTY_FIELDS), { options: {} });
  assert.deepEqual(
    readOptions({ ...EMPTY_FIELDS, environment: "A=1\n\nB= x=y \n", directory: "/srv", user: " app ", plain: true, name: "w", restart: "on-failure" }),
    { options: { environment: { A: "1", B: " x=y " }, directory: "/srv", user: "app", terminal: false, name: "w", restart: "on-failure" } },
  );
  assert.deepEqual(readOptions({ ...EMPTY_FIELDS, group: " g ", mostRestarts: "3", signal: "sigint", grace: "1,5" }), {
    options: { group: "g", signal: 2, grace: 1.5 },
  });
  assert.deepEqual(readOptions({ ...EMPTY_FIELDS, restart: "always", mostRestarts: "3" }), { options: { restart: "always", max_restarts: 3 } });
  for (const wrong of [{ signal: "x" }, { grace: "-1" }, { grace: "3601" }, { grace: "x" }, { restart: "always", mostRestarts: "1.5" }]) {
    assert.ok("fault" in readOptions({ ...EMPTY_FIELDS, ...wrong }), JSON.stringify(wrong));
  }
  for (const environment of ["A", "=x", "a b=c"]) {
    assert.ok("fault" in readOptions({ ...EMPTY_FIELDS, environment }), environment);
  }
  assert.ok("fault" in readOptions({ ...EMPTY_FIELDS, directory: "srv" }));
});

test("what is asked of processes, groups and recordings goes where the server has it", async () => {
  const asked: string[] = [];
  Object.assign(globalThis, {
    fetch: async (address: URL, { method, body }: { method: string; body?: string }) => {
      asked.push(`${method} ${address.pathname}${body === undefined ? "" : ` ${body}`}`);
      return new Response("{}", { status: 200 });
    },
  });
  await server.start(["a"], undefined, { user: "app" });
  await server.again(3, "restart");
  await server.group("web 1", "stop");
  await server.record(3);
  await server.stopRecording(3);
  assert.deepEqual(asked, [
    'POST /live/corex/3-1/api/v2/processes {"argv":["a"],"user":"app"}',
    "POST /live/corex/3-1/api/v2/processes/3/restart {}",
    "POST /live/corex/3-1/api/v2/groups/web%201/stop {}",
    "POST /live/corex/3-1/api/v2/processes/3/recording {}",
    "DELETE /live/corex/3-1/api/v2/processes/3/recording",
  ]);
  const { pathname, search } = server.recording(3, 3);
  assert.equal(pathname + search, "/live/corex/3-1/api/v2/processes/3/recording?version=3");
});
