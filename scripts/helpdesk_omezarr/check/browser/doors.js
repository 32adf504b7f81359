// What was given instead of a store that can be judged, by the table doors.json, which
// scripts/helpdesk_omezarr/stores/doors.py describes.

import { parse } from "./documents.js";
import { finding, ruleOf } from "./findings.js";
import { DOCUMENTS, isMeant, join, nodeOf } from "./nodes.js";
import { matches } from "./rules.js";

const MOST_FOLDERS = 500; // looked into to find stores below a folder

/** The first of `doors` for `kind` that fits `facts`: `{code, words}` where there is a sentence, `{finding}`, or `{}`. */
export function firstDoor(doors, kind, facts, words) {
  const fits = ({ where = {} }) => Object.entries(where).every(([key, wanted]) => matches(facts, key, wanted));
  const row = doors.find((one) => one.in === kind && fits(one)) ?? {};
  if (row.message !== undefined) return { code: row.code, words };
  return row.finding ? { finding: row.finding } : {};
}

/** What the store is instead of a folder of Zarr. */
export async function folderDoor(store, doors) {
  const listed = await store.list("");
  if (!listed || listed.files.some((name) => DOCUMENTS.includes(name))) return {};
  const inner = (await storesBelow(store, false)).map(({ path }) => path);
  const facts = {
    files: listed.files,
    stores: ["none", "one"][inner.length] ?? "several",
    numbered: listed.folders.some((name) => /^\d+$/.test(name)),
  };
  return firstDoor(doors, "folder", facts, { name: store.name, list: shown(inner) });
}

/** What a group is in which there is nothing of OME-Zarr to judge; its `finding` is a whole one. */
export async function groupDoor({ nodes, unreadable, findings }, store, { doors, rules }) {
  const top = nodes.find(({ path }) => path === "");
  if (unreadable.length || !top || findings.some(({ severity }) => severity === "error")) return {};
  const meant = isMeant(top);
  const renamed = top.format === 2 && !meant ? await renamedFile(store) : undefined;
  const looks = store.lists && !meant && !top.array;
  const found = looks ? (await storesBelow(store, true)).filter(({ node }) => !node.array && !onlyLists(node)) : [];
  const below = found.map(({ path }) => path);
  const encoding = String(top.attributes["encoding-type"] ?? "");
  const facts = {
    array: Boolean(top.array),
    only: top.kinds.length === 1 ? top.kinds[0] : null,
    meant,
    renamed: renamed !== undefined,
    spatialdata: Object.hasOwn(top.attributes, "spatialdata_attrs"),
    encoded: encoding !== "",
    wells: whereAre(found.filter(({ node }) => node.kinds.includes("well"))),
    images: ["none", "one"][below.length] ?? "several",
    inside_store: false, // a page sees nothing of what is above
  };
  const words = { name: store.name, list: shown(below) || "nothing", encoding, first: below[0] ?? "" };
  const door = firstDoor(doors, "group", facts, words);
  if (!door.finding) return door;
  return { finding: finding(ruleOf(rules, door.finding), renamed ?? top.document, "", { value: words.first }) };
}

/** The name of the file that should be `.zattrs`. */
async function renamedFile(store) {
  const names = (await store.list(""))?.files ?? [];
  return names.toSorted().find((name) => /^[._]?zattrs(\.\w+)?$/.test(name) && name !== ".zattrs");
}

/** Whether wells are in a group, as in a row, or further down. */
const whereAre = ([first]) => (first ? (first.path.includes("/") ? "below" : "inside") : "none");

const shown = (paths) => paths.slice(0, 5).join(", ") + (paths.length > 5 ? " ..." : "");

/** Whether a group says nothing of OME-Zarr but perhaps which images are below. */
const onlyLists = ({ kinds }) => kinds.every((kind) => kind === "labels" || kind === "series");

/** The groups and arrays nearest below the top; with `inside` also what is in groups without OME-Zarr. */
async function storesBelow(store, inside) {
  const todo = [""];
  const found = [];
  for (let looked = 0; todo.length && looked < MOST_FOLDERS; looked++) {
    const path = todo.shift();
    const listed = await store.list(path);
    const node = path === "" || !listed ? null : await nodeAt(store, path, listed.files);
    if (node) {
      found.push({ path, node });
      if (!inside || node.array || !onlyLists(node)) continue;
    }
    todo.push(
      ...(listed?.folders ?? [])
        .filter((name) => name !== "__MACOSX" && !name.startsWith("."))
        .sort()
        .map((name) => join(path, name)),
    );
  }
  return found;
}

async function nodeAt(store, path, files) {
  const documents = {};
  for (const name of DOCUMENTS.filter((one) => files.includes(one)))
    documents[name] = parse((await store.read(join(path, name))) ?? new Uint8Array()).value ?? {};
  return nodeOf(path, documents);
}
