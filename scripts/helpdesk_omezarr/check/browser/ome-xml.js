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

/** What is wrong with the images of a collection and their elements in the XML. */
export async function xmlFindings(nodes, store) {
  const [top] = nodes;
  if (!top?.kinds.includes("bioformats2raw") || top.kinds.includes("plate")) return [];
  const at = new Map(nodes.map((node) => [node.path, node]));
  const found = [];
  const add = (document, rule, message, page) =>
    found.push({ severity: "error", document, pointer: "", rule, validator: "house", page, message, many: "", value: "" });
  let paths = listAt(at.get("OME")?.ome, "series").filter((path) => typeof path === "string");
  const numbered = nodes
    .filter(({ path, kinds }) => /^\d+$/.test(path) && kinds.includes("image"))
    .map(({ path }) => path)
    .sort((a, b) => a - b);
  if (!paths.length && numbered.some((path, i) => path !== String(i)))
    add(
      top.document,
      "series-numbers",
      `without a list of series the images are 0, 1, 2 and so on, but here they are ${numbered.join(", ")}`,
      "bf2raw-groups-not-counted",
    );
  const xml = store.lists && (await store.xml(FILE, MOST_BYTES));
  if (!xml) return found;
  if (xml.broken) {
    add(FILE, "xml-broken", `the XML cannot be read: ${xml.broken}`, "bf2raw-xml-broken");
    return found;
  }
  paths = paths.length ? paths : numbered;
  const { images, stored } = xml;
  if (images.length !== paths.length)
    add(
      FILE,
      "xml-images",
      `the XML has ${images.length} Image elements, but there are ${paths.length} images`,
      "bf2raw-image-not-in-xml",
    );
  else {
    const wrong = paths.filter((path, i) => !fits(at, path, images[i]));
    if (wrong.length)
      add(
        FILE,
        "xml-order",
        `the sizes in the XML are not those of the images, in this order: ${wrong.join(", ")}`,
        "bf2raw-series-order",
      );
  }
  if (stored)
    add(
      FILE,
      "xml-pixels",
      "Pixels in the XML must contain MetadataOnly: the pixels are in the Zarr arrays",
      "bf2raw-xml-pixels",
    );
  return found;
}

function fits(at, path, pixels) {
  const datasets = mappings(at.get(path)?.ome.multiscales).flatMap((multiscale) => mappings(multiscale.datasets));
  const level = datasets.find((dataset) => typeof dataset.path === "string");
  const array = level && at.get(join(path, level.path))?.array;
  if (!array || !pixels?.y || !pixels.x) return true;
  return listAt(array, "shape").slice(-2).map(String).join() === `${pixels.y},${pixels.x}`;
}
