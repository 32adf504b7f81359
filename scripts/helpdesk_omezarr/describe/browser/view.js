// Shows what comes out of a description, or that something in it has to be mended first.

import { make, number, plural, size } from "../check/dom.js";
import { highlighted } from "./highlight.js";
import { fileOf } from "./script.js";
import { treeOf } from "./tree.js";
import { json } from "./written.js";

const find = (name) => document.getElementById(`describe-${name}`);

/** The sentence that sums a store up. */
export function summary(store) {
  const { plan } = store;
  const { files, bytes } = store.stored;
  const shape = plan.letters.map((letter, i) => `${letter} ${number(plan.size[i])}`).join(" × ");
  const fields = plan.plate ? `${plural(store.fields, "field")} of ` : "";
  return `OME-Zarr ${plan.version}: ${fields}${shape}, ${plural(plan.levels, "level")}. At most ${size(bytes)} in ${plural(files + store.count, "file")}, before compression.`;
}

export function showProblems(problems, root) {
  const fields = Object.keys(problems);
  find("bar").hidden = false;
  find("out").classList.add("stale");
  const first = root.querySelector(`[data-field="${CSS.escape(fields[0])}"]`);
  const go = make("button", { type: "button" }, "Show me");
  go.addEventListener("click", () => first?.focus());
  const told = `${fields.length === 1 ? "One field has" : `${fields.length} fields have`} to be mended; what is below belongs to what you had before.`;
  find("sum").replaceChildren(told, " ", first ? go : "");
  return told;
}

export function showStore(store, advice, script, refused) {
  find("bar").hidden = find("out").hidden = false;
  find("out").classList.remove("stale");
  find("sum").textContent = summary(store);
  find("tree").replaceChildren(treeOf(store));
  find("advice").replaceChildren(...adviceList(advice));
  find("code").replaceChildren(...highlighted(script));
  find("refused").replaceChildren(...refused);
  find("files").replaceChildren(...inputsOf(store.plan));
  URL.revokeObjectURL(find("save").href);
  find("save").href = URL.createObjectURL(new Blob([script], { type: "text/x-python" }));
  showDocuments(store);
}

/** What the script reads. */
function inputsOf({ source, plate, label, letters, size }) {
  const shape = `${letters.join(", ")} = ${size.map(number).join(" × ")}`;
  const code = (text) => make("code", {}, text);
  const end = fileOf(source, "", "/");
  if (plate) return ["It reads ", code(`fields/A1_0${end}`), ` and so on: row, column and field, ${shape}`, ...(label ? ["; labels from ", code(`fields/A1_0_labels${end}`)] : []), "."];
  return ["It reads ", code(fileOf(source, "pixels", "pixels/")), `, ${shape}`, ...(label ? [", and the labels from ", code(fileOf(source, "labels", "labels/"))] : []), "."];
}

function adviceList(advice) {
  if (!advice.length) return [make("p", { class: "fine" }, "Nothing to add: these are common choices.")];
  return [
    make(
      "ul",
      { class: "findings" },
      advice.map(({ kind, when, title, text, formula, link }) =>
        make(
          "li",
          { class: kind, "data-advice": when },
          make("p", {}, make("strong", {}, title), ". ", text),
          formula && make("p", { class: "formula" }, formula),
          make("p", {}, make("a", { href: link[1] }, link[0])),
        ),
      ),
    ),
  ];
}

let shown; // the store whose documents are in the list

/** The documents of the first field; those of the others are the same. */
function showDocuments(store) {
  shown = store;
  const select = find("document");
  const before = select.value;
  const paths = firstDocuments(store);
  select.replaceChildren(...paths.map((path) => new Option(path, path)));
  if (paths.includes(before)) select.value = before;
  showDocument();
}

export function firstDocuments(store) {
  const paths = [];
  for (const [path] of store.documents()) {
    if (store.plan.plate && path.split("/").length > 3 && !path.startsWith("A/1/0/")) break;
    paths.push(path);
  }
  return paths;
}

export function showDocument() {
  find("json").replaceChildren(...highlighted(json(shown.value(find("document").value))));
}

/** What the judge said, and what it found. */
export function showVerdict({ findings, groups, arrays, some }, version, shown) {
  const place = find("verdict");
  const status = Number(findings.some(({ severity }) => severity === "error"));
  const told = `${status ? "Not valid" : "Valid"} by the rules of ${version}`;
  const of = some ? "the first rows, columns and fields, as the others are like them: " : "";
  const judged = `the official schemas and the rules of this help desk were run on ${of}${plural(groups, "group")} and ${plural(arrays, "array")}.`;
  place.dataset.status = status;
  place.replaceChildren(make("p", { class: `judged judged-${status}` }, make("strong", {}, told), `: ${judged}`), ...shown);
  return told;
}
