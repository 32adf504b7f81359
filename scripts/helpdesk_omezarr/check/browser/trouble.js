// Why a store cannot be looked at.

import { fill } from "./documents.js";

/** `words` fill the sentence of `code` in doors.json; where that has none, they are a sentence themselves. */
export class Trouble extends Error {
  constructor(code, words = {}) {
    const isSentence = typeof words === "string";
    super(isSentence ? words : code);
    this.name = "Trouble";
    this.code = code;
    this.words = isSentence ? null : words;
  }
}

/** The sentence about a trouble, or about what was given instead of a store. */
export function sentence({ code, words, message }, doors) {
  const row = words && doors.find((one) => one.code === code);
  return row?.message === undefined ? message : fill(row.message, words);
}
