// Reads the index of the search piece by piece, as scripts/helpdesk/finding/index.py wrote it; the same as reader.py.

import * as messages from "./messages.js";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const WORD_STEP = 0.15;
export const PHRASE_STEP = 0.6;
const LEVELS = 26;

const load = async (name) => {
  const answer = await fetch(new URL(`../find/${name}.json`, import.meta.url));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
};

export class Reader {
  #load;
  #pieces = new Map();
  #index;
  #known;

  constructor(loader = load) {
    this.#load = loader;
  }

  async #piece(name) {
    if (!this.#pieces.has(name)) this.#pieces.set(name, this.#load(name));
    try {
      return await this.#pieces.get(name);
    } catch (problem) {
      this.#pieces.delete(name); // the next question asks for it again
      throw problem;
    }
  }

  /** What every question needs. */
  async ready() {
    const words = await this.#piece("words");
    return (this.#index ??= unpack(words));
  }

  /** The messages that records explain. */
  async messages() {
    const { message } = await this.ready();
    return (this.#known ??= messages.unpack(message, await this.#piece("messages")));
  }

  /** The records in whose texts a word of `group` stands, with how much it says there, and the phrases that have it. */
  async line(group) {
    const { starts } = await this.ready();
    const piece = starts.findLastIndex((start) => start <= group);
    const lines = await this.#piece(`hits-${piece}`);
    const [texts, phrases] = lines[group - starts[piece]].split("/");
    return { texts: readTexts(texts), phrases: readPhrases(phrases) };
  }

  /** Fill in what is shown of these hits. */
  async show(hits) {
    const { shown } = await this.ready();
    return Promise.all(
      hits.map(async (hit) => {
        const rows = await this.#piece(`shown-${Math.floor(hit.number / shown)}`);
        const [id, title, url, short] = rows[hit.number % shown];
        return { ...hit, id, title, url, short };
      }),
    );
  }
}

function readTexts(line) {
  let number = 0;
  return Array.from(line.matchAll(/([0-9a-z]+)([A-Z])/g), ([, gap, letter]) => {
    number += parseInt(gap, 36);
    return [number, (letter.charCodeAt() - 65 + 0.5) / LEVELS];
  });
}

function readPhrases(line) {
  let number = 0;
  return line ? line.split(".").map((gap) => (number += parseInt(gap, 36))) : [];
}

/** `owners`: the record of each phrase; `named`: whether it is a title or a name; `sizes`: what its words tell. */
function unpack(index) {
  const groups = new Map();
  for (const [number, line] of index.words.entries()) {
    const [shared, ...endings] = line.split("|");
    for (const ending of endings.length ? endings : [""]) groups.set(shared + ending, number);
  }
  const told = Array.from(index.weights, (digit) => DIGITS.indexOf(digit) * WORD_STEP);
  const stop = new Set(index.matching.stop.split(" "));
  return {
    ...index,
    groups,
    forms: [...groups.keys()],
    stop,
    message: messages.readRules(index.matching, stop),
    told,
    rarest: Math.max(1e-9, ...new Set(told)),
    sizes: Array.from(index.sizes, (digit) => DIGITS.indexOf(digit) * PHRASE_STEP),
    owners: index.phrases.flatMap(([count], number) => new Array(count).fill(number)),
    named: index.phrases.flatMap(([count, names]) => Array.from({ length: count }, (_, place) => place < names)),
    kindOf: (number) => index.kinds[index.kind[number]],
  };
}
