// One check: reads the metadata of a store, judges them, and describes what it is. Runs in the worker.

import { withoutConsequences } from "./consequences.js";
import { describe } from "./describe.js";
import { isObject } from "./documents.js";
import { folderDoor, groupDoor } from "./doors.js";
import { finding, ruleOf } from "./findings.js";
import { judge, nearest } from "./judge.js";
import { statedVersion } from "./nodes.js";
import { withPages } from "./pages.js";
import { readStore } from "./reading.js";
import { sentence } from "./trouble.js";

const MOST_TEXT = 300000; // characters of documents that are shown
const MOST_COUNTED = 60; // arrays whose files are counted

/** The result of a check as plain data; `status` is the exit status of `helpdesk explain`: 0 no error, 1 errors, 2 nothing could be judged. */
export async function check(store, data, progress) {
  const began = performance.now();
  const { doors } = data;
  let door = store.lists ? await folderDoor(store, doors) : {};
  const read = door.code
    ? { nodes: [], findings: [], unreadable: [], outside: [], written: {} }
    : await readStore(store, data, { step: (count) => progress({ count }), everything: store.everything });
  const { nodes, unreadable } = read;
  if (!nodes.length && !unreadable.length && !door.code)
    door = await store.refusal();
  if (!door.code) door = await groupDoor(read, store, data);
  if (door.finding) read.findings.push(door.finding);
  if (store.packing) read.findings.push(...packing(store, nodes, data.rules));
  const stated = statedVersion(nodes);
  const version = nodes.length ? nearest(stated, nodes[0].format, data.versions)?.version : undefined;
  if (!door.code && !unreadable.length && version === undefined) {
    const known = data.versions.filter(({ state }) => state === "living").map((row) => row.version);
    door = { code: "version", words: { name: store.name, version: stated, known: known.join(", ") } };
  }
  const found = door.code || unreadable.length ? unreadable : [...read.findings, ...(await judge(nodes, version, data, store))];
  const told = withoutConsequences(found, data.rules);
  const findings = withPages(told, found, unreadable.length ? {} : (data.pages[version] ?? {}), data.mistakes);
  const description = nodes.length ? describe(nodes, stated ?? version ?? null, store.name) : null;
  if (description) await countFiles(description, store);
  return {
    status: door.code ? 2 : findings.some(({ severity }) => severity === "error") ? 1 : 0,
    name: store.name,
    version: unreadable.length ? undefined : version,
    door: door.code ? { code: door.code, message: sentence(door, doors) } : null,
    findings,
    description,
    documents: documents(nodes, findings, read.written),
    texts: texts(read, store),
    groups: nodes.filter(({ array }) => !array).length,
    arrays: nodes.filter(({ array }) => array).length,
    wells: read.wells ?? null,
    notes: notes(read, store),
    ms: performance.now() - began,
  };
}

/** How a single file is packed: https://ngff.openmicroscopy.org/rfc/9/index.html. */
function* packing({ packing: { file, names, deflated } }, [top], rules) {
  if (top?.path === "" && top.document !== ".zattrs" && !names.includes(top.document))
    yield finding(ruleOf(rules, "ozx-top"), file, "", { value: top.document });
  if (deflated) yield finding(ruleOf(rules, "ozx-compressed"), file, "", { value: String(deflated) });
}

function notes({ full, outside, wells, taken, nodes }, store) {
  const told = [];
  if (taken)
    told.push(
      `${taken} of ${nodes.length} groups and arrays were taken from the consolidated metadata, which were compared with the others.`,
    );
  if (full) told.push("The dataset has more groups than are read here: the rest was not checked.");
  if (wells) told.push(`${wells[0]} of ${wells[1]} wells were looked into.`);
  if (outside.length) told.push(`The metadata lead out of the dataset, where nothing was read: ${outside.slice(0, 3).join(", ")}.`);
  if (store.text) told.push("Only the pasted metadata were checked: whether the arrays are there cannot be told.");
  else if (!store.lists) told.push("Only the metadata were read, not the pixels.");
  return told;
}

/** The texts that findings are about, and that of the top group: `{name: text}`. */
function documents(nodes, findings, written) {
  const kept = {};
  let length = 0;
  for (const name of new Set([...findings.map(({ document }) => document), ...(nodes[0] ? [nodes[0].document] : [])])) {
    length += written[name]?.length ?? 0;
    if (written[name] !== undefined && length <= MOST_TEXT) kept[name] = written[name];
  }
  return kept;
}

/** The texts of all documents, for the editor: `{name: text}`; null where they are too long, or not all that is known. */
function texts({ written, unreadable, wells, full }, store) {
  const all = Object.entries(written).filter(([name]) => !store.text || name !== ".zgroup");
  const length = all.reduce((sum, [, text]) => sum + text.length, 0);
  const whole = all.length && !unreadable.length && !wells && !full && length <= MOST_TEXT;
  return whole ? Object.fromEntries(all) : null;
}

async function countFiles(description, store) {
  if (!store.lists) return;
  const levels = description.images.flatMap(({ levels }) => levels).filter(({ at }) => at !== undefined);
  for (const level of levels.slice(0, MOST_COUNTED)) {
    const found = await store.count(level.at);
    if (isObject(found)) level.stored = found;
  }
}
