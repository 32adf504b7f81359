// The worker that reads pixels with zarrita, and composes a picture of them. It asks the page for each byte.

import "./quiet.js";
import { askingStore } from "./asking.js";
import { compose, overlay } from "./compose.js";
import { get, open, root, slice } from "./zarrita.js";

const MOST_READ = 10 << 20; // bytes as they are stored
const MOST_PIXELS = 6 << 20; // of one plane, unpacked
const ENOUGH = 200; // pixels along the longer side of a picture

class Trouble extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

self.addEventListener("message", async ({ data }) => {
  if (data.start === undefined) return;
  try {
    const drawn = await draw(askingStore(self, data.start), data.wanted);
    self.postMessage({ drawn }, [drawn.pixels.buffer]);
  } catch (error) {
    const { code, message } = told(error);
    self.postMessage({ trouble: { code, message } });
  }
});

function told(error) {
  if (error.code) return error;
  if (/codec/i.test(error.message))
    return new Trouble(
      "codec",
      `No picture: its chunks are packed with a codec that is missing here (${error.message.slice(0, 200)}).`,
    );
  return new Trouble("pixels", `No picture: its pixels cannot be read (${String(error.message).slice(0, 200)}).`);
}

async function draw(store, { image, labels, format }) {
  const began = performance.now();
  const reader = new Reader(store, format);
  const { level, x, y } = choose(image);
  const shape = level.shape;
  const middle = shape.map((length, i) => (image.axes[i]?.name === "z" ? Math.floor(length / 2) : 0));
  const c = image.axes.findIndex(({ name }) => name === "c");
  const channels = pick(image.channels, c < 0 ? 1 : shape[c]);
  const planes = [];
  for (const channel of channels)
    planes.push(await reader.plane(level.at, shape, middle.with(c < 0 ? x : c, c < 0 ? 0 : channel.index), x, y, level.chunks));
  const [height, width] = [shape[y], shape[x]];
  const pixels = image.label
    ? overlay(new Uint8ClampedArray(width * height * 4), planes[0], width, height, image, 1)
    : compose(planes, channels, width, height);
  const over = [];
  for (const label of labels)
    if (await lay(reader, label, pixels, width, height, middle)) over.push(label.path.split("/").at(-1));
  const names = channels.map(({ label }, i) => label || `channel ${channels[i].index}`);
  const alt = `Level ${level.path} of ${image.path || "the image"}: ${width} x ${height} pixels${image.label ? "" : `, ${names.join(", ")}`}${over.length ? `; labels ${over.join(", ")}` : ""}`;
  return { pixels, width, height, alt, bytes: reader.bytes, ms: performance.now() - began };
}

/** The smallest level that is large enough to look at, else the largest that can be read. */
function choose({ axes, levels }) {
  const readable = levels.filter(({ shape, at }) => shape?.length >= 2 && at !== undefined);
  if (!readable.length) throw new Trouble("no-level", "No picture: none of its levels can be read.");
  const last = readable[0].shape.length;
  const axis = (name, otherwise) => (axes.findIndex((one) => one.name === name) + 1 || otherwise + 1) - 1;
  const [x, y] = [axis("x", last - 1), axis("y", last - 2)];
  if (x === y) throw new Trouble("no-plane", "No picture: it has no axes x and y.");
  const area = ({ shape }) => shape[x] * shape[y];
  const fitting = readable.filter((level) => area(level) <= MOST_PIXELS && area(level) > 0).sort((a, b) => area(a) - area(b));
  if (!fitting.length)
    throw new Trouble(
      "too-large",
      `No picture: its smallest level has ${Math.min(...readable.map(area)).toLocaleString("en-US")} pixels, which is too much for this page.`,
    );
  return { level: fitting.find(({ shape }) => Math.max(shape[x], shape[y]) >= ENOUGH) ?? fitting.at(-1), x, y };
}

/** The channels that are shown: those that are on, or the first three. */
function pick(channels, count) {
  const known = Array.from({ length: Math.min(count, 64) }, (_, index) => ({
    label: "",
    color: "",
    window: [],
    active: true,
    ...channels[index],
    index,
  }));
  const on = known.filter(({ active }) => active).slice(0, 4);
  return channels.length ? (on.length ? on : known.slice(0, 1)) : known.slice(0, 3);
}

async function lay(reader, label, pixels, width, height, middle) {
  const levels = label.levels.filter(({ shape, at }) => shape && at !== undefined);
  const last = levels[0]?.shape.length;
  const level = levels.find(({ shape }) => shape[last - 1] === width && shape[last - 2] === height) ?? levels.at(-1);
  if (!level || level.shape[last - 1] * level.shape[last - 2] > MOST_PIXELS) return false;
  const z = label.axes.findIndex(({ name }) => name === "z");
  const place = level.shape.map((length, i) => (i === z ? Math.floor(length / 2) : 0));
  const plane = await reader.plane(level.at, level.shape, place, last - 1, last - 2, level.chunks);
  overlay(pixels, plane, width, height, { ...label, width: level.shape[last - 1], height: level.shape[last - 2] }, 0.45);
  return true;
}

/** Reads planes through the store of the page, and counts the bytes. */
class Reader {
  constructor(store, format) {
    Object.assign(this, { store, bytes: 0, version: format === 2 ? "v2" : "v3" });
  }

  async get(key, range) {
    const bytes = await this.store.read(key.replace(/^\//, ""), range);
    if (bytes === null) return undefined;
    this.bytes += bytes.length;
    if (this.bytes > MOST_READ) throw new Trouble("too-large", "No picture: more than 10 MB would have to be read for it.");
    return bytes;
  }

  getRange(key, range) {
    return "suffixLength" in range
      ? this.get(key, { start: -range.suffixLength })
      : this.get(key, { start: range.offset, end: range.offset + range.length });
  }

  /** The values of one plane, in rows. */
  async plane(path, shape, at, x, y, chunks) {
    const unpacked = (chunks ?? []).reduce((product, length) => product * length, 1);
    if (unpacked > 64 << 20) throw new Trouble("too-large", "No picture: a single chunk of it has more than 64 million pixels.");
    const array = await open[this.version](root(this).resolve(`/${path}`), { kind: "array" });
    const plane = await get(
      array,
      shape.map((_, i) => (i === x || i === y ? slice(null) : at[i])),
    );
    return x > y ? plane.data : turned(plane.data, shape[x], shape[y]);
  }
}

function turned(data, width, height) {
  const out = new data.constructor(data.length);
  for (let i = 0; i < width; i++) for (let j = 0; j < height; j++) out[j * width + i] = data[i * height + j];
  return out;
}
