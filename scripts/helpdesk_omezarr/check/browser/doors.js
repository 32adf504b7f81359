// What was given instead of a store that can be judged, as scripts/helpdesk_omezarr/stores/doors.py has it.

import { parse } from "./documents.js";
import { DOCUMENTS, join, KINDS, mapping, nodeOf } from "./nodes.js";

const MOST_FOLDERS = 500; // looked into to find stores below a folder

/** `{code, ...values}` of the sentence about a folder that is no Zarr store, or null. */
export async function folderDoor(store) {
  const listed = await store.list("");
  if (!listed || listed.files.some((name) => DOCUMENTS.includes(name))) return null;
  if (listed.files.includes("attributes.json")) return { code: "n5" };
  const inner = await storesBelow(store, false);
  if (inner.length === 1) return { code: "inside", list: inner[0].path };
  if (inner.length) return { code: "several", list: shown(inner) };
  return { code: listed.folders.some((name) => /^\d+$/.test(name)) ? "hidden-lost" : "no-store" };
}

/** `{door}` where a group has nothing of OME-Zarr to judge, or `{finding}` for images further down. */
export async function groupDoor({ nodes, unreadable, findings }, store) {
  const top = nodes.find(({ path }) => path === "");
  if (unreadable.length || !top || findings.some(({ severity }) => severity === "error")) return {};
  if (top.array) return { door: { code: "array" } };
  const only = (kind) => top.kinds.length === 1 && top.kinds[0] === kind;
  if (only("labels")) return { door: { code: "labels" } };
  if (only("series")) return { door: { code: "series" } };
  if (top.kinds.length || isMeant(top)) return {};
  const renamed =
    top.format === 2
      ? (((await store.list("")) ?? {}).files ?? [])
          .toSorted()
          .find((name) => /^[._]?zattrs(\.\w+)?$/.test(name) && name !== ".zattrs")
      : undefined;
  if (renamed)
    return {
      finding: error(
        renamed,
        "zattrs-name",
        "zattrs-renamed",
        `the attributes are in the file ${renamed}, which nothing reads: its name is .zattrs`,
      ),
    };
  const below = store.lists ? (await storesBelow(store, true)).filter(({ node }) => node.kinds.length) : [];
  const encoding = top.attributes["encoding-type"] ?? "";
  if (Object.hasOwn(top.attributes, "spatialdata_attrs"))
    return { door: { code: "spatialdata", list: shown(below) || "nothing" } };
  if (encoding) return { door: { code: "encoded", encoding: String(encoding) } };
  if (!below.length) return { door: { code: "plain" } };
  return {
    finding: error(
      top.document,
      "top-group",
      "image-one-level-down",
      `the top group has no OME-Zarr metadata; it begins one level down: open ${below[0].path}`,
    ),
  };
}

const error = (document, rule, page, message) => ({
  severity: "error",
  document,
  pointer: "",
  rule,
  validator: "house",
  page,
  message,
  many: "",
  value: "",
});
const shown = (found) =>
  found
    .slice(0, 5)
    .map(({ path }) => path)
    .join(", ") + (found.length > 5 ? " ..." : "");

/** Whether metadata of OME-Zarr are there, but not where the version has them. */
const isMeant = ({ attributes }) =>
  [attributes, mapping(attributes.ome)].some((one) => Object.keys(one).some((key) => key in KINDS || key === "omero"));

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
      if (!inside || node.kinds.length || node.array) continue;
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
    documents[name] = parse(name, (await store.read(join(path, name))) ?? new Uint8Array(), {}).value ?? {};
  return nodeOf(path, documents);
}
