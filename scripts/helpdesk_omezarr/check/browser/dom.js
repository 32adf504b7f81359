// Elements made from plain values: text stays text, whatever a store calls its parts.

/** An element. `attributes` with a value of false or null are left out; members are nodes or texts. */
export function make(name, attributes = {}, ...members) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value === true ? "" : value);
  element.append(...members.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== false));
  return element;
}

/** A table in a box that scrolls by itself. `rows` hold nodes or texts; the first cell of each names the row. */
export function table(caption, heads, rows, name) {
  const head = make(
    "thead",
    {},
    make(
      "tr",
      {},
      heads.map((one) => make("th", { scope: "col" }, one)),
    ),
  );
  const body = rows.map(([first, ...rest]) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, first),
      rest.map((one) => make("td", {}, one)),
    ),
  );
  return make(
    "div",
    { class: "pst-scrollable-table-container scroll", tabindex: "0", role: "group", "aria-label": caption },
    make("table", { class: name }, make("caption", {}, caption), head, make("tbody", {}, body)),
  );
}

/** `1,234.5`, with up to six digits after the point. A format of Intl costs a phone more time than the rest of a page. */
export const number = (value) => {
  if (!Number.isFinite(value)) return String(value).replace("Infinity", "∞");
  const [whole, part] = String(Number(value.toFixed(6))).split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? `.${part}` : "");
};
export const plural = (count, word) => `${number(count)} ${word}${count === 1 ? "" : "s"}`;

/** `1.2 MiB` */
export function size(bytes) {
  for (const unit of ["bytes", "KiB", "MiB", "GiB"]) {
    if (bytes < 1024) return `${unit === "bytes" ? bytes : bytes.toFixed(1)} ${unit}`;
    bytes /= 1024;
  }
  return `${bytes.toFixed(1)} TiB`;
}
