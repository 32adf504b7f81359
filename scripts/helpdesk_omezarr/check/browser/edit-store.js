// The documents of the editor as a store: what can be told without a chunk of pixels.

import { fromFiles } from "./folder.js";
import { documentsOf } from "./pasted.js";

// In each folder stands something that is no metadata, so that nobody says that the pixels are missing.
const PIXELS = "(pixels)";

/** A store of `documents` (`{path: text}`). One document alone is pasted metadata, of which nothing else is known. `xml`:
 * what the page read in documents of XML, by path. */
export function storeOf({ documents, xml }) {
  const texts = Object.values(documents);
  const alone = texts.length === 1;
  const name = alone ? "the pasted metadata" : "the store";
  const all = Object.entries(alone ? documentsOf(texts[0]) : documents);
  const files = fromFiles(all.map(([path, text]) => [`${name}/${path}`, new Blob([text])]));
  return {
    name,
    lists: true,
    text: alone,
    everything: true,
    read: (path, range) => files.read(path, range),
    async list(path) {
      const found = await files.list(path);
      return found && { ...found, files: [...found.files, PIXELS] };
    },
    count: async () => null,
    refusal: () => files.refusal(),
    xml: async (path) => xml[path] ?? null,
  };
}
