// The OME-XML of a collection: https://ngff.openmicroscopy.org/0.5/index.html#bf2raw-details. The page parses it, as
// workers cannot; the worker compares.

import { join, listAt, mappings } from "./nodes.js";

const FILE = "OME/METADATA.ome.xml";
const MOST_BYTES = 16 << 20;

/** For the page: `{broken}`, or `{images: [{y, x}], stored}` of the XML in `bytes`. */
export function readXml(bytes) {
  const document = new DOMParser().parseFromString(new TextDecoder().decode(bytes), "application/xml");
  const broken = document.querySelector("parsererror");
  if (broken) return { broken: broken.textContent.replace(/\s+/g, " ").slice(0, 200) };
  const named = (parent, name) => [...(parent?.children ?? [])].filter(({ localName }) => localName === name);
  const images = named(document.documentElement, "Image");
  const pixels = images.map((image) => named(image, "Pixels"));
  const size = (one, name) => one[0]?.getAttribute(name) ?? null;
  const stored = pixels.flat().some((one) => named(one, "TiffData").length || named(one, "BinData").length);
  return { images: pixels.map((one) => (one.length ? { y: size(one, "SizeY"), x: size(one, "SizeX") } : null)), stored };
}

/** The views of the collection in `store`, and of its XML, as stores/ome_xml.py describes them. */
export async function collectionViews(nodes, store) {
  const [top] = nodes;
  if (!top?.kinds.includes("bioformats2raw") || top.kinds.includes("plate")) return [];
  const at = new Map(nodes.map((node) => [node.path, node]));
  const paths = listAt(at.get("OME")?.ome, "series").filter((path) => typeof path === "string");
  const numbered = nodes
    .filter(({ path, kinds }) => /^\d+$/.test(path) && kinds.includes("image"))
    .map(({ path }) => path)
    .sort((a, b) => a - b);
  const isCounted = paths.length || numbered.every((path, i) => path === String(i));
  const view = (kind, value, document) => ({ kind, node: top, value, document, starts: {} });
  const found = [view("collection", { uncounted: isCounted ? "" : numbered.join(", ") }, top.document)];
  const xml = store.lists && (await store.xml(FILE, MOST_BYTES));
  return xml ? [...found, view("xml", compared(xml, at, paths.length ? paths : numbered), FILE)] : found;
}

function compared({ broken, images, stored }, at, paths) {
  if (broken) return { broken };
  const wrong = images.length === paths.length ? paths.filter((path, i) => !fits(at, path, images[i])) : [];
  return { elements: images.length, images: paths.length, misfits: wrong.join(", "), stored };
}

function fits(at, path, pixels) {
  const datasets = mappings(at.get(path)?.ome.multiscales).flatMap((multiscale) => mappings(multiscale.datasets));
  const level = datasets.find((dataset) => typeof dataset.path === "string");
  const array = level && at.get(join(path, level.path))?.array;
  if (!array || !pixels?.y || !pixels.x) return true;
  return listAt(array, "shape").slice(-2).map(String).join() === `${pixels.y},${pixels.x}`;
}
