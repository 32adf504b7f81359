// The plan of an image: numbers and names instead of what was typed, or a sentence for each field that is wrong.

import { LETTERS, MOST_CHANNELS } from "./description.js";

const MOST_PIXELS = 1_000_000_000; // along one axis
const MOST_LEVELS = 20;
const MOST = { rows: 32, columns: 48, fields: 1000 };
const MOST_NAME = 200; // characters
const COLOR = /^[0-9A-Fa-f]{6}$/;
// What a name of a folder may consist of: https://ngff.openmicroscopy.org/specifications/0.6/index.html
const FOLDER = /^(?!__)(?!\.+$)[A-Za-z0-9_.-]+$/;

/** `{plan, problems}`: `problems` maps the name of a field to what is wrong there; then `plan` is null.
 *
 * The lists of a plan have a value for each axis. `shard` is null without shards, `label` and `plate` likewise. */
export function makePlan(description, options) {
  const problems = {};
  const wrong = (field, sentence) => ((problems[field] ??= sentence), NaN);
  const letters = [...description.axes];
  const each = (key, read) => letters.map((letter) => read(description[key][letter].trim(), `${key}-${letter}`, letter));

  const size = each("size", (text, field) => whole(text, field, wrong, 1, MOST_PIXELS, "pixels"));
  const pixel = each("pixel", (text, field, letter) => (letter === "c" ? 1 : positive(text, field, wrong)));
  const unit = each("unit", (text, field, letter) => unitOf(text, field, wrong, options.units[options.axes[letter].units]));
  const chunk = each("chunk", (text, field) => whole(text, field, wrong, 1, MOST_PIXELS, "pixels"));
  const shard = shards(description, letters, chunk, wrong);
  const levels = whole(description.levels.trim(), "levels", wrong, 1, MOST_LEVELS, "levels");
  const halve = description.axes.includes("z") ? description.halve : "yx";
  const shapes = levels > 0 && size.every((n) => n > 0) ? shapesOf(letters, size, levels, halve) : [];
  const empty = shapes.findIndex((shape) => shape.includes(0));
  if (empty > 0) {
    const letter = letters[shapes[empty].indexOf(0)];
    wrong("levels", `Level ${empty} would have no pixel along ${letter}: take ${empty === 1 ? "1 level" : `at most ${empty} levels`}.`);
  }
  const type = options.types[description.type];
  const plan = {
    version: description.version,
    letters,
    axes: letters.map((letter, i) => axisOf(letter, unit[i], options)),
    size,
    pixel,
    unit,
    chunk,
    shard,
    type: description.type,
    item: type.bytes,
    levels,
    shapes,
    halve,
    method: levels > 1 ? description.method : null,
    channels: channelsOf(description, size[letters.indexOf("c")], type, wrong),
    label: labelOf(description.label, wrong),
    plate: plateOf(description.plate, wrong),
    name: nameOf(description.name, wrong),
    writer: description.with,
    source: description.from,
  };
  return { plan: Object.keys(problems).length ? null : plan, problems };
}

function whole(text, field, wrong, least, most, what) {
  if (!text) return wrong(field, "Give a number.");
  if (!/^\d+$/.test(text)) return wrong(field, `“${text.slice(0, 30)}” is not a whole number.`);
  const value = Number(text);
  if (value < least) return wrong(field, `At least ${least}.`);
  if (value > most) return wrong(field, `More than ${most.toLocaleString("en-US")} ${what}: is there a digit too many?`);
  return value;
}

function positive(text, field, wrong) {
  if (!text) return wrong(field, "Give the size of a pixel.");
  const value = /^[+]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
  if (Number.isNaN(value)) return wrong(field, `“${text.slice(0, 30)}” is not a number: write 0.25, with a point.`);
  if (!(value > 0 && value < Infinity)) return wrong(field, "A pixel has a size of more than 0.");
  return value;
}

function unitOf(text, field, wrong, known = []) {
  if (!text || known.includes(text)) return text;
  return wrong(field, `“${text.slice(0, 30)}” is not a unit that OME-Zarr names: choose one of the list, or none.`);
}

function shards({ version, shard }, letters, chunk, wrong) {
  const texts = letters.map((letter) => shard[letter].trim());
  if (version === "0.4" || !texts.some(Boolean)) return null;
  return letters.map((letter, i) => {
    const field = `shard-${letter}`;
    if (!texts[i]) return wrong(field, "Give one for each axis, or for none.");
    const value = whole(texts[i], field, wrong, 1, MOST_PIXELS, "pixels");
    if (value > 0 && chunk[i] > 0 && value % chunk[i])
      wrong(field, `A shard holds whole chunks: ${nearestMultiple(value, chunk[i])} is a multiple of ${chunk[i]}.`);
    return value;
  });
}

const nearestMultiple = (value, of) => Math.max(1, Math.round(value / of)) * of;

/** The shape of each level: an odd last pixel is left out. */
function shapesOf(letters, size, levels, halve) {
  const half = (shape) => shape.map((n, i) => (halve.includes(letters[i]) ? Math.floor(n / 2) : n));
  const shapes = [size];
  while (shapes.length < levels) shapes.push(half(shapes.at(-1)));
  return shapes;
}

function axisOf(letter, unit, options) {
  return { name: letter, type: options.axes[letter].type, ...(unit && { unit }) };
}

/** What `omero` says of each channel; null where nothing was said, or where there are too many for the form. */
function channelsOf({ axes, channels }, count, { least, most }, wrong) {
  if (!axes.includes("c") || !(count > 0) || count > MOST_CHANNELS) return null;
  const rows = Array.from({ length: count }, (_, i) => channels[i] ?? { name: "", color: "", end: "" });
  if (rows.every(({ name, color, end }) => !name && !color && !end)) return null;
  return rows.map(({ name, color, end }, i) => {
    const digits = color.replace(/^#/, "");
    if (!COLOR.test(digits)) wrong(`color-${i}`, "Give six digits from 0 to F, such as FF8000: viewers need a color for each channel.");
    const brightest = end.trim() === "" ? most : Number(end);
    if (!(brightest > 0 && brightest <= Math.max(most, least === 0 && most === 1 ? Infinity : most)))
      wrong(`end-${i}`, `A number above 0${most > 1 ? `, at most ${most.toLocaleString("en-US")}` : ""}.`);
    if (name.length > MOST_NAME) wrong(`name-${i}`, `At most ${MOST_NAME} characters.`);
    const window = { min: least, max: Math.max(most, brightest), start: 0, end: brightest };
    return { label: name, color: digits.toUpperCase(), window };
  });
}

function labelOf(text, wrong) {
  if (!text) return null;
  if (!FOLDER.test(text)) wrong("label", "The name becomes a folder: take letters, digits, “-”, “_” and “.”.");
  if (text.length > MOST_NAME) wrong("label", `At most ${MOST_NAME} characters.`);
  return text;
}

function plateOf(plate, wrong) {
  if (!plate.rows && !plate.columns && !plate.fields) return null;
  const read = (key) => whole(plate[key].trim(), key, wrong, 1, MOST[key], key);
  return { rows: read("rows"), columns: read("columns"), fields: read("fields") };
}

function nameOf(text, wrong) {
  if (text.length > MOST_NAME) wrong("name", `At most ${MOST_NAME} characters.`);
  return text || "image";
}

/** `A` to `Z`, then `AA`: as the rows of a plate are named. */
export const rowName = (number) =>
  number < 26 ? String.fromCharCode(65 + number) : rowName(Math.floor(number / 26) - 1) + rowName(number % 26);

/** The plan of the label image: without channels, in every second pixel. */
export function labelPlan(plan, options) {
  const kept = plan.letters.map((letter) => letter !== "c");
  const without = (list) => list && list.filter((_, i) => kept[i]);
  return {
    ...plan,
    letters: without(plan.letters),
    axes: without(plan.axes),
    size: without(plan.size),
    pixel: without(plan.pixel),
    unit: without(plan.unit),
    chunk: without(plan.chunk),
    shard: without(plan.shard),
    shapes: plan.shapes.map(without),
    type: options.label_type,
    item: options.types[options.label_type].bytes,
    method: plan.levels > 1 ? "nearest" : null,
    shifted: plan.method === "mean",
    channels: null,
    label: null,
  };
}

export { LETTERS };
