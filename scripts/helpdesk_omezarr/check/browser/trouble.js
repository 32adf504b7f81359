// Why a store cannot be looked at.

import { fill } from "./documents.js";

/** `code` is that of a row of doors.json, whose sentence `words` fill. */
export class Trouble extends Error {
  constructor(code, words = {}) {
    super(code);
    this.name = "Trouble";
    this.code = code;
    this.words = words;
  }
}

/** The sentence about a trouble, or about what was given instead of a store. What has no code has words of its own. */
export function sentence({ code, words, message }, doors) {
  const row = doors.find((one) => one.code === code);
  return row?.message === undefined ? message : fill(row.message, words ?? {});
}
