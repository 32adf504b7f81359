// Asks the worker of the editor, for one text after the other; what was overtaken is not judged.

import { load } from "./known.js";
import { readXml } from "./ome-xml.js";
import { Trouble } from "./trouble.js";

const SECONDS = 10; // for one judgment
let worker;
let last = 0;
let before = Promise.resolve();

/** The result of a check of `documents`, null where a later call overtook this one. `root` leads to the top of the site. */
export function judged(documents, root) {
  const turn = ++last;
  const result = before.then(() => (turn === last ? ask(documents, root) : null));
  before = result.catch(() => {});
  return result;
}

async function ask(documents, root) {
  const data = worker ? undefined : await load(root);
  worker ??= new Worker(new URL("./edit-worker.js", import.meta.url), { type: "module", name: "edit" });
  const { promise, resolve, reject } = Promise.withResolvers();
  const timer = setTimeout(
    () => reject(new Trouble("time", `The check took longer than ${SECONDS} seconds: this is too much for a page.`)),
    SECONDS * 1000,
  );
  worker.onmessage = ({ data: { result, trouble } }) => (result ? resolve(result) : reject(new Trouble("failed", trouble)));
  worker.onerror = () => reject(new Trouble("failed", "The checker could not be loaded: reload the page."));
  worker.postMessage({ given: { documents, xml: xmlOf(documents) }, data });
  try {
    return await promise;
  } catch (error) {
    worker.terminate();
    worker = undefined;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

const xmlOf = (documents) =>
  Object.fromEntries(
    Object.entries(documents)
      .filter(([path]) => path.endsWith(".xml"))
      .map(([path, text]) => [path, readXml(new TextEncoder().encode(text))]),
  );
