// From what a reader gave (files, something dropped, an address, a text) to a store.

import { meant, Remote } from "./address.js";
import { firstDoor } from "./doors.js";
import { bytesOf, Dropped, fromFiles } from "./folder.js";
import { DOCUMENTS } from "./nodes.js";
import { documentsOf } from "./pasted.js";
import { Trouble } from "./trouble.js";
import { fromZip } from "./zip.js";

/** The store in the files of a folder's picker, or in a single file. */
export async function fromPicked(list, data) {
  const files = [...list];
  if (!files.length) throw new Trouble("empty");
  const inFolder = files.some((file) => file.webkitRelativePath);
  if (inFolder) return fromFiles(files.map((file) => [file.webkitRelativePath || file.name, file]));
  return fromFile(files[0], data);
}

/** The store in what was dropped: the entry of a folder, or a file. */
export async function fromDropped({ entry, file }, data) {
  if (entry?.isDirectory) return new Dropped(entry);
  if (file) return fromFile(file, data);
  throw new Trouble("nothing-dropped");
}

/** The store in a ZIP file, or the metadata document itself. Throws a `Trouble` with the code of a door. */
export async function fromFile(file, { doors, signs }) {
  const { name } = file;
  if (DOCUMENTS.includes(name) || /\.json$/i.test(name)) return fromText(await file.text());
  const head = await bytesOf(file, { start: 0, end: 300 });
  const begins = ([at, hex]) => hexOf(head.subarray(at, at + hex.length / 2)) === hex;
  const sign = Object.keys(signs).filter((kind) => signs[kind].some(begins));
  const suffix = /\.[^.]+$/.exec(name)?.[0].toLowerCase() ?? "";
  const door = firstDoor(doors, "file", { sign, suffix }, { name });
  if (door.code) throw new Trouble(door.code, door.words);
  return entered(await fromZip(file, name), name);
}

const hexOf = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** The store of a ZIP file stands at its top, or in the only folder there. */
function entered(pairs, name) {
  const tops = new Set(pairs.map(([path]) => path.split("/")[0]));
  const inFolder = tops.size === 1 && pairs.every(([path]) => path.includes("/"));
  const store = fromFiles(inFolder ? pairs : pairs.map(([path, blob]) => [`${name}/${path}`, blob]));
  const atTop = pairs.map(([path]) => path).filter((path) => DOCUMENTS.includes(path));
  const deflated = pairs.filter(([, { entry }]) => entry.method !== 0).length;
  return Object.assign(store, { name, packing: /\.ozx$/i.test(name) ? { file: name, names: atTop, deflated } : null });
}

/** A store of one group, from its `zarr.json` or `.zattrs`. */
export function fromText(text) {
  const pairs = Object.entries(documentsOf(text)).map(([name, content]) => [`pasted/${name}`, new Blob([content])]);
  return Object.assign(fromFiles(pairs), { name: "the pasted metadata", lists: false, text: true });
}

/** The store at an address, once its server answers. */
export async function fromLink(text, signal) {
  const store = new Remote(meant(text), signal);
  if (!/\.(zip|ozx)$/i.test(store.url.pathname)) return store;
  const packed = entered(await fromZip(await store.file(), store.name), store.name);
  return Object.assign(packed, { address: store.address });
}
