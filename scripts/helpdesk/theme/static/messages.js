// Which known message is this? A pasted text is compared with every message as a set of words; see
// scripts/helpdesk/finding/messages.py. Numbers, paths, quotes and line breaks do not matter.

import { plain, significant } from "./words.js";

const LEAST = 0.8; // the part of a message's worth that must stand in the pasted text
const OWN = 0.5; // what a word in no message counts, beside the rarest word of messages: names of one's own cost less

export function unpack({ words, rows }) {
  const places = new Map(words.split(" ").map((word, i) => [word, i]));
  const counts = new Array(places.size).fill(0);
  for (const [, ...ids] of rows) for (const id of ids) counts[id]++;
  const worth = counts.map((count) => Math.log(1 + rows.length / count));
  const own = OWN * Math.log(1 + rows.length);
  return { places, worth, own, rows: rows.map(([number, ...ids]) => ({ number, ids, whole: sum(ids, worth) })) };
}

const sum = (ids, worth) => ids.reduce((total, id) => total + worth[id], 0);

/** For each record that explains such a message: how alike the best of its messages is, up to 1. */
export function alike({ places, worth, own, rows }, text) {
  const found = new Map();
  // A word that no message has stands for itself.
  const said = (plain(significant(text)).match(/[a-z]+/g) ?? []).map((word) => places.get(word) ?? word);
  const there = new Set(said);
  if (there.size < 2) return found;
  for (const { number, ids, whole } of rows) {
    const shared = new Set(ids.filter((id) => there.has(id)));
    const both = sum([...shared], worth);
    if (both < LEAST * whole) continue;
    const beside = [...part(said, shared)].filter((word) => !shared.has(word));
    const more = beside.reduce((total, word) => total + (worth[word] ?? own), 0);
    const score = both / (whole + more);
    if (!(found.get(number) >= score)) found.set(number, score);
  }
  return found;
}

/** The words of the shortest part of `said` that has all `wanted` ones: a message stands among other lines. */
function part(said, wanted) {
  const counts = new Map();
  let [first, from, to] = [0, 0, said.length];
  for (const [last, word] of said.entries()) {
    if (wanted.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (; counts.size === wanted.size; first++) {
      if (last + 1 - first < to - from) [from, to] = [first, last + 1];
      const count = counts.get(said[first]);
      if (count === 1) counts.delete(said[first]);
      else if (count) counts.set(said[first], count - 1);
    }
  }
  return new Set(said.slice(from, to));
}
