// Values as Python literals, as people write them: on one line where that fits.

const WIDTH = 110; // characters of a line

/** A text as a Python string. What cannot be seen, or turns the direction of the line, is written as an escape. */
export function pythonText(text) {
  return JSON.stringify(text.toWellFormed()).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0);
    return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

/** A number that Python reads as a float, with the same digits as in JSON. */
export const pythonFloat = (number) => (Number.isInteger(number) && Math.abs(number) < 1e15 ? `${number}.0` : String(number));

export const tuple = (items) => `(${items.join(", ")}${items.length === 1 ? "," : ""})`;

/** A mapping of texts to Python expressions. */
export const mapping = (pairs) => `{${pairs.map(([key, value]) => `${pythonText(key)}: ${value}`).join(", ")}}`;

/** Any JSON value. `indent`: where the line stands that it begins in, `used`: characters before it on that line. */
export function literal(value, indent = 0, used = 0) {
  const line = oneLine(value);
  if (indent + used + line.length <= WIDTH || typeof value !== "object" || value === null) return line;
  const inner = indent + 4;
  const margin = " ".repeat(inner);
  const items = Array.isArray(value)
    ? value.map((one) => `${margin}${literal(one, inner)},`)
    : Object.entries(value).map(([key, one]) => {
        const name = `${pythonText(key)}: `;
        return `${margin}${name}${literal(one, inner, name.length + 1)},`;
      });
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${items.join("\n")}\n${" ".repeat(indent)}${close}`;
}

function oneLine(value) {
  if (typeof value === "string") return pythonText(value);
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  return `{${Object.entries(value)
    .map(([key, one]) => `${pythonText(key)}: ${oneLine(one)}`)
    .join(", ")}}`;
}
