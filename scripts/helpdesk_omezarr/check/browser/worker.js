// The worker that reads and judges a store, so that the page stays usable and can stop it.

import "./quiet.js";
import { askingStore } from "./asking.js";
import { check } from "./check.js";

self.addEventListener("message", async ({ data }) => {
  if (data.start === undefined) return;
  const store = askingStore(self, data.start);
  try {
    const result = await check(store, data.data, (progress) => self.postMessage({ progress }));
    self.postMessage({ result });
  } catch (error) {
    const { code = "failed", message, words = {} } = error;
    self.postMessage({ trouble: { code, message, words } });
  }
});
