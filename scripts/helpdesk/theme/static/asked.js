// What is asked: the words of a question or a message, each with what it may mean and how much it tells. The same as
// scripts/helpdesk/finding/asked.py.

import { halves, lookUp } from "./guess.js";
import { tokens } from "./words.js";
import * as messages from "./messages.js";

/**
 * The words of `text`, each once. Of a message, what stands beside its last sentence counts less. `unfinished`: the last
 * word may be. `extra`: a word is made of words beside it, or is a part of one, and so counts beside them only.
 */
export function askedWords(index, text, message, unfinished) {
  const { weights } = index.matching;
  const { common } = index.message;
  const folded = message ? messages.significant(index.message, text) : text;
  const asked = new Map();
  const add = (word, joined, extra, factor, last) => {
    if (asked.has(word) || (joined && !index.groups.has(word))) return;
    const groups = lookUp(index, word, joined, last);
    let weight = groups.size ? index.told[groups.keys().next().value] : weights.unknown * index.rarest;
    weight *= message && common.has(word) ? factor * weights.common : factor;
    asked.set(word, { groups, weight: weight * (extra ? weights.joined : 1), extra });
  };
  const parts = message ? [[messages.sentence(index.message, folded), 1], [folded, weights.beside]] : [[folded, 1]];
  for (const [part, factor] of parts) {
    const found = tokens(part, index.matching);
    for (const [i, { word, joined, whole }] of found.entries()) {
      if (index.stop.has(word) || (message && whole !== word && common.has(whole))) continue;
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
