// Finds the records that answer a question. The index (see scripts/helpdesk/finding/index.py) already says what
// every word is worth for every record; this looks the words up, mends one typing error each, and adds the worths.

import { halves, lookUp } from "./guess.js";
import { isCommon, isError, mayBeMessage, significant, words } from "./words.js";

const LEVELS = 13;
const JOINED = 1; // a compound counts beside its parts
const MESSAGE = 1.5; // a word of a message that an entry explains, for a pasted message
const PRIOR = { mistake: 0.9 }; // between equals: who asks in words wants an answer, who pastes a message the mistake
const SAME = 0.5; // how alike a text must be to a known message to be taken for it
const SURE = 0.34; // of the question's worth: less than this in the best record, and nothing fits for certain
const LIKELY = 0.25; // less than this is noise
const LIKELY_ERROR = 0.5;
const MIN_SCORE = 4; // errors share words with everything: the best must also say a lot in absolute terms

const load = async (name) => {
  const answer = await fetch(new URL(`../find/${name}.json`, import.meta.url));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
};

export class Finder {
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

  /** Load what every question needs. */
  async ready() {
    const words = await this.#piece("words");
    return (this.#index ??= unpack(words));
  }

  /** The records for `question`, best first. `typing`: its last word may be unfinished. */
  async find(question, { typing = false } = {}) {
    const index = await this.ready();
    const known = mayBeMessage(question) ? await this.#alike(question) : new Map();
    const best = Math.max(0, ...known.values());
    const error = isError(question) || best > SAME;
    const asked = this.#asked(index, error ? significant(question) : question, typing && !/\s$/.test(question), error);
    const scores = await this.#score(index, asked, error);
    const total = asked.reduce((sum, word) => sum + (word.joined ? 0 : word.worth), 0);
    const hits = [...scores].map(([number, got]) => {
      const share = total ? Math.min(1, got.covered / total) : 0;
      const kind = index.kinds[index.kind[number]];
      const score = got.score * Math.sqrt(share) * (error ? 1 : (PRIOR[kind] ?? 1));
      return { number, kind, share, strong: got.strong, score };
    });
    const named = index.names[asked.filter((word) => !word.joined).map((word) => word.groups[0]?.group).join(".")];
    for (const hit of hits) {
      // A message that is known, then a term that has just this name, then what has most of the words.
      hit.first = (error && known.get(hit.number)) || (hit.number === named ? 0.1 : 0);
    }
    hits.sort((a, b) => b.first - a.first || b.score - a.score || a.number - b.number);
    return { hits, error, ...judge(hits[0], error, best) };
  }

  /** For each record that explains such a message, how alike they are. Short questions do without. */
  async #alike(text) {
    const [messages, known] = await Promise.all([import("./messages.js"), this.#piece("messages")]);
    return messages.alike((this.#known ??= messages.unpack(known)), text);
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

  #asked(index, question, typing, error) {
    const asked = new Map();
    const add = (word, joined, last) => {
      if (asked.has(word)) asked.get(word).times++;
      else asked.set(word, { word, joined, times: 1, groups: lookUp(index, word, joined, last) });
    };
    const found = words(question);
    for (const [i, { word, joined }] of found.entries()) {
      if (index.stop.has(word)) continue;
      for (const count of [2, 3, 4]) {
        const whole = found.slice(i, i + count).map((one) => one.word).join(""); // `bio formats`, `zarr v3`
        if (!joined && whole !== word && index.groups.has(whole)) add(whole, true);
      }
      add(word, joined, typing && i === found.length - 1);
      for (const half of joined ? [] : halves(index, word)) add(half, true);
    }
    const known = [...asked.values()].filter((word) => word.groups.length || !word.joined);
    for (const word of known) {
      word.weight = error && isCommon(word.word) ? 0.2 : word.joined ? JOINED : 1;
      if (error && word.times > 1) word.weight *= 1.5;
    }
    return known;
  }

  async #score(index, asked, error) {
    const scores = new Map();
    const rarest = Math.log(1 + (index.count + 0.5) / 0.5);
    for (const word of asked) {
      const best = new Map();
      const lists = await Promise.all(word.groups.map(({ group }) => this.#hits(index, group, error)));
      word.worth = word.weight * (lists.length ? 0 : rarest);
      for (const [i, list] of lists.entries()) {
        const rare = Math.log(1 + (index.count - list.size + 0.5) / (list.size + 0.5)) * word.weight;
        word.worth = Math.max(word.worth, rare);
        for (const [number, { worth, strong }] of list) {
          const { factor } = word.groups[i];
          const value = rare * worth * factor;
          if (!(best.get(number)?.value >= value)) best.set(number, { value, strong, factor });
        }
      }
      for (const [number, { value, strong, factor }] of best) {
        const got = scores.get(number) ?? { score: 0, covered: 0, strong: 0 };
        got.score += value;
        got.covered += word.worth * factor * (strong ? 1 : 0.6);
        if (strong && word.weight >= 1) got.strong++;
        scores.set(number, got);
      }
    }
    return scores;
  }

  async #hits(index, group, error) {
    const piece = index.starts.findLastIndex((start) => start <= group);
    const [texts, messages = ""] = (await this.#piece(`hits-${piece}`))[group - index.starts[piece]].split("/");
    const found = new Map(read(texts));
    for (const [number, { worth }] of read(messages)) {
      const own = found.get(number);
      const more = worth * (error ? MESSAGE : 0.2);
      found.set(number, { worth: (own?.worth ?? 0) + more, strong: own?.strong || error });
    }
    return found;
  }
}

/** Whether the best hit is an answer, and not just the least bad one; and if not, whether it is worth a look. */
function judge(hit, error, known) {
  if (!hit) return { sure: false, likely: false };
  // A message that nobody captured shares words with every other one.
  if (error) return { sure: known > SAME, likely: hit.strong > 1 && hit.share >= LIKELY_ERROR && hit.score > MIN_SCORE };
  return { sure: hit.share >= SURE && (hit.strong > 0 || hit.share > 0.5), likely: hit.share >= LIKELY };
}

function* read(hits) {
  let number = 0;
  for (const [, gap, letter] of hits.matchAll(/([0-9a-z]+)([A-Z])/g)) {
    number += parseInt(gap, 36);
    const level = letter.charCodeAt() - 65;
    yield [number, { strong: level >= LEVELS, worth: ((level % LEVELS) + 0.5) / LEVELS }];
  }
}

function unpack(index) {
  const groups = new Map();
  for (const [number, line] of index.words.entries()) {
    const [shared, ...endings] = line.split("|");
    for (const ending of endings.length ? endings : [""]) groups.set(shared + ending, number);
  }
  return { ...index, groups, forms: [...groups.keys()], stop: new Set(index.stop.split(" ")), count: index.kind.length };
}
