// Consolidated metadata: a copy of all documents in the top group, inline in Zarr v3, `.zmetadata` in Zarr v2.
// https://zarr.readthedocs.io/en/stable/user-guide/consolidated_metadata/

import { same } from "./conditions.js";
import { isObject } from "./documents.js";
import { finding, ruleOf } from "./findings.js";
import { mapping } from "./nodes.js";

/** One finding, if a document in `read` (by place) is not what the copy in the `top` documents says; else none. */
export function staleCopies(top, read, rules) {
  const old = top[".zmetadata"];
  const inline = top["zarr.json"]?.consolidated_metadata;
  if (!old && !isObject(inline)) return [];
  const document = old ? ".zmetadata" : "zarr.json";
  const copies = old
    ? mapping(old.metadata)
    : Object.fromEntries(Object.entries(mapping(inline.metadata)).map(([path, one]) => [`${path}/zarr.json`, one]));
  const wrong = [...read.keys()].filter(
    (place) =>
      place !== document &&
      !(Object.hasOwn(copies, place) && isObject(copies[place]) && same(bare(copies[place]), bare(read.get(place)))),
  );
  if (!wrong.length) return [];
  const value = wrong.slice(0, 5).join(", ") + (wrong.length > 5 ? " ..." : "");
  return [finding(ruleOf(rules, "consolidated"), document, old ? "" : "/consolidated_metadata", { value })];
}

/** Without what may be left out: empty attributes, consolidated metadata, and keys without a value. */
function bare(document) {
  const isNothing = (value) => value === null || (typeof value === "object" && Object.keys(value).length === 0);
  return Object.fromEntries(
    Object.entries(document).filter(
      ([key, value]) => key !== "consolidated_metadata" && key !== "must_understand" && !isNothing(value),
    ),
  );
}
