// What the transforms of OME-Zarr 0.6 must have between two coordinate systems; the rules that need both ends, as in
// scripts/helpdesk_omezarr/stores/transforms.py.
// https://ngff.openmicroscopy.org/specifications/0.6/index.html#coordinatetransformations-metadata

import { isObject } from "./documents.js";
import { isText, listAt, mapping, mappings } from "./nodes.js";
import { pointer } from "./rules.js";

const LABEL_TRANSFORMS = ["identity", "scale", "translation", "sequence"];
const transformsOf = (block) => mappings(listAt(block, "coordinateTransformations"));
const endsOf = (transform) => [mapping(transform.input), mapping(transform.output)];
const hasPath = (end) => Object.hasOwn(end, "path");
const lengthAt = (value, key) => (Array.isArray(value[key]) ? value[key].length : undefined);
const NAMELESS = Symbol("nameless"); // may be found by a transform without an end, and is told by the schemas
const nameOf = (system) => system.name ?? NAMELESS;

/** Findings about the transforms of images and scenes. */
export function* transformFindings(nodes) {
  for (const node of nodes) {
    for (const [number, multiscale] of mappings(listAt(node.ome, "multiscales")).entries())
      if (Object.hasOwn(multiscale, "coordinateSystems")) yield* ofImage(node, multiscale, ["multiscales", number]);
    if (isObject(node.ome.scene)) yield* ofScene(node, node.ome.scene);
  }
}

/** How many axes each coordinate system has, by its name. */
const sizesOf = (block) =>
  new Map(
    mappings(listAt(block, "coordinateSystems"))
      .filter(({ axes }) => Array.isArray(axes))
      .map((system) => [nameOf(system), system.axes.length]),
  );

function* ofImage(node, multiscale, place) {
  const sizes = sizesOf(multiscale);
  const datasets = mappings(listAt(multiscale, "datasets"));
  const intrinsic = nameOf(mapping((transformsOf(datasets[0] ?? {})[0] ?? {}).output));
  const reached = new Set([intrinsic, ...datasets.flatMap(transformsOf).map(({ output }) => nameOf(mapping(output)))]);
  for (const [number, transform] of transformsOf(multiscale).entries()) {
    const here = [...place, "coordinateTransformations", number];
    const ends = endsOf(transform);
    const names = ends.filter((end) => !hasPath(end)).map(nameOf);
    for (const name of names) reached.add(name);
    if (ends.some(({ path }) => isText(path) && path.startsWith("labels/"))) {
      if (!LABEL_TRANSFORMS.includes(transform.type)) {
        const said = `a ${transform.type} stands between an image and its labels: identity, scale, translation or a sequence may`;
        yield finding(node, here, "label-transform", said, "label-transform-affine");
      }
    } else if (sizes.has(intrinsic) && names.every((name) => sizes.has(name)) && !names.includes(intrinsic)) {
      const said = `the transform does not begin or end at ${String(intrinsic)}, to which the levels lead`;
      yield finding(node, here, "not-intrinsic", said, "image-transform-not-intrinsic");
    }
    yield* ofTransform(node, here, transform, ...ends.map((end) => sizes.get(nameOf(end))));
  }
  const alone = [...sizes.keys()].filter((name) => name !== NAMELESS && !reached.has(name));
  if (sizes.has(intrinsic) && alone.length) {
    const said = `no transform leads to ${alone.sort().join(", ")}`;
    yield finding(node, [...place, "coordinateSystems"], "unconnected", said, "system-unconnected");
  }
}

function* ofScene(node, scene) {
  const sizes = sizesOf(scene);
  for (const [number, transform] of transformsOf(scene).entries()) {
    const here = ["scene", "coordinateTransformations", number];
    const ends = endsOf(transform);
    for (const end of ends)
      if (sizes.size && !hasPath(end) && isText(end.name) && !sizes.has(end.name)) {
        const said = `the scene has no coordinate system ${end.name}: one of an image needs the path of the image`;
        yield finding(node, here, "scene-path", said, "scene-path-missing");
      }
    const known = sizes.get(ends.map(({ name }) => name).find((name) => sizes.has(name)));
    yield* ofTransform(node, here, transform, known, known);
  }
}

/** Lengths of the numbers of a transform from `before` to `after` axes; undefined is an unknown number. */
function* ofTransform(node, place, transform, before, after) {
  const kind = String(transform.type);
  const numbers = Array.isArray(transform[kind]) ? transform[kind] : null;
  const told = (rule, said, page) => finding(node, [...place, kind], rule, said, page);
  if (["scale", "translation"].includes(kind) && numbers && before !== undefined && numbers.length !== before)
    yield told(`${kind}-axes`, `${numbers.length} numbers for ${before} axes`, `transform-${kind}-length`);
  if (kind === "mapAxis" && numbers && after !== undefined && numbers.length !== after)
    yield told("map-axis", `${numbers.length} entries for ${after} axes`, "map-axis-length");
  if (kind === "affine" && numbers?.every(Array.isArray) && before !== undefined && after !== undefined) {
    const lengths = numbers.map(({ length }) => length);
    if (numbers.length !== after || lengths.some((length) => length !== before + 1)) {
      const said = `the matrix has ${numbers.length} rows of ${Math.max(0, ...lengths)}, not ${after} of ${before + 1}`;
      yield told("affine-shape", said, "affine-shape");
    }
  }
  if (kind === "bijection")
    for (const [way, one, other] of [
      ["forward", before, after],
      ["inverse", after, before],
    ])
      for (const { message } of ofTransform(node, [...place, way], mapping(transform[way]), one, other))
        yield finding(node, [...place, way], "bijection", message, "bijection-dimensions");
  if (kind === "byDimension") yield* byDimension(node, place, transform);
}

function* byDimension(node, place, transform) {
  const parts = mappings(listAt(transform, "transformations"));
  const outputs = parts.flatMap((part) => listAt(part, "outputAxes")).map(String);
  const twice = [...new Set(outputs.filter((axis, i) => outputs.indexOf(axis) !== i))];
  if (twice.length)
    yield finding(node, place, "by-dimension-twice", `axis ${twice.join(", ")} is made twice`, "by-dimension-output-twice");
  for (const [number, part] of parts.entries()) {
    const here = [...place, "transformations", number];
    const axes = [lengthAt(part, "inputAxes"), lengthAt(part, "outputAxes")];
    for (const { message } of ofTransform(node, here, mapping(part.transformation), ...axes))
      yield finding(node, here, "by-dimension-length", message, "by-dimension-length");
  }
}

const finding = (node, place, rule, message, page) => ({
  severity: "error",
  document: node.document,
  pointer: node.omeAt + pointer(place),
  rule,
  validator: "house",
  page,
  message,
  many: "",
  value: "",
});
