// What the checker says of the metadata: the same rules, run on the same page.

import { readable } from "./documents.js";

const MOST_FIELDS = 2000; // fields of a plate whose documents are judged here and now

let known;

/** The result of a check (check/check.js), and what the checker knows; null for
 * a plate that is too large to be judged while one types. */
export async function judged(store, root) {
  if (store.fields > MOST_FIELDS) return null;
  known ??= load(root);
  known.catch(() => (known = undefined)); // the next change tries again
  const [{ check }, data] = await known;
  return { result: await check(readable(store), data, () => {}), data };
}

async function load(root) {
  const url = new URL(`${root}check/data.json`, document.baseURI);
  const data = fetch(url).then((answer) => {
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    return answer.json();
  });
  return Promise.all([import("../check/check.js"), data]);
}
