// Consolidated metadata: a copy of all documents in the top group, inline in Zarr v3, `.zmetadata` in Zarr v2.
// https://zarr.readthedocs.io/en/stable/user-guide/consolidated_metadata/

import { same } from "./conditions.js";
import { isObject } from "./documents.js";
import { finding, ruleOf } from "./findings.js";
import { mapping } from "./nodes.js";

const COMPARED = 24; // documents of a store on a server
const ONE_BYTE = ["int8", "uint8", "bool"];

/** The copies in the `top` documents by the place of what they repeat; null where there are none. */
function copiesIn(top) {
  if (top[".zmetadata"]) return mapping(top[".zmetadata"].metadata);
  const inline = top["zarr.json"]?.consolidated_metadata;
  if (!isObject(inline)) return null;
  return Object.fromEntries(Object.entries(mapping(inline.metadata)).map(([path, one]) => [`${path}/zarr.json`, one]));
}

/** The copies that may stand for their documents where asking takes time: of many, a spread few are compared. */
export function sparedCopies(top) {
  const known = Object.entries(copiesIn(top) ?? {}).filter(([, one]) => isObject(one));
  known.sort(([one], [other]) => (one < other ? -1 : 1));
  const step = Math.ceil(known.length / COMPARED) || 1;
  return new Map(known.filter((_, number) => number % step));
}

/** One finding, if a document in `read` (by place) is not what the copy in the `top` documents says; else none. */
export function staleCopies(top, read, rules) {
  const copies = copiesIn(top);
  if (!copies) return [];
  const old = top[".zmetadata"];
  const document = old ? ".zmetadata" : "zarr.json";
  const wrong = [...read.keys()].filter(
    (place) =>
      place !== document &&
      !(Object.hasOwn(copies, place) && isObject(copies[place]) && same(bare(copies[place]), bare(read.get(place)))),
  );
  if (!wrong.length) return [];
  const value = wrong.slice(0, 5).join(", ") + (wrong.length > 5 ? " ..." : "");
  return [finding(ruleOf(rules, "consolidated"), document, old ? "" : "/consolidated_metadata", { value })];
}

/** Without what may be left out: empty attributes, consolidated metadata, keys without a value, and defaults. */
function bare(document) {
  const known = "chunks" in document ? { dimension_separator: ".", ...document } : document;
  const isNothing = (value) => value === null || (typeof value === "object" && Object.keys(value).length === 0);
  const kept = Object.fromEntries(
    Object.entries(known).filter(
      ([key, value]) => key !== "consolidated_metadata" && key !== "must_understand" && !isNothing(value),
    ),
  );
  const isOneByte = ONE_BYTE.includes(kept.data_type);
  for (const key of ["codecs", "storage_transformers"])
    if (Array.isArray(kept[key])) kept[key] = kept[key].map((value) => named(value, isOneByte));
  if (Object.hasOwn(kept, "chunk_key_encoding")) {
    const { name, configuration } = named(kept.chunk_key_encoding);
    const separator = name === "default" ? "/" : ".";
    kept.chunk_key_encoding = { name, configuration: { separator, ...configuration } };
  }
  return kept;
}

/** A name with its configuration; Zarr v3 lets a name stand alone, and numbers of one byte have no order of bytes.
 * https://zarr-specs.readthedocs.io/en/latest/v3/core/index.html#extension-definition */
function named(value, isOneByte = false) {
  if (!isObject(value)) return { name: value, configuration: {} };
  const configuration = Object.fromEntries(Object.entries(mapping(value.configuration)).filter(([, one]) => one !== null));
  if (isOneByte && value.name === "bytes") delete configuration.endian;
  // Those of shards.
  if (Array.isArray(configuration.codecs)) configuration.codecs = configuration.codecs.map((one) => named(one, isOneByte));
  return { name: value.name ?? null, configuration };
}
