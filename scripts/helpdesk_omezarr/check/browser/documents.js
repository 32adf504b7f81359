// Metadata documents: the bytes of `zarr.json` or `.zattrs`, parsed, or what is wrong with them.

import { depthOf, firstError } from "./syntax.js";

const MOST_DEPTH = 2000; // of lists and objects in each other
export const MOST_BYTES = 16 << 20; // of one document

const begins = (bytes, ...start) => start.every((byte, i) => bytes[i] === byte);
const isBlank = (byte) => byte === 0 || byte === 32 || byte === 9 || byte === 13 || byte === 10;

/** `{value, text}` for the JSON object in `bytes`, or `{rule, words}`: the code of a rule, and what fills its sentence. */
export function parse(bytes) {
  const wrong = (rule, words = {}) => ({ rule, words });
  if (bytes.length > MOST_BYTES) return wrong("too-large");
  if (bytes.every(isBlank)) return wrong("empty");
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 1000));
  if (head.startsWith("version https://git-lfs")) return wrong("lfs-pointer");
  if (begins(bytes, 0xef, 0xbb, 0xbf)) return wrong("byte-order-mark");
  if (begins(bytes, 0xff, 0xfe) || begins(bytes, 0xfe, 0xff) || bytes.subarray(0, 4).includes(0)) return wrong("not-utf-8");
  if (head.trimStart().startsWith("<")) return wrong("web-page");
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return wrong("not-utf-8");
  }
  // Engines read deeper than people write; Python's does not.
  if (depthOf(text) > MOST_DEPTH) return wrong("too-deep");
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    const { rule, at } = firstError(text) ?? { rule: "no-json", at: 0 };
    const before = text.slice(0, at).split("\n");
    return wrong(rule, { line: before.length, column: before.at(-1).length + 1 });
  }
  if (!isObject(value)) return wrong("no-object");
  return { value, text };
}

export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** `text` with `{name}` replaced by the value of that name. */
export const fill = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
