// What differs between two texts, line by line, as `diff -u` shows it.

const AROUND = 2; // lines shown before and after a change

/** Lines of both texts in their order, each as [sign, line]: " " in both, "-" only in the first, "+" only in the second. */
export function compare(before, after) {
  const [old, now] = [before.split("\n"), after.split("\n")];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const middle = steps(old.slice(start, old.length - end), now.slice(start, now.length - end));
  const same = (lines) => lines.map((line) => [" ", line]);
  return [...same(old.slice(0, start)), ...middle, ...same(old.slice(old.length - end))];
}

/** By the longest common subsequence. `length[i][j]` is that of old from i and now from j. */
function steps(old, now) {
  const length = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      length[i][j] = old[i] === now[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
  const found = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) found.push([" ", old[i++], j++]);
    else if (j === now.length || (i < old.length && length[i + 1][j] >= length[i][j + 1])) found.push(["-", old[i++]]);
    else found.push(["+", now[j++]]);
  }
  return found.map(([sign, line]) => [sign, line]);
}

/** The changed lines with some around them; "..." where lines are left out. Empty when nothing differs. */
export function difference(before, after) {
  const all = compare(before, after);
  const near = all.map((_, i) => all.slice(Math.max(0, i - AROUND), i + AROUND + 1).some(([sign]) => sign !== " "));
  return all.flatMap(([sign, line], i) => (near[i] ? [`${sign} ${line}`] : i && near[i - 1] ? ["..."] : []));
}
