// The list of results under a search box: while typing, on the search page, in the dialog, under the paste box.

import { Finder } from "./find.js";
import { listen } from "./keys.js";
import { button, byKind, elsewhere, failed, kinds, make, nothing, row } from "./rows.js";

const FIRST = 10;
const MOST = 50;
const WEAK = 0.3; // of the best score: below it a result is noise
const finder = new Finder();

/** Make `form` show its results in the element after it. `name`: where the address keeps what was asked. */
export function attach(form, name = "q") {
  if (form.dataset.attached) return;
  form.dataset.attached = "yes";
  const box = form.nextElementSibling;
  const field = form.elements.q;
  const page = form.hasAttribute("data-page");
  const status = make("p", { className: "count" });
  status.setAttribute("role", "status");
  const list = make("div");
  box.classList.add("results");
  box.removeAttribute("aria-live"); // only the count is announced
  box.replaceChildren(status, list);

  let kind = "";
  let pasted = "";
  let last = 0;
  let timer = 0;

  const question = () => (pasted && field.value === oneLine(pasted) ? pasted : field.value);

  async function run(typing) {
    const asked = question();
    const turn = ++last;
    box.ariaBusy = "true";
    const parts = await answer(asked, typing).catch(() => null);
    if (turn !== last) return; // the reader typed on
    if (parts) list.replaceChildren(...parts);
    else {
      status.textContent = "Search could not be loaded";
      list.replaceChildren(...failed(() => run(false)));
    }
    if (asked === question()) box.ariaBusy = "false"; // or else the next answer is under way
    remember(asked);
  }

  async function answer(asked, typing) {
    if (!asked.trim()) return page ? popular() : say("", []);
    const found = await finder.find(asked, { typing });
    const most = found.hits[0]?.score ?? 0;
    const hits = found.hits.filter((hit) => hit.named || hit.score >= most * WEAK);
    return render({ ...found, hits, opened: false });
  }

  async function popular() {
    const hits = await finder.popular();
    const title = make("h2", { textContent: "Questions that many pages lead to" });
    return say("", hits.length ? [title, make("ol", { className: "hits" }, ...hits.map((hit) => row(hit, false)))] : []);
  }

  /** Change the status together with what it is about. */
  function say(text, parts) {
    status.textContent = text;
    return parts;
  }

  async function render(found) {
    const { hits, sure, likely, message, opened } = found;
    if (kind && !hits.some((hit) => hit.kind === kind)) kind = "";
    const wanted = kind ? hits.filter((hit) => hit.kind === kind) : hits;
    if (!sure && !likely && !opened) {
      const open = button(`Show ${count(hits.length, "entry", "entries")} that share words with it`, () => show({ ...found, opened: true }, ".hits a"));
      return say("No result fits", hits.length ? [nothing(message), open] : [nothing(message)]);
    }
    const shown = await finder.show(wanted.slice(0, FIRST));
    const parts = sure ? [] : [nothing(message)];
    parts.push(kinds(hits, kind, (name) => ((kind = name), show(found, `[data-kind="${name}"]`))), rows(shown, wanted.slice(FIRST, MOST), sure && !kind));
    if (sure) parts.push(elsewhere());
    return say(`${count(wanted.length, "result", "results")}${sure ? "" : ", none of them certain"}`, parts);
  }

  /** Show `found` in another way, and move the focus to `place` in it. */
  async function show(found, place) {
    const turn = ++last;
    const parts = await render(found).catch(() => null);
    if (turn !== last || !parts) return;
    list.replaceChildren(...parts);
    remember(question());
    list.querySelector(place)?.focus();
  }

  /** The best ones in their order; those after them by kind, once they are wanted. */
  function rows(hits, rest, best) {
    const all = make("ol", { className: "hits" }, ...hits.map((hit, i) => row(hit, best && i === 0)));
    if (!rest.length) return all;
    const more = button(`Show ${rest.length} more`, async () => {
      const added = byKind(await finder.show(rest));
      more.replaceWith(...added);
      added.find((part) => part.matches("ol")).querySelector("a").focus();
    });
    return make("div", {}, all, more);
  }

  /** Keep what was asked in the address, so that a link and the way back bring it again. */
  function remember(asked) {
    if (form.closest("dialog:not([open])")) return; // closed before the answer came
    const here = new URL(location.href);
    for (const [key, value] of [[name, asked], ["kind", page ? kind : null]]) {
      if (value) here.searchParams.set(key, value);
      else if (value !== null) here.searchParams.delete(key);
    }
    if (here.href.length < 8000 && here.href !== location.href) history.replaceState(history.state, "", here);
  }

  form.addEventListener("submit", (event) => {
    if (form.closest("dialog") || !field.value.trim()) return;
    event.preventDefault();
    run(false);
  });
  field.addEventListener("input", () => {
    box.ariaBusy = "true"; // what is shown answers what was typed before
    clearTimeout(timer);
    timer = setTimeout(() => run(true), 120);
  });
  // A line of input has no line breaks; keep them aside, they tell a traceback's frames from its message.
  field.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text");
    if (field.matches("textarea") || !text.includes("\n") || field.value.trim()) return;
    event.preventDefault();
    pasted = text;
    field.value = oneLine(text);
    run(false);
  });
  listen(form, field, box);

  const given = new URLSearchParams(location.search);
  if (given.get(name) && !field.value.trim()) {
    pasted = given.get(name);
    field.value = field.matches("textarea") ? pasted : oneLine(pasted);
  }
  if (page) kind = given.get("kind") ?? "";
  if (page) field.focus();
  else finder.ready().catch(() => {}); // who goes into a box will ask, and then reads what failed
  if (page || field.value.trim()) run(false);
}

const count = (number, one, several) => (number > MOST ? `more than ${MOST} ${several}` : `${number} ${number === 1 ? one : several}`);
const oneLine = (text) => text.replace(/\s*\n\s*/g, " ").trim();
