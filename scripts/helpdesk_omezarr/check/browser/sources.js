// From what a reader gave (files, something dropped, an address, a text) to a store.

import { meant, Remote } from "./address.js";
import { bytesOf, Dropped, fromFiles } from "./folder.js";
import { DOCUMENTS } from "./nodes.js";
import { documentsOf } from "./pasted.js";
import { Trouble } from "./trouble.js";
import { fromZip } from "./zip.js";

const TIFF = [/^II[*+]\0/, /^MM\0[*+]/];
const PACKED = [/^\x1f\x8b/, /^BZh/, /^\xfd7zXZ/];

/** The store in the files of a folder's picker, or in a single file. */
export async function fromPicked(list) {
  const files = [...list];
  if (!files.length) throw new Trouble("empty", "");
  const inFolder = files.some((file) => file.webkitRelativePath);
  if (inFolder) return fromFiles(files.map((file) => [file.webkitRelativePath || file.name, file]));
  return fromFile(files[0]);
}

/** The store in what was dropped: the entry of a folder, or a file. */
export async function fromDropped({ entry, file }) {
  if (entry?.isDirectory) return new Dropped(entry);
  if (file) return fromFile(file);
  throw new Trouble("file", "Nothing that can be read was dropped: drop a folder or a file.");
}

/** The store in a ZIP file, or the metadata document itself. Throws a `Trouble` with the code of a door. */
export async function fromFile(file) {
  const { name } = file;
  if (DOCUMENTS.includes(name) || /\.json$/i.test(name)) return fromText(await file.text());
  // One character for each byte; the decoder of browsers for latin1 is that of windows-1252, where some differ.
  const head = String.fromCharCode(...(await bytesOf(file, { start: 0, end: 300 })));
  const door = (code) => Object.assign(new Trouble(code, "", name), { door: true });
  if (TIFF.some((sign) => sign.test(head))) throw door("tiff");
  if (head.startsWith("version https://git-lfs")) throw door("lfs-file");
  if (/\.(zip|ozx)$/i.test(name)) return entered(await fromZip(file, name), name);
  if (head.startsWith("PK")) throw door("zip-named");
  if (PACKED.some((sign) => sign.test(head)) || head.slice(257, 262) === "ustar") throw door("packed");
  throw door(/^\x89HDF/.test(head) ? "hdf5" : "file");
}

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
  throw new Trouble("zip-address", `${store.name} is a ZIP file on a server: download it, and choose the file here`);
}
