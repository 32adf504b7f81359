// What may be better in an image, with its numbers. Sentences and thresholds are data: see advice.yaml.

import { number, size as bytesOf } from "../check/dom.js";
import { product, sizeOf } from "./arrays.js";

const times = (numbers) => numbers.map((one) => number(one)).join(" x ");
const round = (value) => String(Number(value.toPrecision(3)));

/** Everything that applies to a plan: `{when, kind, title, text, formula, page}`, those of the greatest weight first. */
export function adviceOf(plan, store, { thresholds, advice }) {
  const found = conditions(plan, store, thresholds);
  const filled = (text, words) => text?.replace(/\{(\w+)\}/g, (_, name) => words[name]);
  return advice
    .filter(({ when }) => found[when])
    .map((one) => ({ ...one, text: filled(one.text, found[one.when]), formula: filled(one.formula, found[one.when]) }))
    .sort((a, b) => Number(b.kind === "warning") - Number(a.kind === "warning"));
}

/** The conditions that hold, each with the words of its sentence. */
function conditions(plan, store, thresholds) {
  return {
    ...ofChunks(plan, thresholds),
    ...ofFiles(plan, store, thresholds),
    ...ofLevels(plan, thresholds),
    ...ofPixels(plan),
    ...ofChannels(plan),
    ...ofMemory(plan, thresholds),
  };
}

/** What a chunk or shard can hold of the image: one that is larger than it is no larger for that. */
const within = (piece, { size }) => piece.map((n, i) => Math.min(n, size[i]));

function ofChunks(plan, { chunk_least, chunk_most, shard_least, shard_most }) {
  const { item, size, shard, letters } = plan;
  const chunk = within(plan.chunk, plan);
  const bytes = product(chunk) * item;
  const words = {
    chunk_words: times(chunk),
    item,
    chunk_bytes: bytesOf(bytes),
    least: decimal(chunk_least.bytes),
    most: decimal(chunk_most.bytes),
  };
  const found = {};
  const whole = chunk.every((n, i) => n === size[i]);
  if (bytes < chunk_least.bytes && !whole) found["chunk-small"] = words;
  if (bytes > chunk_most.bytes) found["chunk-large"] = words;
  if (!shard) return found;
  const piece = within(shard, plan);
  const shardBytes = product(piece) * item;
  const shardWords = { shard_words: times(piece), item, shard_bytes: bytesOf(shardBytes) };
  if (shardBytes < shard_least.bytes && product(piece) < product(size)) found["shard-small"] = shardWords;
  if (shardBytes > shard_most.bytes) found["shard-large"] = shardWords;
  const time = letters.indexOf("t");
  if (time >= 0 && shard[time] > 1) found["shard-time"] = {};
  return found;
}

const decimal = (bytes) => (bytes < 1e6 ? `${bytes / 1e6} MB` : bytes < 1e9 ? `${bytes / 1e6} MB` : `${bytes / 1e9} GB`);

function ofFiles(plan, store, { files: most, shard_least }) {
  const files = store.stored.files + store.count;
  if (files <= most.files) return {};
  const chunks = number(sizeOf(plan, 0).files);
  const of = plan.plate ? `, in each of ${number(store.fields)} fields` : "";
  const grid = plan.size.map((n, i) => `${number(n)} / ${number((plan.shard ?? plan.chunk)[i])}`).join(") x (");
  const formula = `(${grid}), each rounded up = ${chunks} files of the first level${of}`;
  const remedy = plan.shard
    ? "Larger shards hold more chunks in one file."
    : plan.version === "0.4"
      ? "0.5 and 0.6 have shards, which hold many chunks in one file."
      : `Shards hold many chunks in one file: with ${decimal(shard_least.bytes)} in each, about ${number(Math.ceil(store.stored.bytes / shard_least.bytes) + store.count)} files.`;
  return { "files-many": { files: number(files), formula, files_formula: formula, remedy }, ...(plan.version === "0.4" && { "no-shards-yet": {} }) };
}

/** The number of levels until one is no wider than an overview. */
function ofLevels(plan, { overview: { pixels } }) {
  const across = (shape) => Math.max(shape.at(-1), shape.at(-2));
  const longest = across(plan.size);
  const wanted = 1 + Math.max(0, Math.ceil(Math.log2(longest / pixels)));
  const words = { across: number(across(plan.shapes.at(-1))), longest: number(longest), overview: number(pixels), wanted };
  if (plan.levels < wanted) return { "pyramid-missing": words };
  return plan.levels > wanted + 2 ? { "levels-needless": words } : {};
}

function ofPixels({ letters, pixel, unit, axes, levels, halve, size }) {
  const found = {};
  const bare = letters.filter((_, i) => axes[i].type !== "channel" && !unit[i]);
  if (bare.length) found["unit-missing"] = { axes: bare.join(", ") };
  const [x, y, z] = ["x", "y", "z"].map((letter) => pixel[letters.indexOf(letter)]);
  if (x === 1 && y === 1) found["pixel-one"] = {};
  const depth = letters.indexOf("z");
  if (depth < 0 || levels < 2 || unit[depth] !== unit.at(-1)) return found;
  const words = { pixel_z: round(z), pixel_x: round(x), ratio: round(z / x) };
  if (halve === "zyx" && z >= 2 * x) found["z-halved"] = words;
  if (halve === "yx" && z < 2 * x && size[depth] > 1) found["z-not-halved"] = words;
  return found;
}

function ofChannels({ channels, type }) {
  if (!channels) return {};
  const found = {};
  const nameless = channels.flatMap(({ label }, i) => (label.trim() ? [] : [`number ${i + 1}`]));
  if (nameless.length) found["channel-unnamed"] = { channels: nameless.join(", ") };
  const first = channels.find(({ color }, i) => channels.slice(0, i).some((other) => other.color === color));
  const same = channels.flatMap(({ label, color }, i) => (first && color === first.color ? [label.trim() || `number ${i + 1}`] : []));
  if (first) found["color-twice"] = { channels: same.join(", "), color: first.color };
  const wide = channels.find(({ window }) => window.end === window.max && !/^(u?int8|float)/.test(type));
  if (wide) found["window-wide"] = { end: number(wide.window.end) };
  return found;
}

function ofMemory(plan, { memory }) {
  const bytes = product(plan.size) * plan.item;
  if (bytes <= memory.bytes) return {};
  return { memory: { image_bytes: bytesOf(bytes), shape_words: times(plan.size), item: plan.item } };
}
