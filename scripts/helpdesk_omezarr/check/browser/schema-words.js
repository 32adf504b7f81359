// What an error of a JSON Schema says, in plain words.

const TYPES = {
  object: "an object",
  array: "a list",
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  null: "null",
};
const MOST = 80; // characters of a value

export function typeOf(value) {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}

/** A value as JSON, cut where it is long. */
export function shown(value) {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > MOST ? `${text.slice(0, MOST)} ...` : text;
}

const types = (names) =>
  [names]
    .flat()
    .map((name) => TYPES[name] ?? name)
    .join(" or ");
const items = (number) => `${number} ${number === 1 ? "entry" : "entries"}`;
/** What tells the entries that are counted from others: `type "space"`. */
function kindOf({ properties = {} }) {
  const told = Object.entries(properties).flatMap(([key, { const: only, enum: some }]) =>
    only !== undefined ? [`${key} ${shown(only)}`] : some ? [`${key} ${some.map(shown).join(" or ")}`] : [],
  );
  return told.join(", ") || "what is asked for";
}
const keyOf = (schema) => Object.keys(schema?.properties ?? {})[0];

const WORDS = {
  required: ({ schema, instance }) => `"${schema.required.find((key) => !Object.hasOwn(instance, key))}" is missing`,
  type: ({ schema, instance }) => `must be ${types(schema.type)}, but is ${TYPES[typeOf(instance)]}: ${shown(instance)}`,
  enum: ({ schema, instance }) =>
    `is ${shown(instance)}, which is none of ${schema.enum.slice(0, 12).map(shown).join(", ")}${schema.enum.length > 12 ? " ..." : ""}`,
  const: ({ schema, instance }) => `must be ${shown(schema.const)}, but is ${shown(instance)}`,
  pattern: ({ schema, instance }) => `is ${shown(instance)}, which does not fit the pattern ${schema.pattern}`,
  minItems: ({ schema, instance }) => `needs at least ${items(schema.minItems)}, but has ${instance.length}`,
  maxItems: ({ schema, instance }) => `may have at most ${items(schema.maxItems)}, but has ${instance.length}`,
  uniqueItems: () => "has the same entry twice",
  contains: ({ schema }) => `has no entry with ${kindOf(schema.contains)}`,
  minContains: ({ schema }) => `needs at least ${schema.minContains} entries with ${kindOf(schema.contains)}`,
  maxContains: ({ schema }) => `may have at most ${schema.maxContains} entries with ${kindOf(schema.contains)}`,
  minimum: ({ schema, instance }) => `must be at least ${schema.minimum}, but is ${instance}`,
  maximum: ({ schema, instance }) => `must be at most ${schema.maximum}, but is ${instance}`,
  exclusiveMinimum: ({ schema, instance }) => `must be more than ${schema.exclusiveMinimum}, but is ${instance}`,
  exclusiveMaximum: ({ schema, instance }) => `must be less than ${schema.exclusiveMaximum}, but is ${instance}`,
  minLength: ({ schema }) => `must have at least ${schema.minLength} characters`,
  anyOf: ({ schema, instance }) =>
    `is ${shown(instance)}, which fits none of the ${schema.anyOf.length} forms that are allowed here`,
  oneOf: ({ schema, instance }) =>
    `is ${shown(instance)}, which must fit exactly one of the ${schema.oneOf.length} forms that are allowed here`,
  not: ({ schema, instance }) => `must not be so: ${shown(instance)}${keyOf(schema.not) ? ` (${keyOf(schema.not)})` : ""}`,
};

/** The sentence about an error, with what it is about in front. */
export function sayError(error) {
  const words = WORDS[error.keyword]?.(error) ?? `breaks the rule "${error.keyword}": ${shown(error.instance)}`;
  return error.keyword === "required" ? `in ${nameOf(error.parts)}, ${words}` : `${nameOf(error.parts)} ${words}`;
}

/** The end of a path, from the last key in front of a number on: `axes[1].type`. */
function nameOf(parts) {
  const from = parts.findLastIndex((part, i) => typeof part === "string" && typeof parts[i + 1] === "number");
  const end = parts.slice(from < 0 || parts.length - from > 3 ? -1 : from);
  return end.map((part, i) => (typeof part === "number" ? `[${part}]` : i ? `.${part}` : part)).join("") || "the metadata";
}
