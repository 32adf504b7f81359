// Which words of the index a word of a question may mean: itself, its other forms, words that mean about the same,
// what was meant before one typing error, or (while typing) what it may become.

const ALIKE = 0.4; // what a word counts that was not written, but means about the same

/** The groups of words that `word` may mean, and how sure that is. */
export function lookUp({ groups, forms, alike }, word, joined, typing) {
  const own = groups.get(word);
  const found = new Map(own === undefined ? [] : [[own, 1]]);
  const add = (form, factor) => found.has(groups.get(form)) || found.set(groups.get(form), factor);
  if (typing && word.length > 2 && !joined)
    forms.filter((form) => form.startsWith(word)).sort((a, b) => a.length - b.length).slice(0, 8).forEach((form) => add(form, 0.8));
  if (!found.size && !joined && word.length > 3 && !/^[\d.]+$/.test(word)) {
    forms.filter((form) => nearby(word, form)).forEach((form) => add(form, word.length > 6 ? 0.8 : 0.6));
    if (!found.size && word.length > 6) {
      const start = word.slice(0, Math.max(5, word.length - 3));
      forms.filter((form) => form.startsWith(start)).forEach((form) => add(form, 0.6));
    }
  }
  for (const row of joined ? [] : alike) if (row.includes(own)) for (const group of row) if (!found.has(group)) found.set(group, ALIKE);
  return [...found].slice(0, 12).map(([group, factor]) => ({ group, factor }));
}

/** Two known words written as one: `chunksize`. */
export function halves({ groups, stop }, word) {
  for (let i = 3; i <= word.length - 3; i++) {
    const both = [word.slice(0, i), word.slice(i)];
    if (both.every((half) => groups.has(half) && !stop.has(half))) return both;
  }
  return [];
}

/** Whether one typing error leads from `a` to `b`: a letter too many, missing, wrong, or two exchanged. */
function nearby(a, b) {
  if (Math.abs(a.length - b.length) > 1 || b.length < 3) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  const [restA, restB] = [a.slice(i), b.slice(i)];
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  );
}
