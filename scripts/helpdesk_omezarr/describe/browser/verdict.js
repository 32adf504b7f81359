// What the judge of the checker says of the metadata: the same schemas and rules, run on this page.

import { withoutConsequences } from "../check/consequences.js";
import { judge } from "../check/judge.js";
import { inOrder, nodeOf, parentOf } from "../check/nodes.js";
import { Store } from "./documents.js";

// Of a large plate so many rows, columns and fields are judged: the others are like them.
const [LARGE, SOME] = [200, { rows: 3, columns: 4, fields: 2 }];

let known;

/** `{findings, groups, arrays, some}` for a store; `some`: whether only a part of a large plate was judged. */
export async function judged(store, options, root) {
  known ??= load(root);
  known.catch(() => (known = undefined)); // the next change tries again
  const data = await known;
  const part = some(store, options);
  const folders = new Map();
  for (const [path, value] of part.documents()) {
    const folder = parentOf(path);
    if (!folders.has(folder)) folders.set(folder, {});
    folders.get(folder)[path.slice(folder && folder.length + 1)] = value;
  }
  const nodes = inOrder([...folders].map(([path, documents]) => nodeOf(path, documents)));
  const findings = withoutConsequences(await judge(nodes, part.plan.version, data, { text: false }), data.rules);
  return {
    findings,
    groups: nodes.filter(({ array }) => !array).length,
    arrays: nodes.filter(({ array }) => array).length,
    some: part !== store,
  };
}

function some(store, options) {
  if (store.fields <= LARGE) return store;
  const plate = Object.fromEntries(Object.entries(store.plan.plate).map(([key, count]) => [key, Math.min(count, SOME[key])]));
  return new Store({ ...store.plan, plate }, options);
}

async function load(root) {
  const answer = await fetch(new URL(`${root}describe/judge.json`, document.baseURI));
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return answer.json();
}
