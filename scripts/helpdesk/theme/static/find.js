// Finds the records that answer a question or explain a message. How, the index says (`matching` in find/words.json);
// scripts/helpdesk/finding/searcher.py does the same, and both pass tests/finding/cases.

import { halves, lookUp } from "./guess.js";
import { judge } from "./judging.js";
import { tokens } from "./words.js";
import * as messages from "./messages.js";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const WORD_STEP = 0.15;
const PHRASE_STEP = 0.6;
const LEVELS = 26;

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

  /** The records for `text`, best first. `typing`: its last word may be unfinished. */
  async find(text, { typing = false } = {}) {
    const index = await this.ready();
    const unfinished = typing && !/\s$/.test(text);
    text = text.trim();
    let message = messages.isMessage(index.message, text);
    const known = message || messages.mayBeMessage(text) ? await this.#alike(index, text) : new Map();
    if (Math.max(0, ...known.values()) >= index.matching.sure.known) message = true;
    const asked = this.#asked(index, text, message, unfinished);
    const sums = await this.#sums(index, asked);
    const hits = this.#hits(index, sums, message ? known : new Map());
    if (!message) prefer(index, hits, text, asked);
    hits.sort((a, b) => b.named - a.named || b.score - a.score || a.number - b.number);
    const plain = !message && !index.message.marks.test(text);
    const unknown = asked.reduce((all, word) => all + (word.groups.size || word.joined ? 0 : word.weight), 0) / (sums.total || 1);
    return { hits, message, ...judge(hits, { message, plain, told: sums.total, unknown }, index.matching) };
  }

  /** For each record that explains such a message, how alike they are. Short questions do without. */
  async #alike(index, text) {
    this.#known ??= messages.unpack(index.message, await this.#piece("messages"));
    return messages.alike(index.message, this.#known, text);
  }

  /** What to show someone who has not asked yet. */
  async popular() {
    const index = await this.ready();
    return this.show(index.popular.map((number) => ({ number, kind: index.kinds[index.kind[number]] })));
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

  #asked(index, text, message, unfinished) {
    const { weights } = index.matching;
    const folded = message ? messages.significant(index.message, text) : text;
    const asked = new Map();
    const add = (word, joined, extra, factor, last) => {
      if (asked.has(word) || (joined && !index.groups.has(word))) return;
      const groups = lookUp(index, word, joined, last);
      let weight = groups.size ? index.told[groups.keys().next().value] : weights.unknown * index.rarest;
      weight *= message && index.message.common.has(word) ? factor * weights.common : factor;
      asked.set(word, { groups, weight: weight * (extra ? weights.joined : 1), joined: extra });
    };
    const parts = message ? [[messages.sentence(index.message, folded), 1], [folded, weights.beside]] : [[folded, 1]];
    for (const [part, factor] of parts) {
      const found = tokens(part, index.matching);
      for (const [i, { word, joined, whole }] of found.entries()) {
        if (index.stop.has(word) || (message && whole !== word && index.message.common.has(whole))) continue;
        for (const count of [2, 3, 4]) {
          const both = found.slice(i, i + count).map((one) => one.word).join(""); // `bio formats`, `zarr v3`
          if (!joined && both !== word && index.groups.has(both)) add(both, true, true, factor);
        }
        add(word, joined, false, factor, unfinished && i === found.length - 1);
        if (!joined && !index.groups.has(word)) for (const half of halves(index, word)) add(half, true, true, factor);
      }
    }
    return [...asked.values()];
  }

  async #line(index, group) {
    const piece = index.starts.findLastIndex((start) => start <= group);
    const lines = await this.#piece(`hits-${piece}`);
    const [texts, phrases] = lines[group - index.starts[piece]].split("/");
    return { texts: readTexts(texts), phrases: readPhrases(phrases) };
  }

  async #sums(index, asked) {
    const { weights } = index.matching;
    const sums = { scores: new Map(), covered: new Map(), phrases: new Map(), total: 0 };
    const lists = await Promise.all(asked.map((word) => Promise.all([...word.groups.keys()].map((group) => this.#line(index, group)))));
    for (const [place, word] of asked.entries()) {
      if (!word.joined) sums.total += word.weight;
      const [texts, phrases, strong, cover] = [new Map(), new Map(), new Map(), new Map()];
      const factors = [...word.groups.values()];
      for (const [i, line] of lists[place].entries()) {
        for (const [number, worth] of line.texts) texts.set(number, Math.max(texts.get(number) ?? 0, worth * factors[i]));
        for (const phrase of line.phrases) phrases.set(phrase, Math.max(phrases.get(phrase) ?? 0, factors[i]));
      }
      for (const [phrase, factor] of phrases) {
        const owner = index.owners[phrase];
        plus(strong, owner, factor * (index.first[phrase] ? weights.first : 1));
        cover.set(owner, Math.max(cover.get(owner) ?? 0, factor));
        plus(sums.phrases, phrase, word.weight * factor);
      }
      for (const number of new Set([...strong.keys(), ...texts.keys()])) {
        const often = strong.get(number) ?? 0;
        const worth = (weights.phrase * often) / (weights.phrase_bend + often) + weights.text * (texts.get(number) ?? 0);
        plus(sums.scores, number, word.weight * worth);
        const share = Math.max(cover.get(number) ?? 0, texts.get(number) ? weights.body_share : 0);
        plus(sums.covered, number, word.joined ? 0 : word.weight * share);
      }
    }
    return sums;
  }

  #hits(index, sums, known) {
    const { weights, likely } = index.matching;
    const total = sums.total || 1;
    const like = new Map();
    for (const [phrase, got] of sums.phrases) {
      const owner = index.owners[phrase];
      const same = Math.min(1, got / (weights.like_share * total + (1 - weights.like_share) * index.sizes[phrase]));
      like.set(owner, Math.max(like.get(owner) ?? 0, same));
    }
    return [...new Set([...sums.scores.keys(), ...known.keys()])].map((number) => {
      const share = Math.min(1, (sums.covered.get(number) ?? 0) / total);
      const alike = like.get(number) ?? 0;
      const same = known.get(number) ?? 0;
      let score = ((sums.scores.get(number) ?? 0) / total) * share ** weights.share_bend;
      score += weights.like * alike ** weights.like_bend;
      score += same >= likely.known ? weights.known * same : 0;
      return { number, kind: index.kinds[index.kind[number]], score, share, like: alike, known: same, named: false };
    });
  }
}

/** Between equals, who asks in words wants an answer; a question that is just a name means that term. */
function prefer({ matching, names }, hits, text, asked) {
  const { weights, prior, question, definition } = matching;
  const asks = new RegExp(question, "i").test(text);
  const defines = new RegExp(definition, "i").test(text);
  const own = asked.filter((word) => !word.joined);
  const named = names[own.map((word) => word.groups.keys().next().value ?? "").join(".")];
  for (const hit of hits) {
    hit.score *= prior[hit.kind] ?? 1;
    if (asks && hit.kind === "question") hit.score *= weights.question_kind;
    if (defines && hit.kind === "term") hit.score *= weights.definition_kind;
    hit.named = hit.number === named;
  }
}

const plus = (map, key, more) => map.set(key, (map.get(key) ?? 0) + more);

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

function unpack(index) {
  const groups = new Map();
  for (const [number, line] of index.words.entries()) {
    const [shared, ...endings] = line.split("|");
    for (const ending of endings.length ? endings : [""]) groups.set(shared + ending, number);
  }
  const told = Array.from(index.weights, (digit) => DIGITS.indexOf(digit) * WORD_STEP);
  return {
    ...index,
    groups,
    forms: [...groups.keys()],
    stop: new Set(index.matching.stop.split(" ")),
    message: messages.readRules(index.matching),
    told,
    rarest: Math.max(1e-9, ...new Set(told)),
    sizes: Array.from(index.sizes, (digit) => DIGITS.indexOf(digit) * PHRASE_STEP),
    owners: index.phrases.flatMap(([count], number) => new Array(count).fill(number)),
    first: index.phrases.flatMap(([count, names]) => Array.from({ length: count }, (_, place) => place < names)),
  };
}
