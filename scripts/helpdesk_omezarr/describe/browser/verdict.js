// What the checker says of the metadata: the same rules, run on the same page.

import { check } from "../check/check.js";
import { load } from "../check/known.js";
import { readable } from "./documents.js";

const MOST_FIELDS = 2000; // of a plate whose documents are judged while one types

/** `{result, data}`: that of a check, and what the checker knows; null for a plate that is too large. */
export async function judged(store, root) {
  if (store.fields > MOST_FIELDS) return null;
  const data = await load(root);
  return { result: await check(readable(store), data, () => {}), data };
}
