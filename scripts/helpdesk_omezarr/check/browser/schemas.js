// The official JSON Schemas, asked through @cfworker/json-schema, and the error that explains a document best.
//
// It is chosen as `best_match` of Python's jsonschema chooses it, so that this page and `helpdesk explain` say the same:
// https://python-jsonschema.readthedocs.io/en/stable/errors/#best-match-and-relevance

import { dereference, validate } from "./json-schema.js";
import { sayError, typeOf } from "./schema-words.js";

const DRAFT = "2020-12";
// Keywords whose errors only say that there are errors inside.
const WRAPPERS = new Set(["$ref", "properties", "patternProperties", "items", "prefixItems", "allOf", "if", "false"]);
const BRANCHES = new Set(["anyOf", "oneOf"]);
const KEYED = new Set(["properties", "patternProperties", "dependentSchemas"]);
const LISTED = new Set(["anyOf", "allOf", "oneOf", "prefixItems"]);

/** The schemas of one version. `schemas` maps the name of a schema to it. */
export class Schemas {
  constructor(schemas) {
    this.schemas = schemas;
    this.lookup = Object.create(null);
    for (const schema of Object.values(schemas)) dereference(schema, this.lookup);
  }

  has(name) {
    return Object.hasOwn(this.schemas, name);
  }

  /** What is wrong with `value` by the schema `name`: `{rule, parts, message}`, or null. `parts` is the path to it. */
  best(name, value) {
    const schema = this.schemas[name];
    const flat = validate(value, schema, DRAFT, this.lookup, false).errors;
    if (!flat.length) return null;
    const errors = this.tree(flat.map((error) => this.placed(error, schema, value)).filter(Boolean), 0);
    let best = first(errors, (a, b) => compare(b, a));
    while (best.context.length) {
      const [least, next] = best.context.toSorted(compare);
      if (next && compare(least, next) === 0) break;
      best = least;
    }
    const rule =
      best.keyword === "required"
        ? `required ${best.schema.required.find((key) => !Object.hasOwn(best.instance, key))}`
        : best.keyword;
    return { rule, parts: best.parts, message: sayError(best) };
  }

  /** The error with the schema and value that it is about, and its place in the order of the schema; null inside `contains`. */
  placed({ keyword, keywordLocation, instanceLocation }, root, value) {
    const [where, at] = [split(keywordLocation), split(instanceLocation)];
    let [schema, instance, depth] = [root, value, 0];
    const order = [];
    const into = () => (instance = instance?.[at[depth++]]);
    for (let i = 0; i < where.length - 1; i++) {
      const word = where[i];
      order.push(Object.keys(schema).indexOf(word));
      if (word === "contains" || word === "not") return null;
      if (word === "$ref") schema = this.lookup[schema.__absolute_ref__ || schema.$ref];
      else if (KEYED.has(word) && i + 1 < where.length - 1) {
        const key = where[++i];
        order.push(Object.keys(schema[word]).indexOf(key));
        schema = schema[word][key];
        if (word !== "dependentSchemas") into();
      } else if (LISTED.has(word)) {
        const place = Number(where[++i]);
        order.push(place);
        schema = schema[word][place];
        if (word === "prefixItems") into();
      } else {
        schema = schema[word];
        if (word === "items" || word === "additionalProperties") (order.push(Number(at[depth]) || 0), into());
      }
    }
    if (keyword === "minContains" || keyword === "contains") {
      const some = instance.some((item) => validate(item, schema.contains, DRAFT, this.lookup, true).valid);
      keyword = some ? "minContains" : "contains";
    }
    order.push(Object.keys(schema).indexOf(/Contains$/.test(keyword) ? "contains" : keyword));
    return { keyword, location: keywordLocation, place: instanceLocation, parts: named(at, value), schema, instance, order };
  }

  /** The errors as jsonschema nests them: those of the branches of an `anyOf` or `oneOf` are its context. */
  tree(flat, depth) {
    const found = [];
    for (let i = 0; i < flat.length; i++) {
      const error = { ...flat[i], context: [], path: flat[i].parts.slice(depth) };
      if (BRANCHES.has(error.keyword)) {
        const inside = [];
        while (
          i + 1 < flat.length &&
          flat[i + 1].location.startsWith(`${error.location}/`) &&
          within(flat[i + 1].place, error.place)
        )
          inside.push(flat[++i]);
        const branches = new Set(inside.map(({ location }) => location.slice(error.location.length + 1).split("/")[0]));
        if (branches.size === error.schema[error.keyword].length) error.context = this.tree(inside, error.parts.length);
      } else if (WRAPPERS.has(error.keyword)) continue;
      found.push(error);
    }
    return found.sort((a, b) => sequence(a.order, b.order));
  }
}

const split = (pointer) =>
  pointer
    .split("/")
    .slice(1)
    .map((part) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"));
const within = (place, above) => place === above || place.startsWith(`${above}/`);
const first = (list, order) => list.reduce((best, one) => (order(one, best) < 0 ? one : best));

/** The parts of a pointer, with numbers where they are places in a list. */
function named(parts, value) {
  return parts.map((part) => {
    const isPlace = Array.isArray(value);
    value = value?.[part];
    return isPlace ? Number(part) : part;
  });
}

function sequence(a, b) {
  const i = a.findIndex((number, place) => number !== b[place]);
  return i < 0 ? a.length - b.length : a[i] - (b[i] ?? -1);
}

/** The order of jsonschema's `relevance`: the greatest is the best. */
function compare(a, b) {
  if (a.path.length !== b.path.length) return b.path.length - a.path.length;
  for (const [i, part] of a.path.entries()) if (part !== b.path[i]) return part < b.path[i] ? -1 : 1;
  const weak = Number(!BRANCHES.has(a.keyword)) - Number(!BRANCHES.has(b.keyword));
  return weak || Number(!matchesType(a)) - Number(!matchesType(b));
}

function matchesType({ schema, instance }) {
  const found = typeOf(instance);
  return [schema.type].flat().some((type) => type === found || (type === "number" && found === "integer"));
}
