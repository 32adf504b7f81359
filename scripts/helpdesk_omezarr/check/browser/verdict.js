// The verdict of a check in words.

import { plural } from "./dom.js";

export const HEADS = { 0: "Valid", 1: "Not valid", 2: "Cannot tell" };

/** `{head, told}` for the result of a check: a word or two, and a sentence with the counts or the reason. */
export function verdict({ status, door, findings }) {
  const count = (severity) => findings.filter((one) => one.severity === severity).length;
  const counts = ["error", "warning", "note"]
    .filter(count)
    .map((severity) => plural(count(severity), severity))
    .join(", ");
  const told = door ? door.message : status === 0 ? `No errors found${counts ? `; ${counts}` : ""}.` : `${counts}.`;
  return { head: door ? HEADS[2] : HEADS[status], told };
}
