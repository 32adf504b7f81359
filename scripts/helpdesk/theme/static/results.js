// The list of results under a search box: while typing, on the search page, in the dialog, under the paste box.

import { Finder } from "./find.js";
import { listen } from "./keys.js";

const NAMES = { term: "Term", question: "Question", mistake: "Mistake", example: "Example", guide: "Guide", channel: "Channel" };
const FIRST = 10;
const MOST = 50;
const WEAK = 0.2; // of the best score: below it a result is noise
const finder = new Finder();
const root = new URL("../", import.meta.url);

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
const marked = (text) => text.split("`").map((part, i) => (i % 2 ? make("code", { textContent: part }) : part));

/** Make `form` show its results in the element after it. */
export function attach(form) {
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
    if (!asked.trim()) {
      status.textContent = "";
      list.replaceChildren();
      box.ariaBusy = "false";
      return remember(asked);
    }
    const found = await answer(asked, typing).catch(() => null);
    if (turn !== last) return; // the reader typed on
    if (found) render(found);
    else failed();
    if (asked === question()) box.ariaBusy = "false"; // or else the next answer is under way
    remember(asked);
  }

  async function answer(asked, typing) {
    const found = await finder.find(asked, { typing });
    const most = Math.max(...found.hits.map((hit) => hit.score));
    const some = found.hits.filter((hit, i) => i < MOST && (hit.known || hit.named || hit.score >= most * WEAK));
    return { ...found, hits: await finder.show(some) };
  }

  function failed() {
    status.textContent = "Search could not be loaded";
    const again = make("button", { type: "button", className: "more", textContent: "Try again" });
    again.addEventListener("click", () => run(false));
    const [words, questions] = ["glossary", "faq"].map((name) => new URL(`${name}/index.html`, root).href);
    const lists = ["Or look in the ", make("a", { href: words, textContent: "list of words" }), " or the ", make("a", { href: questions, textContent: "list of questions" }), "."];
    list.replaceChildren(again, make("p", { className: "none" }, ...lists));
  }

  function remember(asked) {
    if (!page) return;
    const address = new URL(location.href);
    address.search = "";
    if (asked) address.searchParams.set("q", asked);
    if (kind) address.searchParams.set("kind", kind);
    if (address.href.length < 8000) history.replaceState(history.state, "", address);
  }

  function render(found) {
    const { hits, sure, likely, message } = found;
    const hidden = !sure && !likely;
    if (kind && !hits.some((hit) => hit.kind === kind)) kind = "";
    const shown = kind ? hits.filter((hit) => hit.kind === kind) : hits;
    const parts = sure ? [] : [nothing(message, hits.length)];
    if (!hidden) parts.push(kinds(found), rows(shown, sure && !kind));
    else if (hits.length) {
      const more = make("button", { type: "button", className: "more", textContent: `Show ${hits.length} entries that share words with it` });
      more.addEventListener("click", () => more.replaceWith(kinds(found), rows(hits, false)));
      parts.push(more);
    }
    status.textContent = hidden ? "No result fits" : `${shown.length} result${shown.length === 1 ? "" : "s"}${sure ? "" : ", none of them certain"}`;
    list.replaceChildren(...parts);
  }

  function kinds(found) {
    const { hits } = found;
    const group = make("div", { className: "kinds" });
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "Show only");
    const there = Object.keys(NAMES).filter((name) => hits.some((hit) => hit.kind === name));
    if (there.length < 2) return group;
    for (const name of ["", ...there]) {
      const count = hits.filter((hit) => !name || hit.kind === name).length;
      const button = make("button", { type: "button", textContent: `${name ? NAMES[name] : "All"} ${count}` });
      button.dataset.kind = name;
      button.setAttribute("aria-pressed", name === kind);
      button.addEventListener("click", () => {
        kind = name;
        render(found);
        remember(question());
        list.querySelector(`[data-kind="${name}"]`)?.focus();
      });
      group.append(button);
    }
    return group;
  }

  function rows(hits, best) {
    const all = make("ol", { className: "hits" }, ...hits.slice(0, FIRST).map((hit, i) => row(hit, best && i === 0)));
    if (hits.length <= FIRST) return all;
    const more = make("button", { type: "button", className: "more", textContent: `Show ${hits.length - FIRST} more` });
    more.addEventListener("click", () => {
      const rest = hits.slice(FIRST).map((hit) => row(hit, false));
      all.append(...rest);
      more.remove();
      rest[0].querySelector("a").focus();
    });
    return make("div", {}, all, more);
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

  if (page) {
    const given = new URLSearchParams(location.search);
    kind = given.get("kind") ?? "";
    pasted = given.get("q") ?? "";
    field.value = oneLine(pasted);
    field.focus();
  }
  if (!page) finder.ready().catch(() => {}); // who goes into a box will ask, and then reads what failed
  if (field.value.trim()) run(false);
}

const oneLine = (text) => text.replace(/\s*\n\s*/g, " ").trim();

function row({ id, url, title, short, kind }, best) {
  const link = make("a", { href: new URL(url, root).href, textContent: title });
  const item = make("li", { className: best ? "best" : "" }, link, make("span", { className: "kind", textContent: NAMES[kind] }));
  if (short) item.append(make("p", {}, ...marked(short)));
  item.dataset.entry = id;
  item.dataset.kind = kind;
  return item;
}

function nothing(message, closest) {
  const ask = make("a", { href: new URL("docs/channels.html", root).href, textContent: "ask someone" });
  const words = message ? "No entry explains this message for certain. " : "Nothing here answers this for certain. ";
  return make("p", { className: "none" }, words, "Try other words, or ", ask, closest ? ": the page says where, and what to bring." : ".");
}
