// Which known message is this? A pasted text is compared with every message as a set of words; see
// scripts/helpdesk/finding/messages.py. Numbers, paths, quotes and line breaks do not matter.

import { plain, significant } from "./words.js";

const LEAST = 0.8; // the part of a message's worth that must stand in the pasted text

export function unpack({ words, rows }) {
  const places = new Map(words.split(" ").map((word, i) => [word, i]));
  const counts = new Array(places.size).fill(0);
  for (const [, ...ids] of rows) for (const id of ids) counts[id]++;
  const worth = counts.map((count) => Math.log(1 + rows.length / count));
  const most = Math.log(1 + rows.length);
  return { places, worth, most, rows: rows.map(([number, ...ids]) => ({ number, ids, whole: sum(ids, worth) })) };
}

const sum = (ids, worth) => ids.reduce((total, id) => total + worth[id], 0);

/** For each record that explains such a message: how alike the best of its messages is, up to 1. */
export function alike({ places, worth, most, rows }, text) {
  const found = new Map();
  const lines = significant(text);
  // A report of many findings holds many messages; each line may be one of them.
  for (const part of new Set([lines, ...lines.split("\n")])) {
    const said = new Set(plain(part).match(/[a-z]+/g));
    if (said.size < 2) continue;
    const known = new Set([...said].map((word) => places.get(word)).filter((id) => id !== undefined));
    const all = sum([...known], worth) + (said.size - known.size) * most * 0.5; // names of one's own cost less
    for (const { number, ids, whole } of rows) {
      const both = sum(ids.filter((id) => known.has(id)), worth);
      if (both < LEAST * whole) continue;
      const score = both / (all + whole - both);
      if (!(found.get(number) >= score)) found.set(number, score);
    }
  }
  return found;
}
