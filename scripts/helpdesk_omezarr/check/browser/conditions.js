// The conditions of rules: each takes the value found, what it is compared with, and what is where in the store. They
// mean what those of the same name mean in scripts/helpdesk_omezarr/stores/conditions.py.

import { isObject } from "./documents.js";
import { join, normal, parentOf } from "./nodes.js";

const isNumber = (value) => typeof value === "number";
const fits = (pattern, value) => new RegExp(`^(?:${pattern})$`, "u").test(value);
const isText = (value) => typeof value === "string";
const TYPES = {
  string: isText,
  object: isObject,
  array: Array.isArray,
  boolean: (value) => typeof value === "boolean",
  number: isNumber,
  integer: Number.isInteger,
};

/** "group" or "array" for what is at `path`, which begins at the group at hand. */
const what = ({ path, there }, child) => there.get(child.startsWith("/") ? normal(child) : normal(join(path, child)));
const namesIn = (list) => mappingsOf(list).map(({ name }) => name);
const mappingsOf = (list) => (Array.isArray(list) ? list.filter(isObject) : []);

export function same(one, other) {
  if (one === other) return true;
  if (Array.isArray(one))
    return Array.isArray(other) && one.length === other.length && one.every((part, i) => same(part, other[i]));
  if (!isObject(one) || !isObject(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && same(one[key], other[key]))
  );
}

function isEmpty(value) {
  return !value || value.length === 0 || (isObject(value) && !Object.keys(value).length);
}

function unique(value, key) {
  const found = mappingsOf(value)
    .filter((member) => Object.hasOwn(member, key))
    .map((member) => String(member[key]));
  return found.length === new Set(found).size;
}

const inside = (value) =>
  !isText(value) || !(value.startsWith("/") || value.split("/").some((part) => part === ".." || part === "."));

function descending(value, other) {
  if (!Array.isArray(value) || !Array.isArray(other) || value.length !== other.length) return true;
  return value.every((one, i) => !isNumber(one) || !isNumber(other[i]) || one <= other[i]);
}

/** Whether pixels of a level became larger along each axis along which it has fewer, and by about as much. */
function scaleFollows(value, first) {
  const lists = [value.shape, first.shape, value.scale, first.scale];
  if (!value.scale?.length || !first.scale?.length || new Set(lists.map(({ length }) => length)).size !== 1) return true;
  return value.shape.every((length, i) => {
    const [whole, scale, unit] = [first.shape[i], value.scale[i], first.scale[i]];
    if (!(isNumber(length) && isNumber(whole) && length > 1 && whole > 1 && scale > 0 && unit > 0)) return true;
    const ratio = scale / unit / (whole / length);
    return 0.66 < ratio && ratio < 1.5;
  });
}

const typesOf = (axes) => mappingsOf(axes).map(({ type }) => type ?? null);
const rank = (type) => (type === "time" ? 0 : type === "space" ? 2 : 1);

/** Whether axes of time come first, then those of other types, then space; unknown types are left to schemas. */
function axisOrder(value) {
  const types = typesOf(value);
  return types.includes(null) || types.every((type, i) => i === 0 || rank(types[i - 1]) <= rank(type));
}

function noGap(value) {
  const names = namesIn(value);
  if (!names.length || !names.every((name) => isText(name) && /^\p{Nd}+$/u.test(name))) return true;
  const numbers = new Set(names.map(Number));
  return numbers.size === Math.max(...numbers) - Math.min(...numbers) + 1;
}

function wellNamed(value, plate) {
  const parts = String(value.path).split("/");
  return [
    ["rowIndex", "rows"],
    ["columnIndex", "columns"],
  ].every(([key, list], number) => {
    if (!Number.isInteger(value[key]) || !Array.isArray(plate?.[list]) || parts.length !== 2) return true;
    const known = namesIn(plate[list]);
    return !known.includes(parts[number]) || known[value[key]] === parts[number];
  });
}

/** Whether row and column of a path are listed, so and the other way round; null where that cannot be told. */
function orders(path, plate) {
  const parts = String(path).split("/");
  const [rows, columns] = [plate?.rows, plate?.columns].map((list) => namesIn(list).map(String));
  if (parts.length !== 2 || !rows.length || !columns.length) return [null, null];
  return [rows.includes(parts[0]) && columns.includes(parts[1]), rows.includes(parts[1]) && columns.includes(parts[0])];
}

const exchanged = (path, plate) => orders(path, plate)[0] === false && Boolean(orders(path, plate)[1]);

/** Whether a group or array is where `path` leads; what is no path, or leads out, is told by other rules. */
const leadsTo = (kind, path, context) => !isText(path) || !inside(path) || what(context, path) === kind;

export const TESTS = {
  has: (value, key) => isObject(value) && Object.hasOwn(value, key),
  lacks: (value, keys) => !isObject(value) || !keys.some((key) => Object.hasOwn(value, key)),
  type: (value, names) => names.some((name) => TYPES[name](value)),
  matches: (value, pattern) => isText(value) && fits(pattern, value),
  differs_from: (value, pattern) => !isText(value) || !fits(pattern, value),
  includes: (value, member) => !Array.isArray(value) || value.includes(member),
  one_of: (value, known) => (known ?? []).some((one) => same(one, value)),
  equals: (value, other) => other === null || same(other, []) || value === null || same(value, other),
  length: (value, [least, most]) => !Array.isArray(value) || (least <= value.length && value.length <= most),
  length_of: (value, other) => isEmpty(other) || !Array.isArray(value) || value.length === other.length,
  listed: (value, known) => isEmpty(known) || known.some((one) => same(one, value)),
  above: (value, limit) => !isNumber(value) || value > limit,
  finite: (value) => !isNumber(value) || Number.isFinite(value),
  unique,
  axis_order: axisOrder,
  one_time: (value) => typesOf(value).filter((type) => type === "time").length < 2,
  empty: isEmpty,
  inside,
  group: (value, _, context) => leadsTo("group", value, context),
  sibling_group: (value, _, context) =>
    !isText(value) || !inside(value) || context.there.get(normal(join(parentOf(context.path), value))) === "group",
  array: (value, _, context) => leadsTo("array", value, context),
  parent_group: (value, _, context) =>
    what(context, String(value)) === undefined || what(context, parentOf(String(value))) === "group",
  descending,
  scale_follows: scaleFollows,
  no_gap: noGap,
  well_named: wellNamed,
  well_known: (value, plate) => orders(value, plate)[0] !== false || Boolean(orders(value, plate)[1]),
  well_there: (value, plate, context) => exchanged(value, plate) || leadsTo("group", value, context),
  well_not_exchanged: (value, plate) => !exchanged(value, plate),
};
