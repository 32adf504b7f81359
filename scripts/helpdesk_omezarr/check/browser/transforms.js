// Views of the transforms of OME-Zarr 0.6, as scripts/helpdesk_omezarr/stores/transforms.py makes and describes them.
// https://ngff.openmicroscopy.org/specifications/0.6/index.html#coordinatetransformations-metadata

import { isObject } from "./documents.js";
import { isText, listAt, mapping, mappings } from "./nodes.js";
import { pointer } from "./pointer.js";

const NUMBERS = ["scale", "translation", "mapAxis"];
const transformsOf = (block) => mappings(listAt(block, "coordinateTransformations"));
const endsOf = (transform) => [mapping(transform.input), mapping(transform.output)];
const hasPath = (end) => Object.hasOwn(end, "path");
const lengthAt = (value, key) => (Array.isArray(value[key]) ? value[key].length : null);
/** The name of a coordinate system, if it is one; other values are told by the schemas. */
const nameOf = ({ name }) => (isText(name) ? name : null);

/** The views of all transforms of images and scenes. */
export function* transformViews(nodes) {
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
      .filter((system) => nameOf(system) && Array.isArray(system.axes))
      .map((system) => [system.name, system.axes.length]),
  );

function* ofImage(node, multiscale, place) {
  const sizes = sizesOf(multiscale);
  const datasets = mappings(listAt(multiscale, "datasets"));
  const intrinsic = nameOf(mapping((transformsOf(datasets[0] ?? {})[0] ?? {}).output));
  const reached = new Set(datasets.flatMap(transformsOf).map(({ output }) => nameOf(mapping(output))));
  for (const [number, transform] of transformsOf(multiscale).entries()) {
    const ends = endsOf(transform);
    const names = ends.filter((end) => !hasPath(end)).map(nameOf);
    for (const name of names) reached.add(name);
    const isKnown = sizes.has(intrinsic) && names.every((name) => sizes.has(name));
    const about = {
      to_labels: ends.some(({ path }) => isText(path) && path.startsWith("labels/")),
      intrinsic: isKnown ? intrinsic : null,
      ends: isKnown ? names : null,
    };
    const [before, after] = ends.map((end) => sizes.get(nameOf(end)) ?? null);
    yield* viewsOf(node, [...place, "coordinateTransformations", number], transform, before, after, about);
  }
  if (!sizes.has(intrinsic)) return;
  const unreached = [...sizes.keys()].filter((name) => !reached.has(name)).sort();
  const starts = { unreached: node.omeAt + pointer([...place, "coordinateSystems"]) };
  yield { kind: "systems", node, value: { unreached: unreached.join(", ") }, document: node.document, starts };
}

function* ofScene(node, scene) {
  const sizes = sizesOf(scene);
  for (const [number, transform] of transformsOf(scene).entries()) {
    const ends = endsOf(transform);
    const [unknown_input, unknown_output] = ends.map((end) =>
      sizes.size && !hasPath(end) && !sizes.has(nameOf(end)) ? nameOf(end) : null,
    );
    const known = sizes.get(ends.map(nameOf).find((name) => sizes.has(name))) ?? null;
    const place = ["scene", "coordinateTransformations", number];
    yield* viewsOf(node, place, transform, known, known, { unknown_input, unknown_output });
  }
}

/** The view of a transform from `before` to `after` axes, and those of what it consists of. `inside`: the type of the
 * outermost transform that holds it, and the place of the part of that which findings name. */
function* viewsOf(node, place, transform, before, after, about, inside = null) {
  const kind = isText(transform.type) ? transform.type : "";
  const told = node.omeAt + pointer(inside?.place ?? place);
  const starts = Object.fromEntries([...Object.keys(about), "type", "made_twice", ...NUMBERS, "affine"].map((key) => [key, told]));
  if (!inside) starts[kind] = node.omeAt + pointer([...place, kind]);
  const parts = kind === "byDimension" ? mappings(listAt(transform, "transformations")) : [];
  const made = parts.flatMap((part) => listAt(part, "outputAxes")).map(String);
  const twice = [...new Set(made.filter((axis, i) => made.indexOf(axis) !== i))];
  const value = { type: kind, before, after, inside: inside?.type ?? null, ...about };
  Object.assign(value, numbersOf(kind, transform[kind], before, after), { made_twice: twice.join(", ") });
  yield { kind: "transform", node, value, document: node.document, starts };
  const within = (here) => inside ?? { type: kind, place: here };
  if (kind === "bijection") {
    const [forward, inverse] = ["forward", "inverse"].map((way) => [...place, way]);
    yield* viewsOf(node, forward, mapping(transform.forward), before, after, {}, within(forward));
    yield* viewsOf(node, inverse, mapping(transform.inverse), after, before, {}, within(inverse));
  }
  for (const [number, part] of parts.entries()) {
    const here = [...place, "transformations", number];
    const [from, to] = [lengthAt(part, "inputAxes"), lengthAt(part, "outputAxes")];
    yield* viewsOf(node, here, mapping(part.transformation), from, to, {}, within(here));
  }
}

/** How many numbers the transform has, under its type. */
function numbersOf(kind, numbers, before, after) {
  if (!Array.isArray(numbers)) return {};
  if (NUMBERS.includes(kind)) return { [kind]: numbers.length };
  if (kind !== "affine" || before === null || after === null || !numbers.every(Array.isArray)) return {};
  const wrong = numbers.find((row) => row.length !== before + 1);
  return { affine: [numbers.length, wrong?.length ?? before + 1], affine_wanted: [after, before + 1] };
}
