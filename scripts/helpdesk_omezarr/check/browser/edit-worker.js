// The worker of the editor: judges documents again and again, as the checker judges a store.

import "./quiet.js";
import { check } from "./check.js";
import { placed } from "./edit-places.js";
import { storeOf } from "./edit-store.js";

let known;

self.addEventListener("message", async ({ data: { given, data } }) => {
  known = data ?? known;
  try {
    const { documents, texts, findings, ...result } = await check(storeOf(given), known, () => {});
    self.postMessage({ result: { ...result, findings: placed(findings, given.documents) } });
  } catch (error) {
    self.postMessage({ trouble: String(error.message) });
  }
});
