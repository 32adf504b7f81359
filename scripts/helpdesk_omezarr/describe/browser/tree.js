// What lies on the disk: folders, documents, and the files of each array, counted.

import { make, number, plural, size } from "../check/dom.js";
import { sizeOf, stored } from "./arrays.js";
import { rowName } from "./plan.js";

const by = (numbers) => numbers.map((one) => number(one)).join(" × ");

/** A nested list. Of a plate the first field stands for all. */
export function treeOf(store) {
  const { plan } = store;
  const image = folder(store, "");
  if (!plan.plate) return list([item(store.name, "", image)]);
  const { rows, columns, fields } = plan.plate;
  const each = (name, more, what) => (more > 1 ? `like ${plural(more - 1, what)} more` : "");
  const field = item("0", each("0", fields, "field"), image);
  const well = item("1", each("1", columns, "well"), [...names(store.well), field]);
  const row = item(rowName(0), each("A", rows, "row"), [...names(store.bare), well]);
  return list([item(store.name, `${plural(rows * columns, "well")}, ${plural(store.fields, "field")}`, [...names(store.top), row])]);
}

const list = (items) => make("ul", {}, items);
const item = (name, told, inside) =>
  make("li", {}, make("span", { class: "name" }, `${name}${inside ? "/" : ""}`), told && make("span", { class: "told" }, told), inside?.length ? list(inside) : null);
const names = (documents) => Object.keys(documents).map((name) => item(name, ""));

/** The items of what lies in the folder `path` of an image. */
function folder(store, path) {
  const begin = path ? `${path}/` : "";
  const inside = [...new Set([...store.image.keys()].filter((one) => one.startsWith(begin)).map((one) => one.slice(begin.length).split("/")[0]))];
  const [files, folders] = [inside.filter((name) => store.image.has(begin + name)), inside.filter((name) => !store.image.has(begin + name))];
  const items = files.sort().map((name) => item(name, ""));
  for (const name of folders.sort()) {
    const place = begin + name;
    items.push(store.arrays.has(place) ? array(name, folder(store, place), store.arrays.get(place)) : item(name, "", folder(store, place)));
  }
  return items;
}

function array(name, documents, { plan, level }) {
  const { files, bytes, fileBytes } = sizeOf(plan, level);
  const { chunk, shard } = stored(plan, level);
  const what = shard ? `shard files of ${by(shard)}, in chunks of ${by(chunk)}` : `chunk files of ${by(chunk)}`;
  const told = `${by(plan.shapes[level])} pixels, ${plan.type}`;
  const chunks = make(
    "li",
    {},
    make("span", { class: "files" }, `${number(files)} ${files === 1 ? what.replace("files", "file") : what}`),
    make("span", { class: "told" }, `at most ${size(fileBytes)}${files > 1 ? ` each, ${size(bytes)} together` : ""}`),
  );
  return item(name, told, [...documents, chunks]);
}
