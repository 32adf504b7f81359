// Which stored message is this? The same as scripts/helpdesk/finding/messages.py: numbers, paths, quotes and line breaks
// do not matter, and a stored message of few words counts only where a line says just that.

import { plain } from "./words.js";

/** What the description of messages says, made ready. `stop`: words that only hold others together. */
export function readRules({ message }, stop = new Set()) {
  return {
    ...message,
    form: message.form.map((form) => new RegExp(form, "m")),
    fold: message.fold.map(([found, instead, flags]) => [new RegExp(found, flags), instead]),
    exception: new RegExp(message.exception, "gm"),
    prefix: new RegExp(message.prefix),
    marks: new RegExp(message.marks),
    marked: new RegExp(message.marked),
    stop,
    word: new RegExp(message.word, "g"),
    common: new Set(message.common.split(" ")),
  };
}

/** Whether `text` has the form of something that a program printed, or is too long for a question in words. */
export const isMessage = (rules, text) =>
  rules.form.some((form) => form.test(text)) || (text.length > rules.longest_question && !inWords(rules, text));

/** Whether it may be one: a sentence, or marks that questions do not have. */
export const mayBeMessage = (rules, text) => text.split(/\s+/).length > 3 || rules.marked.test(text);

/** Whether `text` tells something as people do: every third of its words only holds others together. */
function inWords(rules, text) {
  const said = wordsOf(rules, text);
  return said.filter((word) => rules.stop.has(word)).length >= rules.told * said.length;
}

/** `text` without frames, paths, addresses, quotes and numbers. */
export const significant = (rules, text) => rules.fold.reduce((rest, [found, instead]) => rest.replace(found, instead), text);

/** From the last name of an exception on; all of it where there is none. */
export function sentence(rules, folded) {
  const last = [...folded.matchAll(rules.exception)].at(-1);
  return last ? folded.slice(last.index) : folded;
}

const wordsOf = (rules, text) => plain(text).match(rules.word) ?? [];
export const distinct = (rules, text) => [...new Set(wordsOf(rules, text))].slice(0, rules.longest);

function linesOf(rules, folded) {
  const lines = folded.split("\n").filter((line) => line.trim());
  const pairs = lines.slice(1).map((line, i) => `${lines[i]} ${line}`);
  const found = new Set();
  for (const line of [...lines, ...pairs])
    for (const one of [line, line.replace(rules.prefix, "")]) found.add(distinct(rules, one).join(" "));
  return found;
}

const sum = (ids, worth) => ids.reduce((total, id) => total + worth[id], 0);

/** The stored messages: what scripts/helpdesk/finding/messages.py wrote. */
export function unpack(rules, { words, rows, asked }) {
  const names = words.split(" ");
  const places = new Map(names.map((word, i) => [word, i]));
  const counts = new Array(places.size).fill(0);
  for (const [, ...ids] of rows.slice(0, asked)) for (const id of ids) counts[id]++;
  const own = rules.own * Math.log(1 + asked);
  const worth = counts.map((count) => (count ? Math.log(1 + asked / count) : own));
  // A phrase that people ask with explains nothing for certain.
  const trust = (place) => (place < asked ? 1 : rules.asked);
  const said = (ids) => ids.map((id) => names[id]);
  const read = rows.map(([number, ...ids], i) => ({ number, ids, whole: sum(ids, worth), trust: trust(i), said: said(ids) }));
  return { places, worth, own, rows: read };
}

/** The records that explain such a message, or one of those in `text`: what Alike is in messages.py. */
export function alike(rules, { places, worth, own, rows }, text) {
  const best = new Map();
  const explained = new Map();
  const folded = significant(rules, text);
  const lines = linesOf(rules, folded);
  // A word that no message has stands for itself.
  const said = wordsOf(rules, folded).map((word) => places.get(word) ?? word);
  const there = new Set(said);
  for (const { number, ids, whole, trust, said: words } of rows) {
    let score = 0;
    if (ids.length <= rules.short) score = inLines(rules, words, lines);
    else {
      const shared = ids.filter((id) => there.has(id));
      const both = sum(shared, worth);
      if (!both || both < rules.least * whole) continue;
      const wanted = new Set(shared);
      const beside = [...new Set(shortest(said, wanted))].filter((word) => !wanted.has(word));
      score = both / (whole + beside.reduce((total, word) => total + (worth[word] ?? own), 0));
    }
    score *= trust;
    if (score > (best.get(number)?.known ?? 0)) best.set(number, { known: score, explains: 0 });
    if (score < rules.counts) continue;
    if (!explained.has(number)) explained.set(number, new Set());
    for (const id of ids) if (there.has(id)) explained.get(number).add(id);
  }
  const whole = sum(inOrder([...there].filter((id) => typeof id === "number")), worth) || 1;
  for (const [number, ids] of explained) best.get(number).explains = sum(inOrder(ids), worth) / whole;
  return best;
}

const inOrder = (ids) => [...ids].sort((a, b) => a - b);

/** 1 where a line has just `words`, less where the way to a key is shorter there, otherwise 0. */
function inLines({ tail: [cut, least, worth] }, words, lines) {
  if (lines.has(words.join(" "))) return 1;
  for (let start = 1; start <= cut && words.length - start >= least; start++) if (lines.has(words.slice(start).join(" "))) return worth;
  return 0;
}

/** The shortest part of `said` that has all `wanted` words: a message stands among other lines. */
function shortest(said, wanted) {
  const counts = new Map();
  let [first, from, to] = [0, 0, said.length];
  for (const [last, word] of said.entries()) {
    if (wanted.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (; counts.size === wanted.size; first++) {
      if (last + 1 - first < to - from) [from, to] = [first, last + 1];
      const count = counts.get(said[first]);
      if (count > 1) counts.set(said[first], count - 1);
      else counts.delete(said[first]);
    }
  }
  return said.slice(from, to);
}
