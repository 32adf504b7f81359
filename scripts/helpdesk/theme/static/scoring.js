// Adds up what the words of a question tell of each record: by its phrases and texts, and by how much the question is
// like one of the phrases that people ask for it with. The same as scripts/helpdesk/finding/scoring.py.

import { PHRASE_STEP } from "./reader.js";

const plus = (map, key, more) => map.set(key, (map.get(key) ?? 0) + more);
const most = (map, key, value) => map.set(key, Math.max(map.get(key) ?? 0, value));

/** What all words give each record (`scores`, `covered`) and each phrase; `total` is what they tell. */
export async function addUp(reader, index, asked) {
  const sums = { scores: new Map(), covered: new Map(), phrases: new Map(), total: 0 };
  const lists = await Promise.all(asked.map((word) => Promise.all([...word.groups.keys()].map((group) => reader.line(group)))));
  for (const [place, word] of asked.entries()) {
    if (!word.extra) sums.total += word.weight;
    const [texts, phrases] = [new Map(), new Map()];
    const factors = [...word.groups.values()];
    for (const [i, line] of lists[place].entries()) {
      for (const [number, worth] of line.texts) most(texts, number, worth * factors[i]);
      for (const phrase of line.phrases) most(phrases, phrase, factors[i]);
    }
    addWord(index, sums, word, texts, phrases);
  }
  return sums;
}

function addWord({ matching: { weights }, owners, named }, sums, word, texts, phrases) {
  const [strong, cover] = [new Map(), new Map()];
  for (const [phrase, factor] of phrases) {
    const owner = owners[phrase];
    plus(strong, owner, factor * (named[phrase] ? weights.first : 1));
    most(cover, owner, factor);
    plus(sums.phrases, phrase, word.weight * factor);
  }
  for (const number of new Set([...strong.keys(), ...texts.keys()])) {
    const often = strong.get(number) ?? 0;
    const worth = (weights.phrase * often) / (weights.phrase_bend + often) + weights.text * (texts.get(number) ?? 0);
    plus(sums.scores, number, word.weight * worth);
    const share = Math.max(cover.get(number) ?? 0, texts.get(number) ? weights.body_share : 0);
    plus(sums.covered, number, word.extra ? 0 : word.weight * share);
  }
}

/**
 * The records that any word led to, or that explain a message which is `known`, in no order. From 0 to 1 are `share`, the
 * part of the question that stands in it, `said`, in one of its phrases, `like`, how much the question is like one of its
 * phrases, both ways, `whole`, how much its phrases tell that stand in the question whole, `known`, how much a message is like one that it explains, and `explains`, the part of all messages
 * there that it does.
 */
export function hitsOf({ matching: { weights, likely }, owners, sizes, kindOf }, sums, known) {
  const total = sums.total || 1;
  const [like, said, whole] = [new Map(), new Map(), new Map()];
  for (const [phrase, got] of sums.phrases) {
    const size = sizes[phrase];
    most(like, owners[phrase], Math.min(1, got / (weights.like_share * total + (1 - weights.like_share) * size)));
    // Sizes are stored in steps.
    if (got >= size - PHRASE_STEP && size >= weights.whole_least) most(whole, owners[phrase], Math.min(1, size / weights.whole_enough));
    most(said, owners[phrase], Math.min(1, got / total));
  }
  return [...new Set([...sums.scores.keys(), ...known.keys()])].map((number) => {
    const share = Math.min(1, (sums.covered.get(number) ?? 0) / total);
    const alike = like.get(number) ?? 0;
    const same = known.get(number) ?? { known: 0, explains: 0 };
    let score = ((sums.scores.get(number) ?? 0) / total) * share ** weights.share_bend;
    score += weights.like * alike ** weights.like_bend;
    if (same.known >= likely.known) score += weights.known * (same.known + weights.explains * same.explains);
    const mine = { said: said.get(number) ?? 0, like: alike, whole: whole.get(number) ?? 0, ...same };
    return { number, kind: kindOf(number), score, share, ...mine, named: false };
  });
}

/** Between equals, who asks in words wants an answer; a question that is just a name means that term. */
export function prefer({ matching, names }, hits, text, asked) {
  const { weights, prior, question, definition } = matching;
  const asks = new RegExp(question, "i").test(text);
  const defines = new RegExp(definition, "i").test(text);
  const own = asked.filter((word) => !word.extra);
  const term = asks ? undefined : names[own.map((word) => word.groups.keys().next().value ?? "").join(".")];
  for (const hit of hits) {
    hit.score += weights.whole * hit.whole;
    hit.score *= prior[hit.kind] ?? 1;
    if (asks && hit.kind === "question") hit.score *= weights.question_kind;
    if (defines && hit.kind === "term") hit.score *= weights.definition_kind;
    hit.named = hit.number === term;
  }
}
