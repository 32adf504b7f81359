// Shows what a store is: its picture on request, images with their sizes and channels, a plate, the tree.

import { make, number, plural, size, table } from "./dom.js";
import { showPicture } from "./view-picture.js";

const MOST_ROWS = 40;
const SHORT = { micrometer: "µm", nanometer: "nm", millimeter: "mm", angstrom: "Å", second: "s", millisecond: "ms" };
const TERMS = {
  array: "array",
  group: "zarr-group",
  plate: "plate",
  well: "well",
  scene: "scene",
  bioformats2raw: "bioformats2raw-layout",
  series: "bioformats2raw-layout",
  labels: "labels",
  label: "image-label",
  image: "multiscales",
};
const NAMES = {
  array: "array",
  group: "group",
  plate: "plate",
  well: "well",
  scene: "scene",
  bioformats2raw: "collection",
  series: "list of images",
  labels: "list of labels",
  label: "label image",
  image: "image",
};

const times = (list) => list.map(number).join(" x ");

export function showStore(description, store, root) {
  const { images, more, plate, tree, picture } = description;
  const shown = images.slice(0, 6);
  const rest = more + images.length - shown.length;
  return [
    ...(picture && !store.text ? [showPicture(picture, store)] : []),
    ...(plate ? plateOf(plate) : []),
    ...shown.flatMap((image) => imageOf(image)),
    ...(rest > 0 ? [make("p", {}, `And ${plural(rest, "image")} more.`)] : []),
    treeOf(tree, root),
  ];
}

function imageOf({ path, label, name, axes, levels, channels, colors }) {
  const what = label ? "Label image" : "Image";
  const heads = [
    "Level",
    "Size",
    ...(levels.some(({ pixel }) => pixel) ? ["Pixel size"] : []),
    "Type",
    "Chunks",
    ...(levels.some(({ shards }) => shards) ? ["Shards"] : []),
    "Files",
  ];
  const rows = levels.slice(0, MOST_ROWS).map((level) => levelRow(level, axes, heads));
  const order = axes
    .map(({ name, type, unit }) => `${name}${type || unit ? ` (${[type, unit].filter(Boolean).join(", ")})` : ""}`)
    .join(", ");
  return [
    make("h3", {}, `${what} `, make("code", {}, path || "at the top"), name && ` "${name.slice(0, 200)}"`),
    make("p", {}, axes.length ? `Axes: ${order}.` : "No axes can be read."),
    ...(levels.length ? [table("Levels, the sizes in the order of the axes", heads, rows, "levels")] : []),
    ...(channels.length ? [channelList(channels)] : []),
    ...(label
      ? [
          make(
            "p",
            {},
            colors.length ? `Colors are given for ${plural(colors.length, "label")}.` : "No colors are given for the labels.",
          ),
        ]
      : []),
  ];
}

function levelRow({ path, shape, pixel, dtype, chunks, shards, files, stored }, axes, heads) {
  const cells = { Level: make("code", {}, path), Size: shape ? times(shape) : "cannot be read" };
  cells["Pixel size"] = pixel
    ? pixel.map((one, i) => `${number(one)} ${SHORT[axes[i]?.unit] ?? axes[i]?.unit ?? ""}`.trim()).join(" x ")
    : "";
  cells.Type = dtype ?? "";
  cells.Chunks = chunks ? times(chunks) : "";
  cells.Shards = shards ? times(shards) : "";
  cells.Files = fileCount(files, stored);
  return heads.map((head) => cells[head]);
}

function fileCount(files, stored) {
  const most = Number.isFinite(files) ? number(files) : "";
  if (!stored) return most && `up to ${most}`;
  const bytes = typeof stored.bytes === "number" ? `, ${size(stored.bytes)}` : "";
  return `${stored.more ? "more than " : ""}${number(stored.files)}${most ? ` of ${most}` : ""}${bytes}`;
}

function channelList(channels) {
  const items = channels.slice(0, MOST_ROWS).map(({ label, color, window, active }, i) => {
    const swatch = make("canvas", { class: "swatch", width: 14, height: 14, "aria-hidden": "true" });
    if (color) {
      const brush = swatch.getContext("2d");
      brush.fillStyle = `#${color}`;
      brush.fillRect(0, 0, 14, 14);
    }
    const told = [
      color ? `color ${color}` : "no color",
      window.length === 2 && `shown from ${number(window[0])} to ${number(window[1])}`,
      !active && "off",
    ]
      .filter(Boolean)
      .join(", ");
    return make("li", {}, swatch, " ", make("strong", {}, label || `channel ${i}`), `: ${told}`);
  });
  return make(
    "div",
    {},
    make("p", { class: "part" }, plural(channels.length, "channel"), ":"),
    make("ul", { class: "channels" }, items),
  );
}

function plateOf({ name, rows, columns, wells, found }) {
  if (!rows.length || !columns.length) return [];
  const missing = Object.values(found).filter(({ there }) => !there).length;
  const cells = rows.map((row) => [row, ...columns.map((column) => wellCell(found[`${row}/${column}`], `${row}/${column}`))]);
  const told = `${plural(wells, "well")} listed${missing ? `, ${missing} of them absent` : ""}. A number is the count of fields.`;
  return [
    make("h3", {}, "Plate", name && ` "${name.slice(0, 200)}"`),
    make("p", {}, told),
    table(`Wells of the plate`, ["Row", ...columns], cells, "plate"),
  ];
}

function wellCell(well, path) {
  if (!well) return make("span", { class: "well none" }, make("span", { class: "visually-hidden" }, "not listed"));
  if (!well.there)
    return make(
      "span",
      { class: "well absent", title: `${path} is absent` },
      "×",
      make("span", { class: "visually-hidden" }, "absent"),
    );
  return make("span", { class: "well", title: path }, well.fields);
}

function treeOf(lines, root) {
  const top = make("ul", { class: "tree" });
  const open = [{ depth: -1, list: top }];
  for (const { depth, name, kind, path, shape, dtype, more } of lines) {
    if (more) {
      top.append(make("li", {}, `and ${number(more)} more`));
      continue;
    }
    while (open.at(-1).depth >= depth) open.pop();
    const above = open.at(-1);
    above.list ??= above.item.appendChild(make("ul"));
    const term = make("a", { href: `${root}glossary/${TERMS[kind]}.html` }, NAMES[kind]);
    const item = make(
      "li",
      {},
      make("code", {}, path === "" ? "(top)" : name),
      " ",
      term,
      shape ? ` ${times(shape)} ${dtype}` : "",
    );
    above.list.append(item);
    open.push({ depth, item });
  }
  return make("details", { class: "store-tree", open: lines.length <= 30 }, make("summary", {}, "Groups and arrays"), top);
}
