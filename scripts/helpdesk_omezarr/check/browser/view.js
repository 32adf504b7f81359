// Shows the result of a check.

import { copy } from "./copying.js";
import { make, number, plural } from "./dom.js";
import { MOST_IN_LINK, packed } from "./edit-address.js";
import { showFindings } from "./view-findings.js";
import { showStore } from "./view-store.js";
import { reportOf } from "./report.js";
import { sentence } from "./trouble.js";
import { HEADS, verdict } from "./verdict.js";

const find = (name) => document.getElementById(`check-${name}`);

/** What is going on; the first time with `stop`, which the button calls. An empty text ends it. */
export function showProgress(root, text, stop) {
  const button = find("stop");
  root.setAttribute("aria-busy", String(Boolean(text)));
  if (stop) {
    find("result").hidden = true;
    for (const name of ["status", "ms"]) delete find("result").dataset[name];
    button.hidden = false;
    button.onclick = stop;
  }
  if (text) find("status").textContent = text;
  else button.hidden = true;
}

/** `everything` begins the same check again, with all wells of a plate. */
export function showResult(root, result, store, data, everything) {
  const { status, door, findings, description, name } = result;
  const place = find("result");
  const { head, told } = verdict(result);
  const stated = description?.version && description.version !== result.version ? `states ${description.version}` : "";
  place.replaceChildren(
    make("h2", { class: `verdict-${status}` }, head, ": ", make("span", { class: "name" }, name)),
    ...(description?.sentence && (!door || description.images.length)
      ? [make("p", { class: "lead" }, description.sentence)]
      : []),
    make(
      "p",
      { class: "told" },
      told,
      stated && ` It ${stated}.`,
      ` (${plural(result.groups, "group")}, ${plural(result.arrays, "array")}; ${number(Math.round(result.ms))} ms)`,
    ),
    make("div", { class: "actions" }, ...actions(result, store, data, everything)),
    ...showFindings(findings, data, root.dataset.root, result.documents),
    ...(description ? showStore(description, store, root.dataset.root) : []),
    ...result.notes.map((note) => make("p", { class: "note" }, note)),
    make(
      "p",
      { class: "note" },
      "Checked: the official JSON Schemas and the rules of this help desk. The pixels were not read; ",
      make("code", {}, "helpdesk explain"),
      " asks further validators.",
    ),
  );
  done(status, result.ms, `${head}. ${told}`);
}

/** What went wrong before there was anything to judge. */
export function showTrouble(root, trouble, data, given) {
  const { code = "failed" } = trouble;
  const told = sentence(trouble, data?.doors ?? []);
  const more = code === "cors" ? cors(given) : [];
  find("result").replaceChildren(
    make("h2", { class: "verdict-2" }, code === "stopped" ? "Stopped" : HEADS[2]),
    make("p", { class: "told", "data-code": code }, told),
    ...more,
  );
  done(2, 0, told);
}

function done(status, ms, spoken) {
  const place = find("result");
  place.hidden = false;
  place.dataset.status = status;
  place.dataset.ms = Math.round(ms);
  find("status").textContent = spoken;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "nearest" });
}

/** What the owner of a server has to do, for the reader to send. */
function cors(given) {
  const root = document.getElementById("check").dataset.root;
  return [
    make(
      "p",
      {},
      "Browsers let a page read from another server only where that server allows it. Its owner has to send these headers:",
    ),
    make(
      "pre",
      {},
      make(
        "code",
        {},
        "Access-Control-Allow-Origin: *\nAccess-Control-Allow-Methods: GET, HEAD\nAccess-Control-Allow-Headers: Range",
      ),
    ),
    make(
      "p",
      {},
      make("a", { href: `${root}docs/mistakes/cors-missing.html` }, "More about it"),
      ". On the command line no such permission is needed:",
    ),
    make("pre", {}, make("code", {}, `helpdesk explain "${String(given).replace(/["\\$`]/g, "")}"`)),
  ];
}

function actions(result, store, data, everything) {
  const copied = make("span", { role: "status", class: "copied" });
  const report = make("button", { type: "button" }, "Copy a report");
  report.addEventListener("click", () =>
    copy(
      reportOf(result, data, document.getElementById("check").dataset.root),
      report,
      copied,
      "Copied. Paste it where you ask.",
      "Report",
    ),
  );
  const all = make("button", { type: "button" }, "Look into all wells");
  all.addEventListener("click", everything);
  const shown = [report, ...(result.wells ? [all] : []), ...editor(result), copied];
  if (!store.address) return shown;
  const link = new URL(location.href);
  link.hash = "";
  link.search = new URLSearchParams({ source: store.address });
  return [...shown, make("a", { href: link.href }, "Link to this check")];
}

/** A link that brings the metadata into the editor, once they are packed; none where they are too long for a link. */
function editor({ texts }) {
  const page = document.getElementById("check").dataset.editor;
  if (!page || !texts) return [];
  const link = make("a", { hidden: true }, "Edit the metadata");
  packed({ documents: texts, open: Object.keys(texts)[0] }).then((fragment) => {
    link.href = page + fragment;
    link.hidden = fragment.length > MOST_IN_LINK;
  });
  return [link];
}
