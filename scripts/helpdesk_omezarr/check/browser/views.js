// What rules look at: each group, and each level of an image, as one plain object, as stores/views.py makes it.

import { isObject } from "./documents.js";
import { isMeant, join, listAt, mappings, normal, parentOf, statedVersion } from "./nodes.js";

/** The views `{kind, node, value, document, starts}` of a store of `version`, of all groups and of levels, each group before its
 * levels; `versions`: all that there are. */
export function* views(nodes, version, versions) {
  const at = new Map(nodes.map((node) => [node.path, node]));
  const marked = nodes.find(({ kinds }) => kinds.length);
  const top = marked ? statedVersion([marked]) : null;
  const below = membersOf(nodes);
  if (marked) {
    const value = { begins_below: isMeant(nodes[0]) ? "" : marked.path };
    yield { kind: "store", node: nodes[0], value, document: nodes[0].document, starts: {} };
  }
  for (const node of nodes) {
    if (node.array) continue;
    const starts = { ome: node.omeAt, attributes: node.attributesAt, stated: `${node.omeAt}/version` };
    starts.axes = `${node.omeAt}/multiscales/0`;
    Object.assign(starts, { levels: `${node.omeAt}/multiscales/0/datasets`, labels_found: `${node.omeAt}/labels` });
    starts.known_version = starts.stated;
    const value = group(node, at, below, top);
    Object.assign(value, { asked: version, known_version: versions.includes(value.stated) ? value.stated : null });
    yield { kind: "group", node, value, document: node.document, starts };
    yield* levels(node, at);
  }
}

/** The nodes below a path. They are sorted so that they stand together. */
function membersOf(nodes) {
  const places = new Map(nodes.map(({ path }, place) => [path, place]));
  return ({ path }) => {
    const start = places.get(path) + 1;
    if (path === "") return nodes.slice(start);
    let end = start;
    while (end < nodes.length && nodes[end].path.startsWith(`${path}/`)) end++;
    return nodes.slice(start, end);
  };
}

function group(node, at, below, top) {
  const above = node.path ? at.get(parentOf(parentOf(node.path))) : undefined;
  const inLabels = parentOf(node.path).split("/").at(-1) === "labels";
  const axes = imageAxes(node);
  const has = (kind) => node.kinds.includes(kind);
  return {
    ome: node.ome,
    attributes: node.attributes,
    zarr_format: node.format,
    kinds: node.kinds,
    path: node.path,
    at_top: node.path === "",
    stated: statedVersion([node]),
    top_version: top,
    axes,
    axis_names: namesOf(axes),
    levels: count(node),
    image_levels: above && inLabels && above.kinds.includes("image") ? count(above) : null,
    labels_found: has("labels")
      ? below(node)
          .filter(({ kinds }) => kinds.includes("image"))
          .map(({ path }) => path.slice(node.path ? node.path.length + 1 : 0))
      : [],
    wells_below: has("bioformats2raw")
      ? below(node)
          .filter(({ kinds }) => kinds.includes("well"))
          .map(({ path }) => path)
      : [],
    plate: above && has("well") ? (above.ome.plate ?? null) : null,
  };
}

const multiscaleOf = (node) => mappings(listAt(node.ome, "multiscales"))[0] ?? {};
const count = (node) => mappings(listAt(multiscaleOf(node), "datasets")).length;

/** The axes of an image: up to 0.5 its own, from 0.6 those of the coordinate system to which its levels lead. */
export function imageAxes(node) {
  const multiscale = multiscaleOf(node);
  if (Array.isArray(multiscale.axes)) return multiscale.axes;
  const systems = new Map(
    mappings(listAt(multiscale, "coordinateSystems")).map((one) => [String(one.name), listAt(one, "axes")]),
  );
  const dataset = mappings(listAt(multiscale, "datasets"))[0] ?? {};
  const output = (mappings(listAt(dataset, "coordinateTransformations"))[0] ?? {}).output;
  return systems.get(String(isObject(output) ? output.name : output)) ?? [];
}

export const namesOf = (axes) => axes.map((axis) => (isObject(axis) ? (axis.name ?? null) : axis));

function* levels(node, at) {
  const axes = imageAxes(node);
  const common = { axes, axis_names: namesOf(axes), label: node.path.split("/").slice(0, -1).includes("labels") };
  for (const multiscale of mappings(listAt(node.ome, "multiscales"))) {
    let [first, before] = [null, {}];
    for (const [number, dataset] of mappings(listAt(multiscale, "datasets")).entries()) {
      const array = at.get(normal(join(node.path, String(dataset.path))));
      if (!array?.array) continue;
      const value = level(array.array, dataset);
      first ??= value;
      const dotted = array.members.some((name) => /^\p{Nd}+(\.\p{Nd}+)+$/u.test(name));
      const view = { ...value, ...common, number, first, before, dotted, zarr_format: array.format };
      const starts = {
        array: "",
        shape: "/shape",
        separator: "/dimension_separator",
        dtype: array.format === 3 ? "/data_type" : "/dtype",
      };
      yield { kind: "level", node: array, value: view, document: array.document.replace(".zattrs", ".zarray"), starts };
      before = value;
    }
  }
}

function level(array, dataset) {
  const steps = mappings(listAt(dataset, "coordinateTransformations")).flatMap((one) =>
    mappings(one.transformations).length ? mappings(one.transformations) : [one],
  );
  const scale = steps.find((step) => step.type === "scale")?.scale;
  return {
    array,
    dataset,
    shape: listAt(array, "shape"),
    dtype: dtype(array),
    names: array.dimension_names ?? null,
    ...(Object.hasOwn(array, "chunks") ? { separator: array.dimension_separator ?? "." } : {}),
    size: {
      shape: listAt(array, "shape"),
      scale: Array.isArray(scale) && scale.every((one) => typeof one === "number" || typeof one === "boolean") ? scale : null,
    },
  };
}

/** The data type as Zarr v3 names it; one of v2 that has no such name stays as it is. */
export function dtype(array) {
  if (Object.hasOwn(array, "data_type"))
    return typeof array.data_type === "string" ? array.data_type : JSON.stringify(array.data_type);
  const told = String(array.dtype);
  const found = /^[<>|]([iuf])(\d+)$/.exec(told);
  if (found) return `${{ i: "int", u: "uint", f: "float" }[found[1]]}${found[2] * 8}`;
  return told === "|b1" ? "bool" : told;
}
