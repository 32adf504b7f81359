// The metadata of the groups of an image, of its label image and of a plate, as each library writes them.

import { rowName } from "./plan.js";

const SHRINK = {
  type: "dask_bin_shrink",
  description:
    "Uses the local mean for the output value, computed with dask.array.coarsen. Same samples as the ITK bin-shrink methods, without a native or WebAssembly dependency. Appropriate for intensity images.",
  method: "dask.array.coarsen",
};

/** The key `multiscales` of an image. */
export function multiscales(plan, options) {
  const { version, writer, name, axes, levels, method } = plan;
  const system = writer === "ngff-zarr" ? "intrinsic" : "physical";
  const described = axes.map((axis) => axisOf(axis, writer, version));
  const datasets = Array.from({ length: levels }, (_, level) => dataset(plan, level, options, system));
  return [
    {
      ...(version === "0.4" && { version }),
      name,
      ...(method && ["zarr", "yaozarrs"].includes(writer) && { type: method }),
      ...(version === "0.6" ? { coordinateSystems: [{ name: system, axes: described }] } : { axes: described }),
      datasets,
      ...(writer === "ngff-zarr" && shrinkOf(options)),
    },
  ];
}

function axisOf({ name, type, unit }, writer, version) {
  const discrete = writer === "ome-zarr" && version === "0.6" ? { discrete: type === "channel" } : {};
  return { name, type, ...discrete, ...(unit && { unit }) };
}

/** What ngff-zarr notes of how it made the levels. */
function shrinkOf({ dask }) {
  const { type, ...metadata } = SHRINK;
  return { type, metadata: { ...metadata, version: dask }, "@type": "ngff:Image" };
}

export const levelPath = (plan, level, options) => options.writers[plan.writer].level.replace("{level}", level);

function dataset(plan, level, options, system) {
  const path = levelPath(plan, level, options);
  const { scale, translation } = placement(plan, level);
  const steps = [{ type: "scale", scale }, ...(translation ? [{ type: "translation", translation }] : [])];
  if (plan.version !== "0.6") return { path, coordinateTransformations: steps };
  const ends = { input: { path }, output: { name: system } };
  const named = plan.writer === "ngff-zarr" ? { name: `scale${level}_to_${system}` } : {};
  const transform = steps.length > 1 ? { type: "sequence", transformations: steps } : steps[0];
  return { path, coordinateTransformations: [{ ...transform, ...ends, ...named }] };
}

/** Scale and translation of a level, in the order of arithmetic of the library, so that the last digit is the same. */
export function placement({ writer, letters, pixel, halve, shapes, method, shifted }, level) {
  const halved = (i) => halve.includes(letters[i]);
  const factors = letters.map((_, i) => (halved(i) ? 2 ** level : 1));
  if (writer === "ome-zarr") {
    const scale = pixel.map((size, i) => (shapes[0][i] / shapes[level][i]) * size);
    return { scale, translation: scale.map((size, i) => size / 2 - pixel[i] / 2) };
  }
  const scale = pixel.map((size, i) => size * factors[i]);
  if (writer === "ngff-zarr") return { scale, translation: pixel.map((size, i) => (halved(i) ? chained(size, level) : 0)) };
  if (method === "mean") return { scale, translation: pixel.map((size, i) => size * 0.5 * (factors[i] - 1)) };
  return { scale, translation: shifted ? pixel.map(() => 0) : null };
}

/** Half a pixel of each level before. */
function chained(size, level) {
  let shift = 0;
  for (let i = 0; i < level; i++) shift += 0.5 * size * 2 ** i;
  return shift;
}

/** The key `omero`: https://ngff.openmicroscopy.org/0.5/index.html#omero-md */
export function omero({ channels }) {
  return { channels: channels.map(({ label, color, window }) => ({ label, color, window })) };
}

/** The key `plate`. */
export function plateOf({ plate, name, version }) {
  const rows = Array.from({ length: plate.rows }, (_, row) => rowName(row));
  const columns = Array.from({ length: plate.columns }, (_, column) => String(column + 1));
  return {
    ...(version !== "0.6" && { version }),
    name,
    field_count: plate.fields,
    rows: rows.map((one) => ({ name: one })),
    columns: columns.map((one) => ({ name: one })),
    wells: rows.flatMap((row, rowIndex) =>
      columns.map((column, columnIndex) => ({ path: `${row}/${column}`, rowIndex, columnIndex })),
    ),
  };
}

/** The key `well`. */
export function wellOf({ plate, version, writer }) {
  const images = Array.from({ length: plate.fields }, (_, field) => ({ path: String(field) }));
  const stated = version === "0.4" || (version === "0.5" && writer === "zarr");
  return { ...(stated && { version }), images };
}

/** The key `image-label`. */
export function imageLabel({ version }) {
  return { ...(version !== "0.6" && { version }), source: { image: "../../" } };
}
