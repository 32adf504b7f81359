// A change of a file: the lines of the keys that were changed are written anew, all others stay as they are.

import { proseFindings } from "./propose-check.mjs";
import { entryOf, toYaml } from "./propose.mjs";

export const WHOLE_FILE = "*"; // the key of a field that holds the text of the file

/**
 * The text of the file with the fields that differ from those of `source`.
 * `source`: text, keys ({key: [first line, end]}, from 0) and fields, as the build wrote them; `order`: of all keys.
 */
export function changedText(source, fields, order) {
  const whole = fields.find(({ key }) => key === WHOLE_FILE);
  if (whole) return `${whole.value.replace(/\r\n?/g, "\n").trimEnd()}\n`;
  const spans = new Map(Object.entries(source.keys));
  const edits = [];
  for (const field of fields) {
    const value = valueOf(field);
    if (JSON.stringify(value) === JSON.stringify(valueOf({ ...field, value: source.fields[field.key] ?? "" }))) continue;
    const lines = value === undefined ? [] : toYaml({ [field.key]: value }).trimEnd().split("\n");
    edits.push([...(spans.get(field.key) ?? Array(2).fill(placeOf(field.key, spans, order))), lines]);
  }
  const lines = source.text.trimEnd().split("\n");
  // From the end, so that the numbers of the lines above stay true.
  for (const [first, end, made] of edits.sort(([one], [other]) => other - one)) lines.splice(first, end - first, ...made);
  return `${lines.join("\n")}\n`;
}

const valueOf = (field) => entryOf([field], "")[field.key];

/** The line before which a key that is not there yet belongs. */
function placeOf(key, spans, order) {
  const later = order.slice(order.indexOf(key) + 1).filter((other) => spans.has(other));
  return later.length ? spans.get(later[0])[0] : Infinity;
}

/** What is wrong in the texts and addresses of a whole file, by line: a text may go on over several. */
export function fileFindings(text, rules) {
  const parts = [];
  text.split("\n").forEach((line, i) => {
    const [, begins, key, words] = /^(\s*(?:- +)*(?:([a-z_]+):(?: |$))?)(.*)$/.exec(line);
    if (line.trimStart().startsWith("#")) return;
    if (begins.trim() || !parts.length) parts.push({ key, at: i + 1, words: words.trim() });
    else parts.at(-1).words += ` ${words.trim()}`;
  });
  return parts.flatMap(({ key, at, words }) => {
    const value = words.replace(/^[|>][-+]? ?/, "").replace(/^(["'])(.*)\1$/, "$2").trim();
    const isAddress = new RegExp(`^(?:${rules.address})$`).test(value);
    if (["url", "dates"].includes(key)) return isAddress ? [] : [`Line ${at} must be an address such as https://example.org/page.`];
    return value.startsWith("[") || value.startsWith("{") ? [] : proseFindings(value, "inline", rules).map((one) => `Line ${at} ${one}.`);
  });
}
