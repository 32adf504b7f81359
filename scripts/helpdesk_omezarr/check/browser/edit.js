// The editor: documents come from the address, are judged while they are typed, and go back into the address.

import { copy } from "./copying.js";
import { make } from "./dom.js";
import { isPacked, packed } from "./edit-address.js";
import { Area } from "./edit-area.js";
import { judged } from "./edit-judge.js";
import { changed, isMeant, opened } from "./edit-sources.js";
import { treeOf } from "./edit-tree.js";
import { marksOf, showNothing, showResult, showTrouble } from "./edit-view.js";
import { load } from "./known.js";
import { documentsOf } from "./pasted.js";

const PAUSE = 250; // ms without a key, after which the text is judged and kept
const MOST_IN_LINK = 60000; // characters of a fragment; longer ones break in programs that send them
const BARE = location.pathname;
const EMPTY = "Nothing to check yet: paste metadata, or type.";
const NEW = { documents: { "zarr.json": "" }, open: "zarr.json", from: "", origin: null, edited: false };

const root = document.getElementById("edit");
const find = (name) => document.getElementById(`edit-${name}`);
const area = new Area(find("document"), find("lines"), typed);
let now = { ...NEW };
let findings = [];
let turn = 0; // counts what was opened or typed
let timer;
let isKept = true;

function typed(text) {
  now.documents = { ...now.documents, [now.open]: text };
  now.edited = true;
  isKept = false;
  delete find("result").dataset.status;
  turn++;
  clearTimeout(timer);
  timer = setTimeout(() => Promise.all([judge(), keep()]), PAUSE);
}

/** Text that was pasted into the empty editor is of that document which its content shows. */
function nameAlone() {
  const paths = Object.keys(now.documents);
  if (paths.length !== 1 || now.from) return;
  const text = now.documents[paths[0]];
  const name = Object.keys(documentsOf(text)).at(-1);
  if (name === paths[0] || !text.trim()) return;
  Object.assign(now, { documents: { [name]: text }, open: name });
}

async function judge() {
  const mine = turn;
  nameAlone();
  frame();
  if (Object.values(now.documents).every((text) => !text.trim())) {
    findings = [];
    frame();
    showNothing(EMPTY);
    return;
  }
  try {
    const [result, data] = await Promise.all([judged(now.documents, root.dataset.root), load(root.dataset.root)]);
    if (!result || mine !== turn) return;
    findings = result.findings;
    frame();
    showResult(result, data, root.dataset.root, go);
  } catch (error) {
    if (mine !== turn) return;
    findings = [];
    frame();
    showTrouble(error);
  }
}

/** What stands around the text: the tree, the name of the document, the marks, where it comes from. */
function frame() {
  const errors = new Map();
  for (const { document } of findings) errors.set(document, (errors.get(document) ?? 0) + 1);
  const focused = document.activeElement?.dataset.path;
  const tree = treeOf(now.documents, now.open, errors, choose);
  find("tree").replaceChildren(tree);
  if (focused) tree.querySelector(`[data-path="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  find("label").textContent = now.open;
  area.mark(marksOf(findings, now.open));
  find("reset").disabled = !now.edited;
  find("origin").replaceChildren(...originOf(now));
}

function originOf({ origin, edited }) {
  if (!origin) return [];
  const { kind, title, url, version, side, sides } = origin;
  const other = side === "yours" ? "corrected" : "yours";
  return [
    `${kind}: `,
    make("a", { href: url }, title),
    `, OME-Zarr ${version}`,
    side && [`, ${side} (`, make("a", { href: sides[other] }, `show ${other}`), ")"],
    edited && ", changed here",
    ".",
  ]
    .flat(2)
    .filter(Boolean);
}

function choose(path) {
  now.open = path;
  area.show(now.documents[path]);
  frame();
  isKept = false;
  keep();
}

function go(finding) {
  if (now.open !== finding.document) choose(finding.document);
  area.go(finding.at);
}

/** Keep what is shown in the address; what is too long for one, in this place of the tab's history. */
async function keep() {
  const { documents, open, from, edited } = now;
  const mine = turn;
  const fragment = edited || !from ? await packed({ documents, open, from: isPacked(from) ? "" : from }) : opening(from, open);
  if (mine !== turn || now.open !== open) return;
  find("told").textContent = "";
  if (fragment.length <= MOST_IN_LINK) history.replaceState(null, "", fragment);
  else {
    remember();
    find("told").textContent = "This is too long for a link. It stays in this tab.";
  }
  isKept = true;
}

function opening(from, open) {
  if (isPacked(from)) return from;
  const parts = new URLSearchParams(from.slice(1));
  parts.set("open", open);
  return `#${String(parts).replaceAll("%2F", "/")}`;
}

function remember() {
  const { documents, open, from } = now;
  try {
    history.replaceState({ edit: { documents, open, from } }, "", from || BARE);
  } catch {
    find("told").textContent = "This is too long to be kept: copy it before you leave.";
  }
}

async function brought(kept, fragment) {
  if (kept) return { ...(await changed(kept, "", root.dataset.root)), edited: true };
  return fragment.length > 1 ? opened(fragment, root.dataset.root) : { ...NEW };
}

/** Show what the address, or the history of this tab, brings. */
async function arrive() {
  const mine = ++turn;
  const kept = history.state?.edit;
  const fragment = location.hash;
  if (!kept && fragment.length > 1 && !isMeant(fragment)) {
    // A place on this page: the address goes on to carry the text.
    if (now.edited) keep();
    return;
  }
  area.text.readOnly = true;
  try {
    const given = await brought(kept, fragment);
    if (mine !== turn) return;
    now = given;
    findings = [];
    isKept = true;
    area.show(now.documents[now.open]);
    frame();
    await judge();
  } catch (error) {
    if (mine === turn) showTrouble(error);
  } finally {
    area.text.readOnly = false;
  }
}

find("reset").addEventListener("click", async () => {
  clearTimeout(timer);
  await keep();
  // What was typed stays one step back.
  history.pushState(null, "", now.from || BARE);
  await arrive();
  area.text.focus();
});
find("copy").addEventListener("click", async ({ currentTarget }) => {
  clearTimeout(timer);
  await Promise.all([keep(), judge()]);
  if (history.state?.edit) return;
  await copy(location.href, currentTarget, find("told"), "Copied: the link brings this text.", "Link");
});
addEventListener("popstate", arrive);
addEventListener("pagehide", () => isKept || remember());
addEventListener("beforeprint", () => {
  find("print").textContent = area.value.slice(0, 200000);
});

// A link from a page names what to open behind the question mark; the text of the reader will stand behind the other.
if (isMeant(location.search.slice(1))) history.replaceState(history.state, "", `${BARE}#${location.search.slice(1)}`);
area.show("");
frame();
arrive();
