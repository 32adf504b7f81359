// Shows what the judges say about the documents of the editor.

import { make, number } from "./dom.js";
import { readable } from "./groups.js";
import { verdict } from "./verdict.js";
import { showFindings } from "./view-findings.js";

const ORDER = ["error", "warning", "note"];
const find = (name) => document.getElementById(`edit-${name}`);

/** The result of a check with the place of each finding; `go` is called with a finding to show its place. */
export function showResult(result, data, root, go) {
  const { head, told } = verdict(result);
  const { description, findings, status, version, notes } = result;
  show(status, `${head}. ${told}`, [
    make("h2", { class: `verdict-${status}` }, head, version && make("span", { class: "name" }, ` as OME-Zarr ${version}`)),
    ...(description?.sentence ? [make("p", { class: "lead" }, description.sentence)] : []),
    make("p", { class: "told" }, told),
    ...showFindings(findings, data, root, {}, (finding) => placeOf(finding, go)),
    ...notes.map((note) => make("p", { class: "note" }, note)),
  ]);
}

/** Why nothing could be opened or judged. */
export function showTrouble({ message, code = "failed" }) {
  show(2, message, [make("h2", { class: "verdict-2" }, "Cannot tell"), make("p", { class: "told", "data-code": code }, message)]);
}

/** Nothing is there to be judged. */
export function showNothing(sentence) {
  show("", sentence, []);
}

function show(status, spoken, members) {
  const place = find("result");
  place.replaceChildren(...members);
  place.hidden = !members.length;
  if (status === "") delete place.dataset.status;
  else place.dataset.status = status;
  // Said only when it is something else than before.
  if (find("status").textContent !== spoken) find("status").textContent = spoken;
}

function placeOf(finding, go) {
  const { document, pointer, at } = finding;
  const words = [make("code", {}, document), pointer && " ", pointer && make("code", {}, readable(pointer))];
  if (!at) return words;
  const button = make("button", { type: "button", class: "place" }, `Line ${number(at.line)}`);
  button.addEventListener("click", () => go(finding));
  return [button, " ", ...words];
}

/** Line -> the gravest severity there, for the findings about one document. */
export function marksOf(findings, document) {
  const marks = new Map();
  for (const { document: one, at, severity } of findings) {
    if (one !== document || !at) continue;
    const known = marks.get(at.line);
    if (!known || ORDER.indexOf(severity) < ORDER.indexOf(known)) marks.set(at.line, severity);
  }
  return marks;
}
