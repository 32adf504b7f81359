// The page "Describe your image": reads the form, and shows at once what comes out of it.

import { adviceOf } from "./advice.js";
import { fromQuery, START, toQuery } from "./description.js";
import { Store } from "./documents.js";
import { Form } from "./form.js";
import { makePlan } from "./plan.js";
import { scriptOf } from "./script.js";
import { showDocument, showProblems, showStore, showVerdict } from "./view.js";
import { make } from "../check/dom.js";
import { refusal } from "./writers.js";
import { json } from "./written.js";

const root = document.getElementById("describe");
const find = (name) => document.getElementById(`describe-${name}`);
const base = new URL(root.dataset.root, document.baseURI);
const LATER = 300; // ms after which what costs more follows what one types
const DONE = 4000; // ms for which it says that something was copied
const MOST_DOCUMENTS = 5000; // in an address for the editor

let options, form, later, turn;

async function begin() {
  const answer = await fetch(new URL("describe/data.json", base));
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  options = await answer.json();
  form = new Form(root, options, () => update());
  open();
  // A link to another description on this page.
  addEventListener("hashchange", () => location.hash.includes("=") && open());
  find("document").addEventListener("change", showDocument);
  find("reset").addEventListener("click", () => (form.fill(START), notes([]), update()));
  find("link").addEventListener("click", () => copy(location.href, find("copied")));
  find("copy").addEventListener("click", () => copy(find("code").textContent, find("script-copied")));
}

/** Take the description that the address brings. */
function open() {
  const given = location.hash.includes("=") ? location.hash : "";
  const read = fromQuery(given, options.choices);
  form.fill(read.description);
  form.showChannels(Number(read.description.size.c) || 0);
  notes(read.notes);
  // In a task of its own, so that the form answers sooner.
  setTimeout(() => update(Boolean(given)));
}

function notes(sentences) {
  find("notes").replaceChildren(...sentences.map((one) => make("li", {}, one)));
  find("notes").hidden = !sentences.length;
}

function update(keepAddress = true) {
  const count = Number(form.field("size-c").value);
  if (Number.isInteger(count) && count > 0) form.showChannels(count);
  const description = form.read();
  const { plan, problems } = makePlan(description, options);
  form.mark(description, problems);
  clearTimeout(later);
  turn = Symbol("turn");
  if (!plan) {
    const told = showProblems(problems, root);
    later = setTimeout(() => (say(told), remember(description, keepAddress)), LATER);
    return;
  }
  const { chosen, refused } = writerOf(plan);
  const store = new Store(chosen, options);
  const advice = adviceOf(chosen, store, options).map((one) => ({ ...one, link: linked(one.page) }));
  showStore(store, advice, scriptOf(chosen, options), refused);
  const mine = turn;
  later = setTimeout(() => follow(store, mine, description, keepAddress, advice.length), LATER);
}

/** What takes longer: the judge, the link to the editor, the address. */
async function follow(store, mine, description, keepAddress, count) {
  remember(description, keepAddress);
  const { judged } = await import("./verdict.js");
  let told = "";
  try {
    const result = await judged(store, options, root.dataset.root);
    const findings = await shownFindings(result, store);
    if (mine !== turn) return;
    told = showVerdict(result, store.plan.version, findings);
  } catch (error) {
    find("verdict").textContent = `The checker could not be loaded: ${error.message}`;
  }
  await toEditor(store);
  if (mine !== turn) return;
  say(`${find("sum").textContent} ${told}. ${count ? `${count} pieces of advice.` : ""}`);
  root.dataset.done = String(Number(root.dataset.done ?? 0) + 1);
}

/** What was found, as the checker shows it; for most images nothing, so that its scripts are not asked for. */
async function shownFindings({ findings }, store) {
  if (!findings.length) return [];
  const [{ showFindings }, { load }] = await Promise.all([import("../check/view-findings.js"), import("../check/known.js")]);
  const names = [...new Set(findings.map((one) => one.document))];
  const documents = Object.fromEntries(names.map((name) => [name, json(store.value(name))]));
  return showFindings(findings, await load(root.dataset.root), root.dataset.root, documents);
}

const say = (text) => (find("status").textContent = text);

function remember(description, wanted) {
  const query = `#${toQuery(description)}`;
  if (wanted && location.hash !== query) history.replaceState(history.state, "", query);
}

async function toEditor(store) {
  const link = find("edit");
  const many = store.count > MOST_DOCUMENTS;
  link.hidden = many;
  find("edit-told").textContent = many ? `The editor takes up to ${MOST_DOCUMENTS} documents; these are ${store.count}.` : "";
  if (many) return;
  const { packed } = await import("../check/edit-address.js");
  const documents = Object.fromEntries([...store.documents()].map(([path, value]) => [path, json(value)]));
  link.href = `${new URL("edit.html", base)}${await packed({ documents, open: find("document").value })}`;
}

/** The plan with a library that can write it, and what to say of those that cannot. */
function writerOf(plan) {
  const reasons = Object.keys(options.writers).map((name) => [name, refusal(name, plan, options)]);
  for (const [name, reason] of reasons) {
    const radio = root.querySelector(`[name="with"][value="${name}"]`);
    radio.closest("label").classList.toggle("cannot", Boolean(reason));
  }
  const refused = reasons.filter(([, reason]) => reason);
  const instead = refused.some(([name]) => name === plan.writer);
  const chosen = instead ? { ...plan, writer: "zarr" } : plan;
  const told = instead ? [make("p", { class: "instead" }, `${plan.writer} cannot write this, so the script below does it with zarr alone.`)] : [];
  const list = refused.map(([name, reason]) => make("li", { "data-refused": name }, make("b", {}, name), ` cannot write this: ${reason}.`));
  return { chosen, refused: [...told, ...(list.length ? [make("ul", { class: "refused" }, list)] : [])] };
}

const linked = (page) => [options.pages[page][0], new URL(options.pages[page][1], base).href];

async function copy(text, told) {
  try {
    await navigator.clipboard.writeText(text);
    told.textContent = "Copied.";
  } catch {
    told.textContent = "Your browser did not let it be copied: select it, and copy it yourself.";
  }
  setTimeout(() => (told.textContent = ""), DONE);
}

begin().catch((error) => (find("notes").hidden = false) || find("notes").replaceChildren(make("li", {}, `The page could not be loaded whole: reload it. (${error.message})`)));
