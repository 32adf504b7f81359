// Stores in a ZIP file (https://ngff.openmicroscopy.org/rfc/9/index.html). Its directory is read from the end of the
// file, and of the rest only what is asked for; nothing is unpacked to a disk.

import { bytesOf } from "./folder.js";
import { Trouble } from "./trouble.js";
import { nameOf } from "./zip-names.js";

const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const ENTRY = 0x02014b50;
const MOST_DIRECTORY = 64 << 20; // bytes
const MOST_UNPACKED = 256 << 20; // bytes of one file
const MOST_BOMB = 1 << 30; // bytes that come out of much fewer
const FULL = 0xffffffff;
const SMALL = 1 << 20; // bytes
const HEADER = 1024; // bytes of a name and extra fields, mostly

/** Pairs of a path and something like a blob, which is unpacked when it is read. Throws `Trouble`. */
export async function fromZip(blob, name) {
  const files = (await directory(blob, name)).filter(({ path }) => !path.endsWith("/") && !path.startsWith("__MACOSX/"));
  if (files.some(({ encrypted }) => encrypted))
    throw new Trouble("zip-password", { name });
  const [packed, unpacked] = ["packed", "size"].map((key) => files.reduce((sum, file) => sum + file[key], 0));
  if (unpacked > MOST_BOMB && unpacked > 100 * packed)
    throw new Trouble("zip-bomb", { name });
  return files.map((entry) => [entry.path, new Packed(blob, entry)]);
}

/** All entries of the ZIP file: `{path, method, packed, size, at}`. */
async function directory(blob, name) {
  const tail = await bytesOf(blob, { start: -Math.min(blob.size, 65557) });
  const view = new DataView(tail.buffer);
  let at = tail.length - 22;
  while (at >= 0 && view.getUint32(at, true) !== END) at--;
  if (at < 0) throw notZip(name);
  let place = { count: view.getUint16(at + 10, true), size: view.getUint32(at + 12, true), start: view.getUint32(at + 16, true) };
  if (place.count === 0xffff || place.size === FULL || place.start === FULL)
    place =
      at >= 20 && view.getUint32(at - 20, true) === LOCATOR64
        ? await place64(blob, view.getBigUint64(at - 12, true), name)
        : place;
  if (place.size > MOST_DIRECTORY) throw new Trouble("zip-large", { name });
  const bytes = await bytesOf(blob, { start: place.start, end: place.start + place.size });
  if (bytes.length < place.size) throw notZip(name);
  return [...entries(bytes, place.count, name)];
}

async function place64(blob, at, name) {
  const bytes = await bytesOf(blob, { start: Number(at), end: Number(at) + 56 });
  const view = new DataView(bytes.buffer);
  if (bytes.length < 56 || view.getUint32(0, true) !== END64) throw notZip(name);
  const [count, size, start] = [32, 40, 48].map((place) => Number(view.getBigUint64(place, true)));
  return { count, size, start };
}

function* entries(bytes, count, name) {
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) throw notZip(name);
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const text = bytes.subarray(at + 46, at + 46 + nameLength);
    const extra = extraFields(bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength));
    const entry = {
      path: nameOf(text, Boolean(flags & 0x800), extra),
      method,
      encrypted: Boolean(flags & 1),
    };
    Object.assign(entry, {
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    large(entry, extra);
    yield entry;
    at += 46 + nameLength + extraLength + noteLength;
  }
}

/** Pairs of a number and the bytes of an extra field. */
function extraFields(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4 + view.getUint16(at + 2, true))
    found.push([view.getUint16(at, true), bytes.subarray(at + 4, at + 4 + view.getUint16(at + 2, true))]);
  return found;
}

/** Sizes above 4 GiB stand in the extra field 1, in this order, and only those that are needed. */
function large(entry, extra) {
  const bytes = extra.find(([number]) => number === 1)?.[1];
  if (!bytes) return;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let place = 0;
  for (const key of ["size", "packed", "at"]) {
    if (entry[key] !== FULL || place + 8 > bytes.length) continue;
    entry[key] = Number(view.getBigUint64(place, true));
    place += 8;
  }
}

/** A blob-like of one file in the ZIP file: `size`, `name`, and `slice` by bytes of what it unpacks to. */
class Packed {
  constructor(blob, entry, range) {
    Object.assign(this, { blob, entry, range, name: entry.path, size: entry.size });
  }

  slice(start = 0, end = this.size) {
    return new Packed(this.blob, this.entry, { start, end });
  }

  async arrayBuffer() {
    const { path, method, packed, size, at } = this.entry;
    if (size > MOST_UNPACKED && (method || !this.range)) throw new Trouble("zip-file-large", { name: path });
    // A small file comes with its header: on a server, that is one request instead of two.
    const whole = packed <= SMALL ? new Blob([await this.blob.slice(at, at + 30 + HEADER + packed).arrayBuffer()]) : null;
    const file = whole ?? this.blob.slice(at);
    const head = new DataView(await file.slice(0, 30).arrayBuffer());
    if (head.byteLength < 30 || head.getUint32(0, true) !== 0x04034b50) throw new Trouble("zip-file-damaged", { name: path });
    const before = 30 + head.getUint16(26, true) + head.getUint16(28, true);
    const place = before <= 30 + HEADER ? file : this.blob.slice(at);
    const { start: from, end: to } = this.range ?? { start: 0, end: size };
    if (method === 0) return place.slice(before + from, before + Math.min(to, packed)).arrayBuffer();
    if (method !== 8) throw new Trouble("zip-method", { name: path, method });
    return (await inflated(place.slice(before, before + packed), size, path)).slice(from, to);
  }
}

/** The bytes of `blob`, deflated; no more than its directory says, so that a bomb ends early. */
async function inflated(blob, size, path) {
  const target = new Uint8Array(size);
  let length = 0;
  const reader = blob.stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  try {
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      if (length + value.length > size) throw new RangeError();
      target.set(value, length);
      length += value.length;
    }
  } catch {
    reader.cancel().catch(() => {});
    throw new Trouble("zip-file-damaged", { name: path });
  }
  return target.buffer;
}

const notZip = (name) => new Trouble("zip-damaged", { name });
