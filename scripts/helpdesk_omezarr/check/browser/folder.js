// Stores in files of this computer: chosen with a folder's picker, or dropped. Only what is asked for is read.
//
// A store has `name`; `list(path)` gives `{files, folders}` with the names in a folder, or null where there is none;
// `read(path, range)` the bytes of a file (`range`: `{start, end}`, or a negative start from its end), or null;
// `count(path)` gives `{files, bytes}` of all files below, with `more` where it did not count to the end.

import { DOCUMENTS } from "./nodes.js";
import { Trouble } from "./trouble.js";

const MOST_FILES = 20000; // counted below one array of a dropped folder
const MOST_SIZES = 500; // each size of a dropped file is a question to the disk

/** The bytes of a blob, or a part of them. */
export async function bytesOf(blob, range) {
  const { start = 0, end } = range ?? {};
  const part = range ? blob.slice(start < 0 ? Math.max(0, blob.size + start) : start, start < 0 ? blob.size : end) : blob;
  try {
    return new Uint8Array(await part.arrayBuffer());
  } catch (error) {
    if (error instanceof Trouble) throw error;
    const why = error.name === "NotFoundError" ? "it is gone, or was changed" : "you have no permission";
    throw new Trouble("unreadable", { place: blob.name, why });
  }
}

/** A store from pairs of a path (`image.zarr/0/zarr.json`) and a blob. The first part of the paths is its name. */
export function fromFiles(pairs) {
  const top = folder();
  let name = "";
  for (const [path, blob] of pairs) {
    const parts = path.split("/");
    name = parts.shift();
    let place = top;
    for (const part of parts.slice(0, -1)) {
      if (!place.folders.has(part)) place.folders.set(part, folder());
      place = place.folders.get(part);
    }
    place.files.set(parts.at(-1), blob);
  }
  return new Files(name, top);
}

const folder = () => ({ files: new Map(), folders: new Map() });

class Files {
  constructor(name, top) {
    Object.assign(this, { name, top, lists: true });
  }

  at(path) {
    return path === "" ? this.top : path.split("/").reduce((place, part) => place?.folders.get(part), this.top);
  }

  async list(path) {
    const place = this.at(path);
    return place ? { files: [...place.files.keys()], folders: [...place.folders.keys()] } : null;
  }

  async read(path, range) {
    const cut = path.lastIndexOf("/");
    const blob = this.at(path.slice(0, Math.max(0, cut)))?.files.get(path.slice(cut + 1));
    return blob ? bytesOf(blob, range) : null;
  }

  async refusal() {
    return { code: "no-store", words: { name: this.name } };
  }

  async count(path) {
    const total = { files: 0, bytes: 0 };
    const todo = [this.at(path)];
    while (todo.length) {
      const place = todo.pop();
      if (!place) continue;
      for (const [name, blob] of place.files) if (!DOCUMENTS.includes(name)) (total.files++, (total.bytes += blob.size));
      todo.push(...place.folders.values());
    }
    return total;
  }
}

/** A store from what was dropped: a folder's `FileSystemDirectoryEntry`, which is opened as it is asked for. */
export class Dropped {
  constructor(entry) {
    Object.assign(this, { name: entry.name, lists: true, opened: new Map([["", opened(entry)]]) });
  }

  async at(path) {
    if (!this.opened.has(path)) this.opened.set(path, this.inside(path));
    return this.opened.get(path);
  }

  async inside(path) {
    const cut = path.lastIndexOf("/");
    const above = await this.at(path.slice(0, Math.max(0, cut)));
    const entry = above?.get(path.slice(cut + 1));
    return entry?.isDirectory ? opened(entry) : null;
  }

  async list(path) {
    const entries = await this.at(path);
    if (!entries) return null;
    const all = [...entries.values()];
    return { files: names(all.filter((one) => one.isFile)), folders: names(all.filter((one) => one.isDirectory)) };
  }

  async read(path, range) {
    const cut = path.lastIndexOf("/");
    const entry = (await this.at(path.slice(0, Math.max(0, cut))))?.get(path.slice(cut + 1));
    return entry?.isFile ? bytesOf(await fileOf(entry), range) : null;
  }

  async refusal() {
    return { code: "no-store", words: { name: this.name } };
  }

  async count(path) {
    const total = { files: 0, bytes: 0, more: false };
    const entries = await this.at(path);
    const todo = entries ? [...entries.values()] : [];
    while (todo.length) {
      const entry = todo.pop();
      if (entry.isDirectory) todo.push(...(await opened(entry)).values());
      else if (DOCUMENTS.includes(entry.name)) continue;
      else if (++total.files > MOST_FILES) return { ...total, bytes: null, more: true };
      else if (total.files > MOST_SIZES) total.bytes = null;
      else total.bytes += (await fileOf(entry)).size;
    }
    return total;
  }
}

const names = (entries) => entries.map((entry) => entry.name);
const fileOf = (entry) => new Promise((resolve, reject) => entry.file(resolve, reject));

async function opened(entry) {
  const reader = entry.createReader();
  const found = new Map();
  // A browser gives about a hundred at a time, and an empty list at the end.
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return found;
    for (const one of some) found.set(one.name, one);
  }
}
