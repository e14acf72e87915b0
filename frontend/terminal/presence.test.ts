import assert from "node:assert/strict";
import { test } from "node:test";
import { type Audience, type Viewer, decides } from "./line/audience";
import { company, companyAt, otherTypes, roleOf, sizeWords } from "./presence";

const viewer = (id: number, name: string, more: Partial<Viewer> = {}): Viewer => ({
  id,
  name,
  mine: false,
  types: false,
  watches: false,
  program: false,
  asks: false,
  window: { columns: 80, rows: 24 },
  ...more,
});

const me = viewer(1, "Ines", { mine: true, types: true });

const audience = (people: Viewer[], more: Partial<Audience> = {}): Audience => ({
  you: 1,
  driver: undefined,
  everybodyTypes: false,
  size: "driver",
  answers: true,
  people: [me, ...people],
  ...more,
});

test("who else is here is said in few words, who types first", () => {
  const omar = viewer(2, "Omar", { watches: true });
  const ada = viewer(3, "Ada");
  assert.equal(company(undefined), "");
  assert.equal(company(audience([])), "");
  assert.equal(company(audience([omar])), "Omar is watching");
  assert.equal(company(audience([omar, ada], { driver: 3 })), "Ada is typing, 1 more is here");
  assert.equal(company(audience([omar, ada, viewer(4, "")])), "Ada and 2 more are here");
  assert.equal(company(audience([omar, viewer(5, "Omar")])), "Omar is watching");
  assert.equal(otherTypes(audience([ada], { driver: 3 })), "Ada is typing");
  assert.equal(otherTypes(audience([ada], { driver: 1 })), "");
});

test("the line below the list names the process", () => {
  const omar = audience([viewer(2, "Omar")]);
  assert.equal(companyAt([]), "");
  assert.equal(companyAt([{ audience: omar, process: "bash" }]), "Omar is watching bash");
  assert.equal(companyAt([{ audience: omar, process: "bash" }, { audience: omar, process: "top" }]), "Omar is watching bash");
  const ada = audience([viewer(2, "Ada")], { driver: 2 });
  assert.equal(companyAt([{ audience: ada, process: "top" }]), "Ada is typing in top");
  assert.equal(companyAt([{ audience: omar, process: "bash" }, { audience: ada, process: "top" }]), "Ada is typing, 1 more is here");
});

test("whose size a terminal has", () => {
  const ada = viewer(2, "Ada");
  assert.equal(sizeWords(undefined, true), "Size set by you");
  assert.equal(sizeWords(undefined, false), "Size set by another viewer");
  assert.equal(sizeWords(audience([ada]), true), "Size set by you");
  assert.equal(sizeWords(audience([], { people: [{ ...me, watches: true }] }), false), "");
  assert.equal(sizeWords(audience([ada], { driver: 2 }), false), "Size set by Ada");
  assert.equal(sizeWords(audience([viewer(2, "Ines", { mine: true })], { driver: 2 }), false), "Size set by your other window");
  assert.equal(sizeWords(audience([ada, viewer(3, "", { window: undefined })], { size: "smallest" }), false), "Smallest of 2 windows");
  assert.equal(sizeWords(audience([ada], { size: "fixed" }), true), "Fixed size");
});

test("each has a role, and only who types decides", () => {
  const ada = viewer(2, "Ada");
  const all = audience([ada], { driver: 2 });
  assert.equal(roleOf(ada, all), "types");
  assert.equal(roleOf(viewer(3, "x", { asks: true }), all), "asks to type");
  assert.equal(roleOf(viewer(3, "x", { watches: true }), all), "only looks");
  assert.equal(roleOf(viewer(3, "x", { types: true }), all), "may type");
  assert.equal(roleOf(viewer(3, "x"), all), "looks");
  assert.equal(decides(all), false);
  assert.equal(decides(audience([ada])), true);
  assert.equal(decides(audience([ada], { driver: 1 })), true);
  assert.equal(decides({ ...audience([ada]), people: [{ ...me, watches: true }, ada] }), false);
});
