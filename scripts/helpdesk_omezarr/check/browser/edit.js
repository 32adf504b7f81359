// The editor: documents come from the address, are judged while they are typed, and go back into the address.

import { copy } from "./copying.js";
import { make } from "./dom.js";
import { Area } from "./edit-area.js";
import { judged } from "./edit-judge.js";
import { BARE, keep, keepAtOnce, kept } from "./edit-keep.js";
import { changed, isMeant, opened } from "./edit-sources.js";
import { treeOf } from "./edit-tree.js";
import { marksOf, showNothing, showResult, showTrouble } from "./edit-view.js";
import { load } from "./known.js";
import { documentsOf } from "./pasted.js";

const PAUSE = 250; // ms without a key, after which the text is judged and kept
const EMPTY = "Nothing to check yet: paste metadata, or type.";
const UNSEEN = "This page cannot see this mistake. Its own page says which validator does.";
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
  timer = setTimeout(() => Promise.all([judge(), save()]), PAUSE);
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
    showResult(isUnseen(now) ? { ...result, notes: [UNSEEN, ...result.notes] } : result, data, root.dataset.root, go);
  } catch (error) {
    if (mine !== turn) return;
    findings = [];
    frame();
    showTrouble(error);
  }
}

/** A mistake that needs another judge than those of this page, such as a program that reads pixels. */
const isUnseen = ({ origin, edited }) =>
  origin?.side === "yours" && !edited && !findings.some(({ page }) => page === origin.page);

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
  save();
}

function go(finding) {
  if (now.open !== finding.document) choose(finding.document);
  area.go(finding.at);
}

async function save() {
  const mine = turn;
  const { open } = now;
  const isOver = () => mine !== turn || open !== now.open;
  const told = await keep(now, isOver);
  if (isOver()) return;
  find("told").textContent = told;
  isKept = true;
}

async function brought(mine, fragment) {
  if (mine) return { ...(await changed(mine, "", root.dataset.root)), edited: true };
  return fragment.length > 1 ? opened(fragment, root.dataset.root) : { ...NEW };
}

/** Show what the address, or the history of this tab, brings. */
async function arrive() {
  const mine = ++turn;
  const own = kept();
  const fragment = location.hash;
  if (!own && fragment.length > 1 && !isMeant(fragment)) {
    // A place on this page: the address goes on to carry the text.
    if (now.edited) save();
    return;
  }
  delete find("result").dataset.status;
  area.text.readOnly = true;
  try {
    const given = await brought(own, fragment);
    if (mine !== turn) return;
    now = given;
    findings = [];
    isKept = !own;
    area.show(now.documents[now.open]);
    frame();
    root.classList.add("here");
    if (own) save();
    await judge();
  } catch (error) {
    if (mine === turn) showTrouble(error);
  } finally {
    area.text.readOnly = false;
    root.classList.add("here");
  }
}

find("reset").addEventListener("click", async () => {
  clearTimeout(timer);
  await save();
  // What was typed stays one step back.
  history.pushState(null, "", now.from || BARE);
  await arrive();
  area.text.focus();
});
find("copy").addEventListener("click", async ({ currentTarget }) => {
  clearTimeout(timer);
  await Promise.all([save(), judge()]);
  if (history.state?.edit) return;
  await copy(location.href, currentTarget, find("told"), "Copied: the link brings this text.", "Link");
});
addEventListener("popstate", arrive);
addEventListener("pagehide", () => isKept || keepAtOnce(now));
addEventListener("beforeprint", () => {
  find("print").textContent = area.value.slice(0, 200000);
});

// A link from a page names what to open behind the question mark; the text of the reader will stand behind the other.
if (isMeant(location.search.slice(1))) history.replaceState(history.state, "", `${BARE}#${location.search.slice(1)}`);
area.show("");
frame();
arrive();
