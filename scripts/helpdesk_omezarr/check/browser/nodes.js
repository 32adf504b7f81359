// The groups and arrays of a store, made from their metadata documents.

import { isObject } from "./documents.js";

// Metadata key -> what a group having it is, most telling first. A label image has two: it is an image as well.
export const KINDS = {
  plate: "plate",
  well: "well",
  scene: "scene",
  "bioformats2raw.layout": "bioformats2raw",
  series: "series",
  labels: "labels",
  "image-label": "label",
  multiscales: "image",
};
export const FORMS = [["zarr.json"], [".zgroup", ".zarray", ".zattrs"]];
export const DOCUMENTS = FORMS.flat();

export const join = (path, name) => (path && name ? `${path}/${name}` : path || name);
export const parentOf = (path) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
export const listAt = (value, key) => (isObject(value) && Array.isArray(value[key]) ? value[key] : []);
export const mapping = (value) => (isObject(value) ? value : {});
/** The objects in a list, or an object alone; nothing where the value is something else. */
export const mappings = (value) => (Array.isArray(value) ? value : [value]).filter(isObject);
export const isText = (value) => typeof value === "string";

/** A path without `.`, `..` and doubled slashes; "" is the top. */
export function normal(path) {
  const kept = [];
  for (const part of path.split("/")) {
    if (part === "..") kept.length && kept.at(-1) !== ".." ? kept.pop() : kept.push("..");
    else if (part && part !== ".") kept.push(part);
  }
  return kept.join("/");
}

/** The group or array at `path`, from its parsed documents by name; null where they make none.
 *
 * `{path, format, document, array, attributes, ome, kinds, omeAt, attributesAt, members}`: `array` is the document of an
 * array, null for a group; two are the JSON pointers of what they name in `document`; `members` are the names of what is
 * in the folder of an array, where that was looked at. */
export function nodeOf(path, documents) {
  const v3 = documents["zarr.json"];
  if (!v3 && !documents[".zgroup"] && !documents[".zarray"]) return null;
  const array = v3 ? (v3.node_type === "array" ? v3 : null) : (documents[".zarray"] ?? null);
  const attributes = v3 ? mapping(v3.attributes) : (documents[".zattrs"] ?? {});
  const found = v3 ? attributes.ome : attributes;
  const ome = !array && isObject(found) ? found : {};
  const kinds = Object.keys(KINDS)
    .filter((key) => Object.hasOwn(ome, key))
    .map((key) => KINDS[key]);
  const places = v3 ? { attributesAt: "/attributes", omeAt: "/attributes/ome" } : { attributesAt: "", omeAt: "" };
  return {
    path,
    format: v3 ? 3 : 2,
    document: join(path, v3 ? "zarr.json" : ".zattrs"),
    array,
    attributes,
    ome,
    kinds,
    ...places,
    members: [],
  };
}

/** Whether metadata of OME-Zarr are there, if not where the version has them. */
export const isMeant = ({ attributes }) =>
  [attributes, mapping(attributes.ome)].some((one) => Object.keys(one).some((key) => key in KINDS || key === "omero"));

/** The version that the first group with such metadata states; "0.4" for unmarked metadata in Zarr format 2. */
export function statedVersion(nodes) {
  for (const { format, ome, kinds } of nodes) {
    if (format === 3 && Object.hasOwn(ome, "version")) return isText(ome.version) ? ome.version : JSON.stringify(ome.version);
    if (format === 2 && kinds.length) {
      const stated = Object.keys(KINDS)
        .flatMap((key) => mappings(ome[key]))
        .find((block) => Object.hasOwn(block, "version"));
      return stated ? (isText(stated.version) ? stated.version : JSON.stringify(stated.version)) : "0.4";
    }
  }
  return null;
}

/** The paths of the groups and arrays to which the metadata of the group `path` lead, those in between first. */
export function children(path, ome) {
  const labels = path.split("/").includes("labels") ? [] : ["labels"]; // a label image has none of its own
  const found = mappings(ome.multiscales).flatMap((multiscale) => [
    ...paths(multiscale.datasets),
    ...labels,
    ...ends(multiscale),
  ]);
  found.push(...listAt(ome, "labels").filter(isText));
  if (isObject(ome.plate)) {
    const wells = paths(ome.plate.wells);
    found.push(...new Set(wells.map((well) => well.split("/")[0])), ...wells);
  }
  if (isObject(ome.well)) found.push(...paths(ome.well.images));
  if (Object.hasOwn(ome, "bioformats2raw.layout")) found.push("OME", "0");
  if (isObject(ome.scene)) found.push(...ends(ome.scene));
  const series = listAt(ome, "series")
    .filter(isText)
    .map((one) => `${parentOf(path)}/${one}`);
  const all = [...found.map((child) => normal(join(path, stripped(child)))), ...series];
  return [...new Set(all)].map(stripped);
}

const stripped = (path) => path.replace(/^\/+|\/+$/g, "");
const paths = (value) =>
  mappings(value)
    .map(({ path }) => path)
    .filter(isText);

/** The paths in the transforms of a scene or image: of both ends, and of arrays that hold vectors. */
function ends(block) {
  return mappings(block.coordinateTransformations).flatMap((transform) =>
    [transform, ...mappings(transform.transformations), ...mappings([transform.forward, transform.inverse])].flatMap((one) =>
      paths([one.input, one.output, one]),
    ),
  );
}

/** Nodes in the order of folders: each group before its members, by the numbers of their characters. */
export function inOrder(nodes) {
  const parts = new Map(nodes.map((node) => [node, node.path ? node.path.split("/") : []]));
  return nodes.toSorted((a, b) => {
    const [left, right] = [parts.get(a), parts.get(b)];
    for (let i = 0; i < Math.min(left.length, right.length); i++) if (left[i] !== right[i]) return left[i] < right[i] ? -1 : 1;
    return left.length - right.length;
  });
}
