// The fields of the form: filled from a description and read back, with what is wrong said at each.

import { make } from "../check/dom.js";
import { LETTERS, MOST_CHANNELS, START } from "./description.js";

const KEYS = ["size", "pixel", "unit", "chunk", "shard"];
const PLAIN = ["type", "levels", "halve", "method", "label", "name"];

export class Form {
  constructor(root, options, changed) {
    this.root = root;
    this.options = options;
    this.colors = options.colors;
    this.channels = [];
    root.addEventListener("input", changed);
    root.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  }

  field(name) {
    return this.root.querySelector(`[data-field="${name}"]`);
  }

  /** Show a description. */
  fill(description) {
    const { version, axes, plate, channels } = description;
    for (const [name, value] of Object.entries({ version, with: description.with, from: description.from }))
      for (const radio of this.root.querySelectorAll(`[name="${name}"]`)) radio.checked = radio.value === value;
    for (const letter of LETTERS) {
      const use = this.root.querySelector(`[data-use="${letter}"]`);
      if (use) use.checked = axes.includes(letter);
      for (const key of KEYS) this.put(`${key}-${letter}`, description[key][letter]);
    }
    for (const key of PLAIN) this.put(key, description[key]);
    for (const key of ["rows", "columns", "fields"]) this.put(key, plate[key]);
    this.channels = structuredClone(channels);
    this.rows = 0;
    this.root.querySelector(".channels .rows").replaceChildren();
  }

  put(name, value) {
    const field = this.field(name);
    if (!field) return;
    // A unit of the address that no list has is kept, so that it can be seen what is wrong with it.
    if (field.tagName === "SELECT" && ![...field.options].some((one) => one.value === value)) field.add(new Option(value, value));
    field.value = value;
  }

  /** What stands in the form, as it was typed. */
  read() {
    const text = (name) => this.field(name)?.value.toWellFormed() ?? "";
    const chosen = (name) => this.root.querySelector(`[name="${name}"]:checked`)?.value ?? START[name];
    const of = (key) => Object.fromEntries(LETTERS.map((letter) => [letter, text(`${key}-${letter}`)]));
    this.keepChannels();
    return {
      version: chosen("version"),
      axes: LETTERS.filter((letter) => this.root.querySelector(`[data-use="${letter}"]`)?.checked ?? true).join(""),
      ...Object.fromEntries(KEYS.map((key) => [key, of(key)])),
      ...Object.fromEntries(PLAIN.map((key) => [key, text(key)])),
      channels: this.channels.slice(0, this.rows),
      plate: { rows: text("rows"), columns: text("columns"), fields: text("fields") },
      with: chosen("with"),
      from: chosen("from"),
    };
  }

  /** Rows for `count` channels. What was typed in a row that is taken away comes back with it. */
  showChannels(count) {
    const wanted = count > MOST_CHANNELS ? 0 : count;
    const many = this.root.querySelector("#describe-many");
    many.hidden = wanted === count;
    many.textContent = `Names and colors can be given for up to ${MOST_CHANNELS} channels here: the script writes none.`;
    const place = this.root.querySelector(".channels .rows");
    while (this.rows > wanted) (place.lastElementChild.remove(), this.rows--);
    while (this.rows < wanted) {
      this.channels[this.rows] ??= { name: "", color: this.colors[this.rows % this.colors.length], end: "" };
      place.append(channelRow(this.rows, this.channels[this.rows]));
      this.rows++;
    }
  }

  keepChannels() {
    for (let i = 0; i < (this.rows ?? 0); i++)
      this.channels[i] = { name: this.field(`name-${i}`).value.toWellFormed(), color: this.field(`color-${i}`).value, end: this.field(`end-${i}`).value };
  }

  /** Show and hide what belongs together, and the sentence at each field that is wrong. */
  mark({ axes, version }, problems) {
    for (const row of this.root.querySelectorAll("[data-axis]")) {
      const off = !axes.includes(row.dataset.axis);
      row.classList.toggle("off", off);
      for (const field of row.querySelectorAll("[data-field]")) field.disabled = off;
    }
    this.root.classList.toggle("no-shards", version === "0.4");
    this.root.querySelector(".channels").hidden = !axes.includes("c");
    this.field("halve").disabled = !axes.includes("z");
    for (const field of this.root.querySelectorAll("[data-field]")) {
      const name = field.dataset.field;
      const place = this.root.querySelector(`#problem-${CSS.escape(name)}`);
      const sentence = problems[name] ?? "";
      if (!place) continue;
      const [key, letter] = name.split("-");
      place.textContent = sentence && KEYS.includes(key) ? `${NAMES[key]} of ${letter}: ${sentence}` : sentence;
      place.hidden = !sentence;
      field.toggleAttribute("aria-invalid", Boolean(sentence));
      if (sentence) field.setAttribute("aria-invalid", "true");
      describedBy(field, place.id, Boolean(sentence));
    }
  }
}

const NAMES = { size: "Size", pixel: "Pixel size", unit: "Unit", chunk: "Chunk", shard: "Shard" };

function describedBy(field, id, wanted) {
  const ids = new Set((field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  if (wanted) ids.add(id);
  else ids.delete(id);
  if (ids.size) field.setAttribute("aria-describedby", [...ids].join(" "));
  else field.removeAttribute("aria-describedby");
}

/** Name, color and brightest value of a channel; the color twice: as digits, and to choose. */
function channelRow(i, { name, color, end }) {
  const input = (field, value, more = {}) => {
    const element = make("input", { "data-field": field, spellcheck: "false", ...more });
    element.value = value;
    return element;
  };
  const picker = make("input", { type: "color", "aria-label": `Choose the color of channel ${i + 1}` });
  const digits = input(`color-${i}`, color, { maxlength: "7" });
  const show = () => /^#?[0-9a-f]{6}$/i.test(digits.value) && (picker.value = `#${digits.value.replace("#", "")}`);
  show();
  picker.addEventListener("input", () => (digits.value = picker.value.slice(1).toUpperCase()));
  digits.addEventListener("input", show);
  const labeled = (text, element) => make("label", {}, make("span", { class: "cell" }, text), element);
  const problem = (field) => make("p", { class: "problem", id: `problem-${field}-${i}`, hidden: true });
  return make(
    "div",
    { class: "channel", role: "group", "aria-label": `Channel ${i + 1}` },
    labeled("Name", input(`name-${i}`, name)),
    make("span", { class: "color" }, labeled("Color", digits), picker),
    labeled("Shown from 0 to", input(`end-${i}`, end, { inputmode: "decimal", placeholder: "largest" })),
    make("div", { class: "problems" }, ["name", "color", "end"].map(problem)),
  );
}
