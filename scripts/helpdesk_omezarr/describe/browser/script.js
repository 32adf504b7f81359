// The script that writes an image, with the library and for the source that a reader chose.

import { imageLabel, omero } from "./metadata.js";
import { labelPlan, rowName } from "./plan.js";
import { mapping, pythonFloat, pythonText, tuple } from "./python.js";
import { filled } from "./template.js";

const CLASSES = { time: "TimeAxis", channel: "ChannelAxis", space: "SpaceAxis" };
const OME_METHODS = { mean: "local_mean", nearest: "nearest" };

export function scriptOf(plan, options) {
  return `${filled(plan.writer, valuesOf(plan, options), options.templates)}\n`;
}

/** Everything that a template may ask for: texts are Python already, other values become literals. */
export function valuesOf(plan, options) {
  const { version, letters, halve, source, writer, plate, channels, method, levels } = plan;
  const label = plan.label === null ? null : labelPlan(plan, options);
  const pairs = (list) => mapping(letters.map((letter, i) => [letter, list[i]]));
  const both = Boolean(label) && method === "mean"; // image and labels are made smaller in two ways
  return {
    install: installLine(options.writers[writer].needs, source, options.install),
    array: source === "array",
    tiff: source === "tiff",
    folder: source === "folder",
    numpy: source !== "tiff" || (method === "mean" && ["zarr", "yaozarrs"].includes(writer)),
    ngff: writer === "ngff-zarr",
    tifffile: source !== "array",
    v2: version === "0.4",
    v06: version === "0.6",
    version: pythonText(version),
    format: version === "0.4" ? 2 : 3,
    axes: plan.axes,
    axis: plan.axes.map(({ name, type, unit }) => ({
      axis_name: pythonText(name),
      axis_class: CLASSES[type],
      axis_unit: unit ? pythonText(unit) : "",
    })),
    letters: pythonText(letters.join("")),
    names: letters.join(", "),
    name_list: letters,
    label_letters: label ? pythonText(label.letters.join("")) : "",
    shape: tuple(plan.size),
    label_shape: label ? tuple(label.size) : "",
    pixel: pairs(plan.pixel.map(pythonFloat)),
    units: mapping(letters.flatMap((letter, i) => (plan.unit[i] ? [[letter, pythonText(plan.unit[i])]] : []))),
    chunk: pairs(plan.chunk),
    shards: Boolean(plan.shard),
    shard: plan.shard ? pairs(plan.shard) : "",
    chunks_per_shard: plan.shard ? pairs(plan.shard.map((n, i) => n / plan.chunk[i])) : "",
    data_type: pythonText(plan.type),
    levels: String(levels),
    pyramid: levels > 1,
    mean: method === "mean",
    nearest: levels > 1 && (method === "nearest" || Boolean(label)),
    two: both,
    shrink: method === "mean" ? "mean" : "nearest",
    method: pythonText(method ?? ""),
    ome_method: pythonText(OME_METHODS[method ?? "mean"]),
    factors: mapping(letters.filter((one) => "zyx".includes(one)).map((one) => [one, halve.includes(one) ? "2**level" : 1])),
    zyx: halve === "zyx",
    shrinking: pythonText(halve),
    shrink_words: halve === "zyx" ? "z, y and x" : "y and x",
    channels: Boolean(channels),
    omero: channels ? omero(plan) : "",
    channel: (channels ?? []).map(({ label: name, color, window }) => ({
      channel_label: pythonText(name),
      channel_color: pythonText(color),
      channel_window: Object.entries(window)
        .map(([key, number]) => `${key}=${number}`)
        .join(", "),
    })),
    labels: Boolean(label),
    label: label ? pythonText(plan.label) : "",
    image_label: imageLabel(plan),
    name: pythonText(plan.name),
    store_name: storeName(plan),
    store: pythonText(storeName(plan)),
    file: pythonText(fileOf(source, "pixels")),
    label_file: pythonText(fileOf(source, "labels")),
    field_file: source === "folder" ? "place" : `f"{place}${fileOf(source, "")}"`,
    field_label_file: `f"{place}_labels${fileOf(source, "", "")}"`,
    plate: Boolean(plate),
    plate_version: version !== "0.6" && writer !== "yaozarrs",
    plate_mended: version === "0.5" && ["yaozarrs", "ngff-zarr"].includes(writer),
    rows: plate ? rowsOf(plate.rows) : "",
    columns_end: plate ? String(plate.columns + 1) : "",
    fields: plate ? String(plate.fields) : "",
  };
}

export const storeName = ({ plate }) => (plate ? "plate.ome.zarr" : "image.ome.zarr");

/** The files that the script reads. */
export function fileOf(source, name, folder = name) {
  return source === "array" ? `${name}.npy` : source === "tiff" ? `${name}.tif` : folder;
}

const rowsOf = (count) => {
  const names = Array.from({ length: count }, (_, row) => rowName(row));
  return names.every((name) => name.length === 1) ? pythonText(names.join("")) : names;
};

function installLine(needs, source, install) {
  const names = source === "array" ? needs : [...needs, "tifffile"];
  return `pip install ${names.map((name) => install[name]).join(" ")}`;
}
