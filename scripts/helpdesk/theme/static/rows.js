// What a list of results is made of: rows, the buttons for kinds, and the sentences around them.

const NAMES = { term: "Term", question: "Question", mistake: "Mistake", example: "Example", guide: "Guide", channel: "Channel" };
const TITLES = { term: "Terms", question: "Questions", mistake: "Mistakes", example: "Examples", guide: "Guide", channel: "Where to ask" };
const root = new URL("../", import.meta.url);

export const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
const marked = (text) => text.split("`").map((part, i) => (i % 2 ? make("code", { textContent: part }) : part));

export const address = (path) => new URL(path, root).href;
export const button = (text, act) => {
  const made = make("button", { type: "button", className: "more", textContent: text });
  made.addEventListener("click", act);
  return made;
};

export function row({ id, url, title, short, kind }, best) {
  const link = make("a", { href: address(url), textContent: title });
  const item = make("li", { className: best ? "best" : "" }, link, make("span", { className: "kind", textContent: NAMES[kind] ?? kind }));
  if (short) item.append(make("p", {}, ...marked(short)));
  item.dataset.entry = id;
  item.dataset.kind = kind;
  return item;
}

/** A list for each kind under its name, the kind of the best hit first; one list without a name where there is one kind. */
export function byKind(hits) {
  const there = [...new Set(hits.map((hit) => hit.kind))];
  return there.flatMap((kind) => {
    const list = make("ol", { className: "hits" }, ...hits.filter((hit) => hit.kind === kind).map((hit) => row(hit, false)));
    return there.length > 1 ? [make("h2", { textContent: TITLES[kind] ?? kind }), list] : [list];
  });
}

/** Buttons that show one kind alone; none where all hits are of one kind. */
export function kinds(hits, chosen, choose) {
  const group = make("div", { className: "kinds" });
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Show only");
  const there = Object.keys(NAMES).filter((name) => hits.some((hit) => hit.kind === name));
  if (there.length < 2) return group;
  for (const name of ["", ...there]) {
    const count = hits.filter((hit) => !name || hit.kind === name).length;
    const one = make("button", { type: "button", textContent: `${name ? NAMES[name] + (count === 1 ? "" : "s") : "All"} ${count}` });
    one.dataset.kind = name;
    one.setAttribute("aria-pressed", name === chosen);
    one.addEventListener("click", () => choose(name));
    group.append(one);
  }
  return group;
}

const ask = (text) => make("a", { href: address("docs/channels.html"), textContent: text });

/** Above results of which none is certain. */
export function nothing(message) {
  const words = message ? "No entry explains this message for certain. " : "Nothing here answers this for certain. ";
  return make("p", { className: "none" }, words, "Try other words, or ", ask("ask someone"), ".");
}

/** Below a certain answer. */
export const elsewhere = () => make("p", { className: "ask" }, "Not what you need? ", ask("Ask someone"), ".");

export function failed(again) {
  const list = (name, text) => make("a", { href: address(`${name}/index.html`), textContent: text });
  const lists = ["Or look in the ", list("glossary", "list of words"), " or the ", list("faq", "list of questions"), "."];
  return [button("Try again", again), make("p", { className: "none" }, ...lists)];
}
