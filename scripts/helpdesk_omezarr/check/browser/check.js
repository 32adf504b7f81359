// One check: reads the metadata of a store, judges them, and describes what it is. Runs in the worker.

import { withoutConsequences } from "./consequences.js";
import { describe } from "./describe.js";
import { fill, isObject } from "./documents.js";
import { folderDoor, groupDoor } from "./doors.js";
import { judge, nearest } from "./judge.js";
import { statedVersion } from "./nodes.js";
import { withPages } from "./pages.js";
import { readStore } from "./reading.js";

const MOST_TEXT = 300000; // characters of documents that are shown
const MOST_COUNTED = 60; // arrays whose files are counted

/** The result of a check as plain data; `status` is the exit status of `helpdesk explain`: 0 no error, 1 errors, 2 nothing could be judged. */
export async function check(store, data, progress) {
  const began = performance.now();
  let door = store.lists ? await folderDoor(store) : null;
  const read = door
    ? { nodes: [], findings: [], unreadable: [], outside: [], written: {} }
    : await readStore(store, data, { step: (count) => progress({ count }), everything: store.everything });
  const { nodes, unreadable } = read;
  if (!nodes.length && !unreadable.length) door ??= { code: store.lists ? "no-store" : "refusal", said: await store.refusal() };
  const special = door ? {} : await groupDoor(read, store);
  door ??= special.door ?? null;
  if (special.finding) read.findings.push(special.finding);
  if (store.packing) read.findings.push(...packing(store, nodes));
  const stated = statedVersion(nodes);
  const version = nodes.length ? nearest(stated, nodes[0].format, data.versions)?.version : undefined;
  if (!door && !unreadable.length && version === undefined)
    door = {
      code: "version",
      version: stated,
      known: data.versions
        .filter(({ state }) => state === "living")
        .map((row) => row.version)
        .join(", "),
    };
  const found = door || unreadable.length ? unreadable : [...read.findings, ...(await judge(nodes, version, data, store))];
  const told = withoutConsequences(found, data.rules);
  const findings = withPages(told, found, unreadable.length ? {} : (data.pages[version] ?? {}), data.mistakes);
  const description = nodes.length ? describe(nodes, stated ?? version ?? null, store.name) : null;
  if (description) await countFiles(description, store);
  return {
    status: door ? 2 : findings.some(({ severity }) => severity === "error") ? 1 : 0,
    name: store.name,
    version: unreadable.length ? undefined : version,
    door: door && { code: door.code, message: fill(data.words.doors[door.code], { name: store.name, ...door }) },
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
function* packing({ packing: { file, names, deflated } }, [top]) {
  const told = { document: file, pointer: "", validator: "house", page: "", many: "", value: "" };
  if (top?.path === "" && top.document !== ".zattrs" && !names.includes(top.document))
    yield {
      ...told,
      severity: "error",
      rule: "ozx-top",
      message: `${file} has its store in a folder: in a single file, ${top.document} is at the top`,
    };
  if (deflated)
    yield {
      ...told,
      severity: "warning",
      rule: "ozx-compressed",
      message: `${file} is compressed once more (${deflated} files), which makes reading a part of it slow`,
    };
}

function notes({ full, outside, wells }, store) {
  const told = [];
  if (full) told.push("The store has more groups than are read here: the rest was not checked.");
  if (wells) told.push(`${wells[0]} of ${wells[1]} wells were looked into.`);
  if (outside.length) told.push(`The metadata lead out of the store, where nothing was read: ${outside.slice(0, 3).join(", ")}.`);
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
