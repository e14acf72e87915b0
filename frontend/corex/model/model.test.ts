import assert from "node:assert/strict";
import { test } from "node:test";
import { type Preferences, changePreferences, followPreferences, loadPreferences, readPreferences } from "./preferences";
import { refusal } from "./server";
import { DEFAULTS } from "../../terminal/settings";
import { type Process, failure, information, linesKept, lookOf, memoryText, nameOf, titleOf } from "./process";
import { NOTHING_KNOWN, after } from "./snapshot";
import { spoken } from "./spoken";
import { joinWords, splitWords, wantsShell } from "./command-line";
import { EMPTY, activePane, closePane, closeTab, fromText, open, split, toText } from "./workspace";

const process = (part: Partial<Process>): Process => ({
  id: 1,
  pid: 41,
  argv: ["/bin/sh", "-c", "x"],
  command: "/bin/sh -c x",
  state: "running",
  status: 0,
  ...part,
});

test("a terminal shows no more lines than CoreX keeps, and no more than the person wants", () => {
  assert.equal(linesKept(process({ scrollback: 500 }), 10_000), 500);
  assert.equal(linesKept(process({ scrollback: 50_000 }), 10_000), 10_000);
  assert.equal(linesKept(process({}), 10_000), 10_000, "a CoreX that does not say it");
  assert.equal(linesKept(undefined, 5000), 5000);
});

test("a command is split as a shell splits it", () => {
  const cases: [string, string[]][] = [
    ["", []],
    ["  sh   -c\t'echo  hi' ", ["sh", "-c", "echo  hi"]],
    [`printf "%s \\"q\\" $HOME\\n" a\\ b`, ["printf", '%s "q" $HOME\\n', "a b"]],
    [`a'b'"c"d`, ["abcd"]],
    [`run "" ''`, ["run", "", ""]],
    ["grep '\\'", ["grep", "\\"]],
    ["echo ünïcode 漢字", ["echo", "ünïcode", "漢字"]],
  ];
  for (const [line, words] of cases) {
    assert.deepEqual(splitWords(line), { words }, line);
  }
});

test("an open quote or a last backslash is said, not guessed", () => {
  assert.deepEqual(splitWords("echo 'a"), { fault: "A quote ' is open. Close it." });
  assert.match((splitWords("echo a\\") as { fault: string }).fault, /backslash/);
});

test("a pipe outside of quotes calls for a shell", () => {
  assert.ok(wantsShell("ls | wc -l"));
  assert.ok(wantsShell("echo $HOME"));
  assert.ok(!wantsShell("sh -c 'ls | wc -l'"));
  assert.ok(!wantsShell("sleep 10"));
});

test("each state has its word and its shape", () => {
  assert.deepEqual(lookOf(process({})), { kind: "ok", word: "Running" });
  assert.deepEqual(lookOf(process({ state: "stopping" })), { kind: "warn", word: "Stopping" });
  assert.deepEqual(lookOf(process({ state: "stopped" })), { kind: "idle", word: "Done, 0" });
  assert.deepEqual(lookOf(process({ state: "stopped", status: 3 })), { kind: "fail", word: "Exit 3" });
  assert.deepEqual(lookOf(process({ state: "stopped", signal: 15 })), { kind: "idle", word: "SIGTERM" });
  assert.deepEqual(lookOf(process({ state: "crashed", status: 1 })), { kind: "fail", word: "Not started" });
});

test("the information column says what Core X always said", () => {
  assert.equal(information(process({})), "");
  assert.equal(information(process({ state: "stopped", status: 3 })), "Exit: 3");
  assert.equal(information(process({ state: "stopped", signal: 9 })), "SIGKILL");
  assert.equal(information(process({ state: "crashed", error: "No such file or directory" })), "No such file or directory");
});

test("a process is called by its program, and a missing program is said in words", () => {
  assert.equal(nameOf({ argv: ["/usr/lib/postgresql/16/bin/postgres", "-D", "/data"] }), "postgres");
  assert.equal(nameOf({ argv: ["bash", "--login"] }), "bash");
  assert.equal(nameOf({ argv: [""] }), "process");
  assert.equal(titleOf(process({})), "sh 41");
  assert.equal(titleOf(process({ pid: 0 })), "sh");
  assert.equal(failure(process({ state: "crashed", error: "No such file or directory" })), "Command not found in this image.");
  assert.equal(failure(process({ state: "crashed", error: "Permission denied" })), "It could not be started: Permission denied.");
});

test("words written as one line are the same words when read", () => {
  for (const words of [["sh", "-c", "echo 'a b' | wc"], ["", "it's", "\\", "ü", "$HOME"], ["/bin/ls", "--color=auto"]]) {
    assert.deepEqual(splitWords(joinWords(words)), { words });
  }
  assert.equal(joinWords(["sh", "-c", "ls | wc"]), "sh -c 'ls | wc'");
});

test("messages of the server build the list: new ones on top, changes in place, forgotten ones gone", () => {
  const first = { event: "snapshot", host: "12-1", readonly: false, processes: [process({ id: 2 }), process({ id: 1 }), { id: "x" }] };
  let known = after(NOTHING_KNOWN, first, 1000);
  assert.deepEqual([known.host, known.connected, known.at], ["12-1", true, 1000]);
  known = after(known, { event: "process", process: process({ id: 3 }) }, 1001);
  known = after(known, { event: "process", process: process({ id: 1, state: "stopping" }) }, 1002);
  known = after(known, { event: "removed", ids: [2] }, 1003);
  assert.deepEqual(known.processes.map(({ id, state }) => [id, state]), [[3, "running"], [1, "stopping"]]);
});

test("how large files may be is known from the server, or not at all", () => {
  const told = (message: object) => after(NOTHING_KNOWN, { event: "snapshot", processes: [], ...message }, 1).bounds;
  assert.deepEqual(told({ max_upload: 12, max_download: 2 ** 40 }), { upload: 12, download: 2 ** 40 });
  assert.deepEqual(told({ max_upload: "12", max_download: -1 }), { upload: undefined, download: undefined });
});

test("usage is kept beside the list, and what is no message changes nothing", () => {
  const message = { event: "usage", processes: [{ id: 3, cpu: 31, memory: 5 }, { id: 4 }], container: { cpu: 42.5 } };
  const known = after(NOTHING_KNOWN, message, 1);
  assert.deepEqual([...known.usage], [[3, { cpu: 31, memory: 5 }]]);
  assert.deepEqual(known.container, { cpu: 42.5 });
  assert.equal(after(known, { event: "new" }, 2), known);
  assert.equal(after(known, { event: "process", process: null }, 2), known);
});

test("amounts are short and exact enough", () => {
  assert.equal(memoryText(300 * 1024), "300 KiB");
  assert.equal(memoryText(4 * 2 ** 20), "4 MiB");
  assert.equal(memoryText(6442450944), "6.0 GiB");
  assert.equal(memoryText(128 * 2 ** 30), "128 GiB");
});

test("a refusal is said in words", () => {
  assert.match(refusal(404, "no"), /gone/);
  assert.equal(refusal(400, "argv is empty"), "Argv is empty.");
  assert.equal(refusal(429, "512 processes run, no more fit; stop some"), "512 processes run, no more fit; stop some.");
  assert.match(refusal(429, "too many calls are under way"), /^Too much is asked/);
  assert.equal(refusal(500, undefined), "The server answered 500 and gave no reason.");
});

test("a process opens once; a split waits for one; four panes are the most", () => {
  let space = open(open(EMPTY, 1), 2);
  assert.equal(toText(space), "1-2~1");
  space = open(space, 1);
  assert.equal(toText(space), "1-2~0");
  space = open(split(space), 3);
  assert.equal(toText(space), "1.3-2~0");
  space = split(split(space));
  assert.equal(space.tabs[0]?.panes.length, 3);
  assert.equal(activePane(space)?.process, undefined);
  space = split(open(split(open(space, 4)), 5));
  assert.equal(space.tabs[0]?.panes.length, 4);
});

test("a pane that waits takes a process from another tab, but not from its own", () => {
  let space = open(split(open(open(EMPTY, 1), 2)), 1);
  assert.equal(toText(space), "2.1~0");
  assert.equal(activePane(space)?.process, 1);
  space = open(split(space), 2);
  assert.equal(space.tabs[0]?.panes.length, 3);
  assert.equal(activePane(space)?.process, 2);
});

test("closing the last pane closes the tab, and the keys go to a pane that is there", () => {
  let space = open(split(open(open(EMPTY, 1), 2)), 3);
  space = closePane(space, activePane(space)?.key ?? 0);
  assert.equal(activePane(space)?.process, 2);
  space = closePane(space, activePane(space)?.key ?? 0);
  assert.equal(toText(space), "1~0");
  assert.deepEqual(closeTab(space, 0), { tabs: [], current: 0 });
});

test("the address brings back what is still known", () => {
  assert.equal(toText(fromText("1.3-2-9~1", new Set([1, 2, 3]))), "1.3-2~1");
  assert.equal(toText(fromText("1-1~7", new Set([1]))), "1~0");
  assert.deepEqual(fromText("rubbish~x", new Set([1])), { tabs: [], current: 0 });
});

const USUAL: Preferences = { ...DEFAULTS, asciicast: 2 };

test("kept settings that nobody understands are as by default", () => {
  assert.deepEqual(readPreferences("{"), { ...USUAL, colours: "page", screenReader: false });
  assert.deepEqual(readPreferences("null"), { ...USUAL, colours: "page", screenReader: false });
  assert.equal(readPreferences('{"colours":"dark","screenReader":true}').colours, "dark");
  assert.deepEqual(['{"asciicast":3}', '{"asciicast":"3"}', '{"asciicast":4}'].map((text) => readPreferences(text).asciicast), [3, 2, 2]);
});

test("what is changed in one tab arrives in the others, and what they changed before stays", () => {
  const kept = new Map<string, string>();
  const page = new EventTarget();
  Object.assign(globalThis, {
    localStorage: { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value) },
    document: Object.assign(new EventTarget(), { documentElement: { lang: "en" } }),
    addEventListener: page.addEventListener.bind(page),
    removeEventListener: page.removeEventListener.bind(page),
  });
  let seen: Preferences = loadPreferences();
  const end = followPreferences((now) => (seen = now));
  changePreferences({ screenReader: true });
  assert.deepEqual(seen, { ...USUAL, colours: "page", screenReader: true });
  kept.set("coredeck.terminal", '{"colours":"dark","screenReader":true}'); // by another tab
  page.dispatchEvent(Object.assign(new Event("storage"), { key: "coredeck.terminal" }));
  assert.deepEqual(seen, { ...USUAL, colours: "dark", screenReader: true });
  kept.set("coredeck.terminal", '{"colours":"dark","screenReader":false}');
  changePreferences({ colours: "light" }); // before this tab was told
  assert.deepEqual(loadPreferences(), { ...USUAL, colours: "light", screenReader: false });
  end();
  changePreferences({ screenReader: true });
  assert.deepEqual(seen, { ...USUAL, colours: "light", screenReader: false });
});

test("settings that could not be kept count until the browser keeps some again", () => {
  const kept = new Map<string, string>();
  const full = () => {
    throw new Error("QuotaExceededError");
  };
  const keeps = (setItem: (key: string, value: string) => void) =>
    Object.assign(globalThis, {
      localStorage: { getItem: (key: string) => kept.get(key) ?? null, setItem },
      document: Object.assign(new EventTarget(), { documentElement: { lang: "en" } }),
    });
  keeps(full);
  changePreferences({ colours: "dark" });
  assert.equal(loadPreferences().colours, "dark");
  keeps((key, value) => kept.set(key, value));
  changePreferences({ screenReader: true });
  assert.deepEqual(loadPreferences(), { ...USUAL, colours: "dark", screenReader: true });
  kept.set("coredeck.terminal", '{"colours":"light","screenReader":true}'); // by another tab
  assert.deepEqual(loadPreferences(), { ...USUAL, colours: "light", screenReader: true });
});

test("the page speaks the first language of the browser that it can", () => {
  assert.equal(spoken(["fr-FR", "de-CH", "en"]), "de");
  assert.equal(spoken(["en-GB", "de"]), "en");
  assert.equal(spoken([]), "en");
});
