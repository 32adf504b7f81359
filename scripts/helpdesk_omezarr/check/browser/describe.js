// What a store is: in one sentence, and as the tables and the tree that the page shows.

import { isObject } from "./documents.js";
import { number, plural } from "./dom.js";
import { join, listAt, mappings, normal } from "./nodes.js";
import { dtype, imageAxes, namesOf } from "./views.js";

const MOST_LINES = 400; // of the tree

/** Everything about a store that the page shows, as plain data: `sentence`, `images`, `plate`, `tree`, `documents`. */
export function describe(nodes, version, name) {
  const at = new Map(nodes.map((node) => [node.path, node]));
  const groups = nodes.filter(({ kinds }) => kinds.includes("image"));
  const isLabel = (node) => node.kinds.includes("label") || node.path.split("/").slice(0, -1).includes("labels");
  const first = groups.find((node) => !isLabel(node)) ?? groups[0];
  const top = nodes[0];
  const images = groups.slice(0, 60).map((node) => image(node, at, isLabel(node)));
  const plate = top?.kinds.includes("plate") ? plateOf(top, at) : null;
  const sentence = top
    ? say(
        top,
        groups.filter((node) => !isLabel(node)),
        groups.filter(isLabel),
        first && image(first, at, isLabel(first)),
        plate,
        version,
      )
    : "";
  return {
    name,
    version,
    sentence,
    images,
    more: groups.length - images.length,
    plate,
    tree: tree(nodes),
    picture: pictureOf(nodes, at, isLabel),
  };
}

function say(top, images, labels, first, plate, version) {
  const format = version ? `, OME-Zarr ${version}` : "";
  const about = first ? detail(first) : "";
  if (plate) return `A plate of ${plural(plate.wells, "well")}${format}; images of ${about}.`;
  const kinds = top.kinds;
  if (kinds.includes("scene"))
    return `A scene of ${plural(images.length, "image")}${format}${about && `; the first of ${about}`}.`;
  if (kinds.includes("bioformats2raw") || kinds.includes("series"))
    return `A collection of ${plural(images.length, "image")} as bioformats2raw writes it${format}${about && `; the first of ${about}`}.`;
  if (kinds.includes("well")) return `A well with ${plural(images.length, "field")}${format}${about && `; images of ${about}`}.`;
  if (kinds.includes("label")) return `A label image${format}: ${about}.`;
  if (kinds.includes("image"))
    return `An image${format}: ${about}${labels.length ? `, with ${plural(labels.length, "label image")}` : ""}.`;
  if (kinds.includes("labels")) return `A list of ${plural(labels.length, "label image")}${format}.`;
  if (images.length) return `A Zarr group with ${plural(images.length, "image")} inside${format}.`;
  return top.array ? "A single Zarr array." : "A Zarr group.";
}

function detail({ axes, levels, channels }) {
  const [level] = levels;
  if (!level?.shape) return `${plural(levels.length, "level")}, whose arrays cannot be read`;
  const size = (name) => level.shape[axes.findIndex((axis) => axis.name === name)];
  const parts = [];
  const count = size("c") ?? channels.length;
  if (count) parts.push(plural(count, "channel"));
  if (size("t") > 1) parts.push(plural(size("t"), "time point"));
  if (axes.length !== level.shape.length)
    return `${level.shape.map(number).join(" x ")} pixels, ${plural(levels.length, "level")}`;
  const space = axes
    .map((axis, i) => ({ ...axis, size: level.shape[i], pixel: level.pixel?.[i] }))
    .filter(({ name, type }) => type === "space" || /^[xyz]$/.test(name));
  if (space.length) parts.push(`${space.map((axis) => number(axis.size)).join(" x ")} pixels${pixel(space)}`);
  else parts.push(`${level.shape.map(number).join(" x ")} pixels`);
  parts.push(plural(levels.length, "level"));
  return parts.join(", ");
}

const SHORT = { micrometer: "µm", nanometer: "nm", millimeter: "mm", meter: "m", angstrom: "Å", second: "s", millisecond: "ms" };
export const unitOf = (unit) => (typeof unit === "string" ? (SHORT[unit] ?? unit) : "");

function pixel(space) {
  if (space.some((axis) => typeof axis.pixel !== "number")) return "";
  const units = new Set(space.map(({ unit }) => unitOf(unit)));
  const sizes = new Set(space.map(({ pixel }) => pixel));
  if (![...units].some(Boolean)) return ` of ${space.map(({ pixel }) => number(pixel)).join(" x ")} (no unit)`;
  if (units.size > 1) return ` of ${space.map(({ pixel, unit }) => `${number(pixel)} ${unitOf(unit)}`.trim()).join(" x ")}`;
  return ` of ${[...(sizes.size === 1 ? sizes : space.map(({ pixel }) => pixel))].map(number).join(" x ")} ${[...units][0]}`.trimEnd();
}

/** `{path, label, name, axes, levels, channels}` of one image. */
function image(node, at, label) {
  const multiscale = mappings(listAt(node.ome, "multiscales"))[0] ?? {};
  const axes = imageAxes(node).map((axis) =>
    isObject(axis)
      ? { name: text(axis.name), type: text(axis.type), unit: text(axis.unit) }
      : { name: text(axis), type: "", unit: "" },
  );
  const whole = mappings(listAt(multiscale, "coordinateTransformations"));
  const levels = mappings(listAt(multiscale, "datasets")).map((dataset) => {
    const array = at.get(normal(join(node.path, String(dataset.path))));
    return {
      path: text(dataset.path),
      pixel: pixelOf([...mappings(listAt(dataset, "coordinateTransformations")), ...whole]),
      ...(array?.array ? gridOf(array.array) : {}),
      at: array?.path,
    };
  });
  const names = namesOf(imageAxes(node));
  const channels = mappings(node.ome.omero?.channels).map(({ label, color, window, active }) => ({
    label: text(label),
    color: /^[0-9a-f]{6}$/i.test(color) ? color : "",
    window: isObject(window) ? [window.start, window.end].filter((end) => typeof end === "number") : [],
    active: active !== false,
  }));
  return {
    path: node.path,
    label,
    name: text(multiscale.name),
    axes,
    levels,
    channels,
    names,
    colors: label ? colorsOf(node) : [],
  };
}

const text = (value) => (value === undefined || value === null ? "" : typeof value === "string" ? value : JSON.stringify(value));

function colorsOf(node) {
  return mappings(node.ome["image-label"]?.colors)
    .slice(0, 10000)
    .map((one) => ({ value: one["label-value"], rgba: one.rgba }));
}

/** The size of a pixel along each axis: the product of the scales, or null. */
function pixelOf(transforms) {
  const scales = transforms
    .flatMap((one) => (mappings(one.transformations).length ? mappings(one.transformations) : [one]))
    .filter(({ type }) => type === "scale")
    .map(({ scale }) => scale);
  if (!scales.length || !scales.every((scale) => Array.isArray(scale) && scale.every((one) => typeof one === "number")))
    return null;
  return scales.reduce((product, scale) => product.map((one, i) => one * (scale[i] ?? 1)));
}

const numbers = (value) => (Array.isArray(value) && value.every((one) => Number.isSafeInteger(one) && one >= 0) ? value : null);

/** Shape, type, chunks and shards of an array, and how many files it has when all are written. */
export function gridOf(array) {
  const shape = numbers(array.shape);
  const stored = numbers(array.chunks ?? array.chunk_grid?.configuration?.chunk_shape);
  const sharding = mappings(array.codecs).find(({ name }) => name === "sharding_indexed");
  const chunks = sharding ? numbers(sharding.configuration?.chunk_shape) : stored;
  const files = shape && stored && shape.reduce((product, size, i) => product * Math.ceil(size / (stored[i] || 1)), 1);
  return { shape, dtype: dtype(array), chunks, shards: sharding ? stored : null, files };
}

function plateOf(top, at) {
  const { rows, columns, wells, name } = top.ome.plate ?? {};
  const names = (list) =>
    mappings(list)
      .map((one) => text(one.name))
      .slice(0, 200);
  const listed = mappings(wells).map(({ path }) => text(path));
  const found = Object.fromEntries(
    listed.slice(0, 4000).map((path) => [path, { there: at.has(path), fields: listAt(at.get(path)?.ome.well, "images").length }]),
  );
  return { name: text(name), rows: names(rows), columns: names(columns), wells: listed.length, found };
}

/** Lines `{depth, name, kind, path, array}`: what is in the store, groups before their members. */
function tree(nodes) {
  return nodes
    .slice(0, MOST_LINES)
    .map((node) => {
      const depth = node.path ? node.path.split("/").length : 0;
      const kind = node.array ? "array" : (node.kinds.filter((one) => one !== "image" || node.kinds.length === 1)[0] ?? "group");
      return { depth, name: node.path.split("/").at(-1), kind, path: node.path, ...(node.array ? gridOf(node.array) : {}) };
    })
    .concat(nodes.length > MOST_LINES ? [{ more: nodes.length - MOST_LINES }] : []);
}

/** What to draw: the first image with readable levels, and its label images. */
function pictureOf(nodes, at, isLabel) {
  const node =
    nodes.find((one) => one.kinds.includes("image") && !isLabel(one)) ?? nodes.find((one) => one.kinds.includes("image"));
  if (!node) return null;
  const labels = nodes.filter(
    (one) => one.kinds.includes("image") && isLabel(one) && one.path.startsWith(node.path ? `${node.path}/labels/` : "labels/"),
  );
  return {
    image: image(node, at, isLabel(node)),
    labels: isLabel(node) ? [] : labels.slice(0, 4).map((one) => image(one, at, true)),
    format: node.format,
  };
}
