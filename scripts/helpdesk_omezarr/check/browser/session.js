// One check after the other: opens what was given, lets a worker judge it, shows what comes out.

import { answer } from "./asking.js";
import { load } from "./known.js";
import { fromDropped, fromLink, fromPicked, fromText } from "./sources.js";
import { Trouble } from "./trouble.js";
import { showProgress, showResult, showTrouble } from "./view.js";

const SECONDS = 120; // for one check
const OPEN = {
  picked: (files, _, known) => fromPicked(files, known),
  dropped: (given, _, known) => fromDropped(given, known),
  text: (text) => fromText(text),
  address: (text, signal) => fromLink(text, signal),
};
let running;

/** Check what was `given` in one of the ways of OPEN; a check that still runs is stopped. */
export async function begin(root, way, given, everything = false) {
  running?.abort();
  const stop = (running = new AbortController());
  const { signal } = stop;
  const timer = setTimeout(() => stop.abort("time"), SECONDS * 1000);
  showProgress(root, "Reading ...", () => stop.abort("reader"));
  try {
    const known = await load(root.dataset.root);
    const store = await OPEN[way](given, signal, known);
    signal.throwIfAborted();
    store.everything = everything;
    const result = await judged(store, known, signal, ({ count }) =>
      showProgress(root, `Reading ... ${count} groups and arrays`),
    );
    if (running === stop) showResult(root, result, store, known, () => begin(root, way, given, true));
  } catch (error) {
    if (running !== stop) return;
    showTrouble(root, signal.aborted ? stopped(signal.reason) : error, await load(root.dataset.root).catch(() => null), given);
  } finally {
    clearTimeout(timer);
    if (running === stop) showProgress(root, "");
  }
}

const stopped = (reason) => new Trouble(reason === "time" ? "time" : "stopped", { seconds: SECONDS });

function judged(store, known, signal, progress) {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "check" });
  const { promise, resolve, reject } = Promise.withResolvers();
  answer(worker, store);
  worker.addEventListener("message", ({ data }) => {
    if (data.progress) progress(data.progress);
    else if (data.result) resolve(data.result);
    else if (data.trouble) reject(Object.assign(new Error(data.trouble.message), data.trouble));
  });
  worker.addEventListener("error", (event) =>
    reject(new Error(event.message || "The checker could not be loaded: reload the page.")),
  );
  signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  worker.postMessage({
    start: {
      name: store.name,
      lists: store.lists,
      text: store.text === true,
      packing: store.packing ?? null,
      everything: store.everything,
    },
    data: known,
  });
  return promise.finally(() => worker.terminate());
}
