// Finds the records that answer a question or explain a message. How, the index says (`matching` in find/words.json);
// scripts/helpdesk/finding/searcher.py does the same, and both pass tests/finding/cases.

import { askedWords } from "./asked.js";
import { judge } from "./judging.js";
import { Reader } from "./reader.js";
import { addUp, hitsOf, prefer } from "./scoring.js";
import * as messages from "./messages.js";

export class Finder {
  #reader;

  constructor(loader) {
    this.#reader = new Reader(loader);
  }

  /** Load what every question needs. */
  ready() {
    return this.#reader.ready();
  }

  /** The records for `text`, best first. `typing`: its last word may be unfinished. */
  async find(text, { typing = false } = {}) {
    const index = await this.ready();
    const unfinished = typing && !/\s$/.test(text);
    text = text.trim();
    let message = messages.isMessage(index.message, text);
    const compared = message || messages.mayBeMessage(index.message, text); // short questions do without
    const known = compared ? messages.alike(index.message, await this.#reader.messages(), text) : new Map();
    if (Math.max(0, ...[...known.values()].map((one) => one.known)) >= index.matching.sure.known) message = true;
    const asked = askedWords(index, text, message, unfinished);
    const sums = await addUp(this.#reader, index, asked);
    const hits = hitsOf(index, sums, message ? known : new Map());
    if (!message) prefer(index, hits, text, asked);
    hits.sort((a, b) => b.named - a.named || b.score - a.score || a.number - b.number);
    const plain = !message && !index.message.marks.test(text);
    const part = (of) => asked.reduce((all, word) => all + (word.extra ? 0 : word.weight * of(word)), 0) / (sums.total || 1);
    const unknown = part((word) => (word.groups.size ? 0 : 1));
    const guessed = part((word) => 1 - Math.max(0, ...word.groups.values()));
    return { hits, message, ...judge(hits, { message, plain, told: sums.total, unknown, guessed }, index.matching) };
  }

  /** What to show someone who has not asked yet. */
  async popular() {
    const { popular, kindOf } = await this.ready();
    return this.show(popular.map((number) => ({ number, kind: kindOf(number) })));
  }

  /** Fill in what is shown of these hits. */
  show(hits) {
    return this.#reader.show(hits);
  }
}
