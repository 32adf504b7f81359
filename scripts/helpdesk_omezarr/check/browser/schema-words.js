// What an error of a JSON Schema says, in plain words.

const TYPES = { object: "an object", array: "a list", string: "text", number: "a number", integer: "a whole number", boolean: "true or false", null: "null" };
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

const types = (names) => [names].flat().map((name) => TYPES[name] ?? name).join(" or ");
const items = (number) => `${number} ${number === 1 ? "entry" : "entries"}`;
const keyOf = (schema) => Object.keys(schema?.properties ?? {})[0];

const WORDS = {
  required: ({ schema, instance }) => `"${schema.required.find((key) => !Object.hasOwn(instance, key))}" is missing`,
  type: ({ schema, instance }) => `must be ${types(schema.type)}, but is ${TYPES[typeOf(instance)]}: ${shown(instance)}`,
  enum: ({ schema, instance }) => `${shown(instance)} is none of ${schema.enum.slice(0, 12).map(shown).join(", ")}${schema.enum.length > 12 ? " ..." : ""}`,
  const: ({ schema, instance }) => `must be ${shown(schema.const)}, but is ${shown(instance)}`,
  pattern: ({ schema, instance }) => `${shown(instance)} does not fit the pattern ${schema.pattern}`,
  minItems: ({ schema, instance }) => `needs at least ${items(schema.minItems)}, but has ${instance.length}`,
  maxItems: ({ schema, instance }) => `may have at most ${items(schema.maxItems)}, but has ${instance.length}`,
  uniqueItems: () => "has the same entry twice",
  contains: ({ schema }) => `none of the entries is one with ${shown(schema.contains.properties ?? schema.contains)}`,
  minContains: ({ schema }) => `needs at least ${schema.minContains} entries with ${shown(schema.contains.properties ?? schema.contains)}`,
  maxContains: ({ schema }) => `may have at most ${schema.maxContains} entries with ${shown(schema.contains.properties ?? schema.contains)}`,
  minimum: ({ schema, instance }) => `must be at least ${schema.minimum}, but is ${instance}`,
  maximum: ({ schema, instance }) => `must be at most ${schema.maximum}, but is ${instance}`,
  exclusiveMinimum: ({ schema, instance }) => `must be more than ${schema.exclusiveMinimum}, but is ${instance}`,
  exclusiveMaximum: ({ schema, instance }) => `must be less than ${schema.exclusiveMaximum}, but is ${instance}`,
  minLength: ({ schema }) => `must have at least ${schema.minLength} characters`,
  anyOf: ({ schema, instance }) => `${shown(instance)} fits none of the ${schema.anyOf.length} forms that are allowed here`,
  oneOf: ({ schema, instance }) => `${shown(instance)} must fit exactly one of the ${schema.oneOf.length} forms that are allowed here`,
  not: ({ schema, instance }) => `must not be so: ${shown(instance)}${keyOf(schema.not) ? ` (${keyOf(schema.not)})` : ""}`,
};

export const sayError = (error) => WORDS[error.keyword]?.(error) ?? `breaks the rule "${error.keyword}": ${shown(error.instance)}`;
