// What a reader has typed, as texts under the names of the form, and as the readable query in the address.
//
// Nothing is judged here: a size of "many" is kept as it was typed, and plan.js says what is wrong with it.

export const LETTERS = ["t", "c", "z", "y", "x"];
const OF_AXES = ["size", "pixel", "unit", "chunk", "shard"];
const MOST_CHARACTERS = 20_000;
export const MOST_CHANNELS = 32; // rows of the form

/** The description that the page begins with: a stack of two channels. */
export const START = {
  version: "0.5",
  axes: "czyx",
  size: { t: "10", c: "2", z: "60", y: "2048", x: "2048" },
  pixel: { t: "30", c: "", z: "0.5", y: "0.1", x: "0.1" },
  unit: { t: "second", c: "", z: "micrometer", y: "micrometer", x: "micrometer" },
  chunk: { t: "1", c: "1", z: "1", y: "1024", x: "1024" },
  shard: { t: "", c: "", z: "", y: "", x: "" },
  type: "uint16",
  levels: "2",
  halve: "yx",
  method: "mean",
  channels: [
    { name: "DAPI", color: "0000FF", end: "4000" },
    { name: "GFP", color: "00FF00", end: "4000" },
  ],
  label: "",
  plate: { rows: "", columns: "", fields: "" },
  name: "cells",
  with: "zarr",
  from: "array",
};
const PLAIN = ["version", "type", "levels", "halve", "method", "label", "name", "with", "from"];

/** The query of a description, in the order of the form. Channels are there where the image has a channel axis. */
export function toQuery(description) {
  const query = new URLSearchParams();
  const { version, axes, type, levels, halve, method, channels, label, plate, name } = description;
  query.set("version", version);
  query.set("axes", axes);
  for (const key of OF_AXES) {
    const values = [...axes].map((letter) => description[key][letter].replaceAll(",", "."));
    if (key !== "shard" || values.some(Boolean)) query.set(key, values.join(","));
  }
  for (const [key, value] of Object.entries({ type, levels, halve, method })) query.set(key, value);
  if (axes.includes("c")) for (const one of channels) query.append("channel", [one.name, one.color, one.end].join(","));
  if (label) query.set("label", label);
  if (plate.rows || plate.columns || plate.fields) query.set("plate", [plate.rows, plate.columns, plate.fields].join("x"));
  for (const [key, value] of Object.entries({ name, with: description.with, from: description.from })) query.set(key, value);
  // Commas and slashes need no escape in a fragment, and are read more easily.
  return query.toString().replaceAll("%2C", ",").replaceAll("%2F", "/");
}

/** `{description, notes}` of a fragment; `choices` has the values of each field that is chosen from a list. What cannot be
 * read stays as it is at the start, and a sentence of `notes` says so. */
export function fromQuery(fragment, choices) {
  const description = structuredClone(START);
  const notes = [];
  let text = fragment.replace(/^#/, "");
  if (text.length > MOST_CHARACTERS) {
    text = text.slice(0, MOST_CHARACTERS);
    notes.push("The address is too long: its end was left out.");
  }
  const query = new URLSearchParams(text);
  const known = new Set([...PLAIN, ...OF_AXES, "axes", "channel", "plate"]);
  const strange = [...new Set(query.keys())].filter((key) => !known.has(key));
  if (strange.length) notes.push(`The address says ${strange.map((key) => `“${short(key)}”`).join(", ")}, which means nothing here.`);
  const axes = query.get("axes");
  if (axes !== null) {
    if (isOrder(axes)) description.axes = axes;
    else notes.push(`The axes “${short(axes)}” of the address are not in the order t, c, z, y, x, with y and x: they were left out.`);
  }
  for (const key of OF_AXES) if (query.has(key)) listOf(query.get(key), key, description, notes);
  for (const key of PLAIN) {
    const value = query.get(key)?.toWellFormed();
    if (value === undefined) continue;
    if (!choices[key] || choices[key].includes(value)) description[key] = value;
    else notes.push(`The address says ${key}=${short(value)}: choose ${choices[key].join(", ")}.`);
  }
  if (text) readPlate(query.get("plate"), description);
  const channels = query.getAll("channel");
  if (channels.length) description.channels = channels.slice(0, MOST_CHANNELS).map(channel);
  else if (query.has("axes")) description.channels = [];
  return { description, notes };
}

/** Whether `axes` are letters in the order that 0.4 to 0.6 demand: time, channel, space. */
export function isOrder(axes) {
  const letters = [...axes];
  return axes.endsWith("yx") && letters.every((one, i) => LETTERS.includes(one) && !letters.slice(0, i).includes(one)) && isSorted(letters);
}

const isSorted = (letters) => letters.every((one, i) => !i || LETTERS.indexOf(letters[i - 1]) < LETTERS.indexOf(one));
const short = (text) => (text.length > 40 ? `${text.slice(0, 40)}…` : text).toWellFormed();

function listOf(text, key, description, notes) {
  const values = text.toWellFormed().split(",");
  const letters = [...description.axes];
  letters.forEach((letter, i) => (description[key][letter] = values[i] ?? START[key][letter]));
  if (values.length !== letters.length)
    notes.push(`The address has ${values.length} of ${letters.length} values for ${key}: the others are as at the start.`);
}

function readPlate(text, description) {
  const [rows = "", columns = "", fields = ""] = (text ?? "").toWellFormed().split("x");
  description.plate = { rows, columns, fields };
}

/** A channel of `name,color,end`; a name may hold commas. */
function channel(text) {
  const parts = text.toWellFormed().split(",");
  if (parts.length < 3) return { name: parts[0], color: parts[1] ?? "", end: "" };
  return { name: parts.slice(0, -2).join(","), color: parts.at(-2), end: parts.at(-1) };
}
