// Reads the metadata of a store as `helpdesk explain` does (scripts/helpdesk_omezarr/stores/copying.py): they lead from
// group to group, so what is no part of OME-Zarr is left alone, and no chunk is read.

import { sparedCopies, staleCopies } from "./consolidated.js";
import { isObject, MOST_BYTES, parse } from "./documents.js";
import { finding, ruleOf } from "./findings.js";
import { children, DOCUMENTS, FORMS, join, KINDS, listAt, mapping, mappings, inOrder, nodeOf } from "./nodes.js";
import { bare, sampled } from "./sampling.js";

const MOST_NODES = 20000;
const MOST_DEPTH = 12; // a level of a label image in a plate is at six
const PATH = /^[^/\\\x00-\x1f]+(\/[^/\\\x00-\x1f]+)*$/;

/** `{nodes, findings, unreadable, outside, wells, full, written}` of a store; `wells`: how many of how many were looked
 * into; `written`: the texts of the documents. `step(count)` tells the progress. */
export async function readStore(store, data, { everything = false, step = () => {} } = {}) {
  const reading = new Reading(store, data, everything);
  let todo = [""];
  const seen = new Set();
  while (todo.length) {
    const wave = [...new Set(todo)].filter((path) => !seen.has(path));
    for (const path of wave) seen.add(path);
    if (seen.size > MOST_NODES) {
      reading.full = true;
      break;
    }
    todo = [];
    for (const [path, documents] of await reading.read(wave)) {
      const node = reading.take(path, documents);
      if (!node) continue;
      if (node.array) await reading.lookInto(node);
      reading.nodes.set(path, node);
      todo.push(...(await reading.below(node)).filter((child) => reading.isInside(child)));
    }
    const top = reading.nodes.get("");
    if (wave.includes("") && top) {
      reading.forms = [FORMS[top.format === 3 ? 0 : 1]];
      if (!store.lists) reading.spared = sparedCopies(reading.top);
    }
    step(reading.nodes.size);
  }
  const { findings, unreadable, outside, wells, full, written, taken } = reading;
  findings.push(...staleCopies(reading.top, reading.raw, data.rules), ...reading.empty);
  return {
    nodes: inOrder([...reading.nodes.values()]),
    findings,
    unreadable,
    outside: [...new Set(outside)],
    wells,
    full,
    written,
    taken,
  };
}

class Reading {
  constructor(store, data, everything) {
    Object.assign(this, { store, data, everything, forms: FORMS, nodes: new Map(), findings: [], unreadable: [], outside: [] });
    Object.assign(this, { skipped: new Set(), wells: null, top: {}, raw: new Map(), written: {}, full: false, empty: [] });
    Object.assign(this, { spared: new Map(), taken: 0 });
  }

  finding(code, document, pointer, words) {
    return finding(ruleOf(this.data.rules, code), document, pointer, words);
  }

  /** A finding about a document that is no metadata: the sentence begins with its name. */
  notReadable(code, document, words) {
    const found = this.finding(code, document, "", words);
    this.unreadable.push({ ...found, message: `${document} ${found.message}` });
  }

  /** Note the names of what is in an array's folder, and if that is nothing. */
  async lookInto(node) {
    const listed = await this.store.list(node.path);
    if (!listed) return;
    node.members = [...listed.files, ...listed.folders];
    if (node.members.some((name) => !DOCUMENTS.includes(name))) return;
    this.empty.push(this.finding("nothing-stored", node.document, "", { path: node.path || "the array", value: node.path }));
  }

  /** Pairs of a path and its documents `{name: bytes}`, for each path of the wave that has some. */
  async read(wave) {
    const found = new Map();
    for (const names of this.forms) {
      const wanted = wave.filter((path) => !found.has(path));
      const asked = wanted.flatMap((path) => this.fromCopies(path, names, found) ?? names.map((name) => [path, name]));
      if (wave.includes("") && names.length > 1 && !found.size) asked.push(["", ".zmetadata"]);
      const all = await Promise.all(asked.map(async ([path, name]) => [path, name, await this.document(join(path, name))]));
      for (const [path, name, bytes] of all) if (bytes) found.set(path, { ...found.get(path), [name]: bytes });
    }
    return wave.filter((path) => found.has(path)).map((path) => [path, found.get(path)]);
  }

  /** What the consolidated metadata say of `path`, put into `found`; null where it is to be asked for. */
  fromCopies(path, names, found) {
    const known = names.filter((name) => this.spared.has(join(path, name)));
    if (!known.length) return null;
    const bytes = (name) => new TextEncoder().encode(JSON.stringify(this.spared.get(join(path, name))));
    found.set(path, Object.fromEntries(known.map((name) => [name, bytes(name)])));
    this.taken++;
    return [];
  }

  async document(place) {
    try {
      return await this.store.read(place, { start: 0, end: MOST_BYTES + 1 });
    } catch (error) {
      if (error.code !== "unreadable") throw error;
      this.notReadable("unreadable", place, { value: error.words.why });
      return null;
    }
  }

  /** The node that the documents make; what is wrong with them is kept. */
  take(path, documents) {
    let parsed = {};
    for (const [name, bytes] of Object.entries(documents)) {
      const place = join(path, name);
      const { rule, words, value, text } = parse(bytes);
      if (rule) this.notReadable(rule, place, words);
      else [parsed[name], this.written[place]] = [value, text];
    }
    if (path === "") this.top = { ...parsed };
    const only = Object.keys(parsed).every((name) => name === ".zattrs" || name === ".zmetadata");
    if (only && Object.keys(parsed[".zattrs"] ?? {}).length) {
      if (!Object.keys(parsed[".zattrs"]).some((key) => key in KINDS)) return null;
      this.findings.push(this.finding("zgroup-lost", join(path, ".zgroup"), "", { path: path || "the top group" }));
      parsed[".zgroup"] = { zarr_format: 2 };
    }
    // That a well which is not looked into is there is enough.
    if (this.skipped.has(path))
      parsed = Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, bare(name, value)]));
    this.lookAtFormat(path, parsed);
    const node = nodeOf(path, parsed);
    if (node && !this.skipped.has(path))
      for (const [name, value] of Object.entries(parsed)) this.raw.set(join(path, name), value);
    return node;
  }

  lookAtFormat(path, parsed) {
    if (!parsed["zarr.json"]) return;
    const { zarr_format: stated = 3, node_type: kind = "nothing" } = parsed["zarr.json"];
    const document = join(path, "zarr.json");
    if (kind !== "group" && kind !== "array")
      this.findings.push(this.finding("node-type", document, "/node_type", { value: String(kind) }));
    if (stated === 3) return;
    this.findings.push(this.finding("zarr-format", document, "/zarr_format", { value: String(stated) }));
  }

  /** The paths to which a node leads, by its metadata and, where a folder can be listed, by what is there. */
  async below(node) {
    if (node.array || this.skipped.has(node.path)) return [];
    const below = children(node.path, Object.keys(node.ome).length ? node.ome : misplaced(node));
    const has = (kind) => node.kinds.includes(kind);
    if (has("plate")) this.chooseWells(node);
    const inside = (name) => join(node.path, name);
    if (has("bioformats2raw")) {
      const names = await this.folders(node.path);
      below.push(...names.filter((name) => isNumber(name) || [...name].length === 1).map(inside));
      for (const row of names.filter((name) => /^\p{L}$/u.test(name)))
        below.push(
          ...(await this.folders(inside(row)))
            .filter((one) => /^[\p{L}\p{N}]+$/u.test(one))
            .map((one) => `${inside(row)}/${one}`),
        );
    } else if (isNumber(node.path) && (this.nodes.get("")?.kinds ?? []).includes("bioformats2raw"))
      below.push(String(Number(node.path) + 1)); // until there is none
    if (has("labels") || node.path.split("/").at(-1) === "labels") below.push(...(await this.folders(node.path)).map(inside));
    return below;
  }

  async folders(path) {
    return ((await this.store.list(path))?.folders ?? []).toSorted();
  }

  chooseWells(node) {
    const chosen = this.everything ? null : sampled(node);
    if (!chosen) return;
    this.skipped = new Set(chosen.skipped.map((well) => join(node.path, well)));
    this.wells = chosen.wells;
  }

  isInside(path) {
    const parts = path.split("/");
    if (parts.includes("..") || parts.includes(".")) {
      this.outside.push(path);
      return false;
    }
    return PATH.test(path) && parts.length <= MOST_DEPTH;
  }
}

const isNumber = (name) => /^\p{Nd}+$/u.test(name);

/** OME-Zarr metadata that stand where another version has them. */
const misplaced = ({ format, attributes }) => (format === 2 && isObject(attributes.ome) ? attributes.ome : attributes);
