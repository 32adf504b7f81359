// The two ends of a worker's questions: a worker reads a store by asking the page, which alone may open files and
// addresses.

import { readXml } from "./ome-xml.js";

/** For a worker: a store whose `list` and `read` are answered by the page. */
export function askingStore(port, about) {
  const waiting = new Map();
  let last = 0;
  port.addEventListener("message", ({ data }) => {
    if (data.answer === undefined) return;
    const { resolve, reject } = waiting.get(data.answer) ?? {};
    waiting.delete(data.answer);
    if (data.trouble) reject?.(Object.assign(new Error(data.trouble.message), data.trouble));
    else resolve?.(data.value);
  });
  const ask = (what, ...parts) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      port.postMessage({ ask: last, what, parts });
    });
  return {
    ...about,
    list: (path) => ask("list", path),
    read: (path, range) => ask("read", path, range),
    count: (path) => ask("count", path),
    refusal: () => ask("refusal"),
    xml: (path, most) => ask("xml", path, most),
  };
}

async function xmlOf(store, path, most) {
  const bytes = await store.read(path, { start: 0, end: most + 1 });
  return bytes && bytes.length <= most ? readXml(bytes) : null;
}

/** For the page: answer the questions of `worker` about `store`. */
export function answer(worker, store) {
  worker.addEventListener("message", async ({ data }) => {
    if (data.ask === undefined) return;
    try {
      const value = data.what === "xml" ? await xmlOf(store, ...data.parts) : await store[data.what](...data.parts);
      const moved = value instanceof Uint8Array && value.byteLength === value.buffer.byteLength ? [value.buffer] : [];
      worker.postMessage({ answer: data.ask, value: value ?? null }, moved);
    } catch (error) {
      const { name, code, words } = error;
      worker.postMessage({ answer: data.ask, trouble: { message: String(error.message), name, code, words } });
    }
  });
}
