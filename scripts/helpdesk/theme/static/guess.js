// Which groups of words a word of a question may mean: itself, its other forms, words that mean about the same, what
// was meant before one typing error, or (while typing) what it may become. The same as scripts/helpdesk/finding/guess.py.

const MOST = 12;

/** The groups that `word` may mean, as a map to how much each counts. */
export function lookUp(known, word, joined, typing) {
  const { groups, alike, matching } = known;
  let own = groups.get(word);
  let found = new Map(own === undefined ? [] : [[own, 1]]);
  if (typing && word.length > 2 && !joined) {
    const longer = known.forms.filter((form) => form.startsWith(word)).sort((a, b) => a.length - b.length);
    for (const form of longer.slice(0, 8)) if (!found.has(groups.get(form))) found.set(groups.get(form), 0.8);
  }
  if (!found.size && !joined) {
    found = otherForm(known, word);
    own = found.keys().next().value;
  }
  const row = found.size || joined ? undefined : rowOf(known, word);
  if (row !== undefined) return new Map(alike[row].slice(0, MOST).map((group) => [group, matching.weights.instead]));
  if (!found.size && !joined && !/^[\d.]+$/.test(word)) found = mended(known, word);
  if (!joined && own !== undefined)
    for (const row of alike)
      if (row.includes(own)) for (const group of row) if (!found.has(group)) found.set(group, matching.weights.alike);
  return new Map([...found].slice(0, MOST));
}

function otherForm({ groups, stop, matching }, word) {
  for (const [ending, instead] of matching.endings) {
    if (!word.endsWith(ending)) continue;
    const stump = word.slice(0, word.length - ending.length);
    const form = stump + instead;
    if (stump.length > 2 && groups.has(form) && !stop.has(form)) return new Map([[groups.get(form), 0.95]]);
  }
  return new Map();
}

/** The row of `alike` for a word of it, or for another form of one, that stands in no entry. */
function rowOf({ beside, matching }, word) {
  if (Object.hasOwn(beside, word)) return beside[word];
  const forms = matching.endings.filter(([ending]) => word.endsWith(ending)).map(([ending, instead]) => word.slice(0, word.length - ending.length) + instead);
  return beside[forms.find((form) => Object.hasOwn(beside, form))];
}

function mended({ groups, forms, stop, told }, word) {
  const found = new Map();
  const add = (form, factor) => found.has(groups.get(form)) || found.set(groups.get(form), factor);
  if (word.length > 3) {
    for (const form of forms) if (nearby(word, form)) add(form, word.length > 6 ? 0.8 : 0.6);
    if (!found.size && word.length > 6) {
      const start = word.slice(0, Math.max(5, word.length - 3));
      for (const form of forms) if (form.startsWith(start)) add(form, 0.6);
    }
  } else if (word.length === 3) {
    const [a, b, c] = word;
    for (const form of [b + a + c, a + c + b].sort()) if (groups.has(form) && !stop.has(form)) add(form, 0.6);
  }
  return new Map([...found].sort(([a], [b]) => told[a] - told[b] || a - b)); // the most usual word is the likeliest
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
