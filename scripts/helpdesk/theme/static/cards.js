// Term cards: a term's `short` beside its link, on hover, focus and tap. The link stays a link. Nothing is stored.

const NOT_HERE = "h1, h2, h3, h4, h5, h6, pre, code, .card, dl.entries";
const WAIT = 150; // a pointer that only passes by opens nothing
const LINGER = 250; // time to move from the link into the card

const letters = new Map();
const card = Object.assign(document.createElement("div"), { className: "card", id: "term-card", hidden: true });
const told = Object.assign(document.createElement("div"), { className: "visually-hidden" });
told.setAttribute("aria-live", "polite");

let described = card; // what `aria-describedby` of the open link names
let isTerm = () => false;
let link = null; // whose card is open
let timer = 0;
let pointer = "mouse";

/**
 * Give a card to each link for which `wanted(link)` holds.
 *
 * On our own pages the card stands in `place` and has the styles of the page. With `styles`, those of the card, it stands
 * in a shadow tree of its own: neither the styles nor the scripts of the page around it meet it.
 */
export function start({ wanted, place = document.querySelector("main") ?? document.body, styles = "" }) {
  isTerm = wanted;
  if (styles) {
    const outside = document.createElement("helpdesk-card");
    const tree = outside.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet(); // unlike an element, it needs no leave of the page's policy
    sheet.replaceSync(styles);
    tree.adoptedStyleSheets = [sheet];
    tree.append(card, told);
    // A description cannot be named across the edge of a shadow tree.
    described = Object.assign(document.createElement("span"), { id: "helpdesk-card-text", hidden: true });
    place.append(outside, described);
  } else {
    card.setAttribute("role", "tooltip");
    place.append(card, told);
  }
  listen();
}

const idOf = (a) => decodeURIComponent(a.pathname.split("/").at(-1)).replace(/\.html$/, "");

async function textOf(a) {
  const id = idOf(a);
  const letter = id[0];
  if (!letters.has(letter)) {
    const file = fetch(new URL(`../cards/${encodeURIComponent(letter)}.json`, import.meta.url), { credentials: "omit" });
    letters.set(letter, file.then((answer) => (answer.ok ? answer.json() : {})).catch(() => ({})));
  }
  return (await letters.get(letter))[id];
}

/** The link under an event that may have a card. */
function termAt(target) {
  const a = target.closest?.("a[href]");
  return a && isTerm(a) && !a.closest(NOT_HERE) && (a.host !== location.host || a.pathname !== location.pathname) ? a : null;
}

async function open(a, at = {}) {
  clearTimeout(timer);
  if (link === a) return true;
  close();
  link = a;
  const asked = performance.now();
  const text = await textOf(a);
  if (link !== a || !text) {
    if (link === a) link = null;
    return Boolean(text);
  }
  const [title, short] = text;
  const line = Object.assign(document.createElement("p"), {});
  // `code` marks of a short
  line.append(...short.split("`").map((part, i) => (i % 2 ? Object.assign(document.createElement("code"), { textContent: part }) : part)));
  card.replaceChildren(Object.assign(document.createElement("strong"), { textContent: title }), line);
  if (pointer === "touch") card.append(Object.assign(document.createElement("small"), { textContent: "Tap the word again to read more." }));
  card.hidden = false;
  if (described !== card) described.textContent = `${title}: ${short}`;
  a.setAttribute("aria-describedby", described.id);
  // A description that comes late is not read out by itself.
  if (at.focus && performance.now() - asked > 30) told.textContent = `${title}: ${short}`;
  place(a, at);
  return true;
}

function place(a, { x, y }) {
  const lines = [...a.getClientRects()];
  const line = lines.find((box) => y >= box.top && y <= box.bottom) ?? lines[0];
  const width = document.documentElement.clientWidth;
  card.style.left = card.style.top = "0px";
  // Where 0, 0 is depends on the page around the card.
  const { left: x0, top: y0, width: w, height: h } = card.getBoundingClientRect();
  const left = Math.max(8, Math.min((x ?? line.left) - 24, width - w - 8));
  const below = line.bottom + 6;
  const top = below + h > innerHeight && line.top - h - 6 > 0 ? line.top - h - 6 : below;
  card.style.left = `${left - x0}px`;
  card.style.top = `${top - y0}px`;
}

function close() {
  clearTimeout(timer);
  link?.removeAttribute("aria-describedby");
  link = null;
  card.hidden = true;
  told.textContent = "";
}

// From outside a shadow tree its host is all that an event shows.
const within = (target) => card.contains(target) || target === card.getRootNode().host;
const later = (wait, then) => {
  clearTimeout(timer);
  timer = setTimeout(then, wait);
};

function listen() {
  document.addEventListener("pointerover", ({ target, pointerType, clientX: x, clientY: y }) => {
    pointer = pointerType;
    if (pointerType === "touch") return;
    const a = termAt(target);
    if (a) later(a === link ? 0 : WAIT, () => open(a, { x, y }));
    else if (within(target)) clearTimeout(timer);
    else if (link && link !== document.activeElement) later(LINGER, close);
    else clearTimeout(timer);
  });
  document.addEventListener("focusin", ({ target }) => {
    const a = termAt(target);
    if (a && a.matches(":focus-visible")) open(a, { focus: true });
    else if (link) close();
  });
  document.addEventListener("focusout", ({ target }) => target === link && !card.matches(":hover") && close());
  document.addEventListener("keydown", ({ key }) => key === "Escape" && close());
  document.addEventListener("pointerdown", ({ target, pointerType }) => {
    pointer = pointerType;
    if (link && !within(target) && termAt(target) !== link) close();
  });
  document.addEventListener("click", (event) => {
    const a = termAt(event.target);
    if (!a || pointer !== "touch" || a === link) return;
    // The first tap shows the card, the second one follows the link.
    event.preventDefault();
    open(a).then((shown) => shown || location.assign(a.href));
  });
  addEventListener("resize", close);
}
