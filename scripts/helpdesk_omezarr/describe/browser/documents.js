// The groups and documents of the store that a plan makes, and what stands beside them.

import { join } from "../check/nodes.js";
import { arrayDocuments, sizeOf } from "./arrays.js";
import { imageLabel, levelPath, multiscales, omero, plateOf, wellOf } from "./metadata.js";
import { labelPlan, rowName } from "./plan.js";

/** The store of a plan: `documents()` yields `[path, value]` of every document, `value(path)` gives one of
 * them. Each field of a plate is like the first, so they are made once. */
export class Store {
  constructor(plan, options) {
    this.plan = plan;
    this.name = plan.plate ? "plate.ome.zarr" : "image.ome.zarr";
    const old = plan.version === "0.4";
    this.group = (keys) => groupDocuments(keys, old ? null : plan.version);
    this.image = new Map();
    this.arrays = new Map(); // path -> {plan, level}
    this.addImage("", plan, options, omeOf(plan, options));
    if (plan.label) {
      const label = labelPlan(plan, options);
      this.add("labels", this.group({ labels: [plan.label] }));
      this.addImage(`labels/${plan.label}`, label, options, {
        multiscales: multiscales(label, options),
        "image-label": imageLabel(plan),
      });
    }
    this.top = plan.plate ? this.group({ plate: plateOf(plan) }) : null;
    this.well = plan.plate ? this.group({ well: wellOf(plan) }) : null;
    this.bare = groupDocuments({}, null, old ? 2 : 3);
    if (plan.writer === "yaozarrs") delete this.bare["zarr.json"].attributes; // as yaozarrs writes rows
  }

  add(path, documents) {
    for (const [name, value] of Object.entries(documents)) this.image.set(join(path, name), value);
  }

  addImage(path, plan, options, keys) {
    this.add(path, this.group(keys));
    for (let level = 0; level < plan.levels; level++) {
      const place = join(path, levelPath(plan, level, options));
      // A folder between image and level is a group that repeats the axes.
      if (place.split("/").length > path.split("/").length + Number(path !== ""))
        this.add(place.slice(0, place.lastIndexOf("/")), groupDocuments({ _ARRAY_DIMENSIONS: plan.letters }, null, plan.version === "0.4" ? 2 : 3));
      this.add(place, arrayDocuments(plan, level, options));
      this.arrays.set(place, { plan, level });
    }
  }

  /** The paths of the images: one, or each field of a plate. */
  *images() {
    const { plate } = this.plan;
    if (!plate) yield "";
    else
      for (let row = 0; row < plate.rows; row++)
        for (let column = 1; column <= plate.columns; column++)
          for (let field = 0; field < plate.fields; field++) yield `${rowName(row)}/${column}/${field}`;
  }

  *documents() {
    const { plate } = this.plan;
    const at = function* (path, documents) {
      for (const [name, value] of Object.entries(documents)) yield [join(path, name), value];
    };
    if (plate) yield* at("", this.top);
    for (const path of this.images()) {
      const [row, column, field] = path.split("/");
      if (plate && field === "0" && column === "1") yield* at(row, this.bare);
      if (plate && field === "0") yield* at(`${row}/${column}`, this.well);
      for (const [name, value] of this.image) yield [join(path, name), value];
    }
  }

  /** How many documents there are. */
  get count() {
    const { plate } = this.plan;
    if (!plate) return this.image.size;
    const each = Object.keys(this.bare).length;
    return each * (1 + plate.rows + plate.rows * plate.columns) + this.image.size * this.fields;
  }

  get fields() {
    const { plate } = this.plan;
    return plate ? plate.rows * plate.columns * plate.fields : 1;
  }

  /** `{files, bytes}` of all chunks, uncompressed. */
  get stored() {
    let [files, bytes] = [0, 0];
    for (const { plan, level } of this.arrays.values()) {
      const found = sizeOf(plan, level);
      files += found.files * this.fields;
      bytes += found.bytes * this.fields;
    }
    return { files, bytes };
  }

  value(path) {
    if (!this.plan.plate) return this.image.get(path);
    const parts = path.split("/");
    if (parts.length === 1) return this.top[path];
    if (parts.length === 2) return this.bare[parts[1]];
    if (parts.length === 3) return this.well[parts[2]];
    return this.image.get(parts.slice(3).join("/"));
  }
}

function omeOf(plan, options) {
  const inside = plan.version === "0.4" && plan.writer === "zarr" ? { version: "0.4" } : {};
  return { multiscales: multiscales(plan, options), ...(plan.channels && { omero: { ...inside, ...omero(plan) } }) };
}

/** The documents of a group with the OME-Zarr `keys`; without `version`, `keys` are plain attributes. */
function groupDocuments(keys, version, format = version ? 3 : 2) {
  if (format === 2) return { ".zgroup": { zarr_format: 2 }, ".zattrs": keys };
  const attributes = version ? { ome: { version, ...keys } } : keys;
  return { "zarr.json": { zarr_format: 3, node_type: "group", attributes } };
}
