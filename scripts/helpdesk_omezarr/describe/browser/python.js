// Values as Python literals.

import { written } from "./written.js";

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
export const literal = (value, indent = 0, used = 0) => written(value, PYTHON, indent, used);

const PYTHON = {
  text: pythonText,
  word: (value) => (value === null ? "None" : value === true ? "True" : value === false ? "False" : String(value)),
  lastComma: ",",
  step: 4,
};
