// Term cards: a term's `short` beside its link, on hover, focus and tap. The link stays a link.

const TERMS = "article a.reference.internal:has(> .term)";
const NOT_HERE = "h1, h2, h3, h4, h5, h6, pre, code, .card";
const WAIT = 150; // a pointer that only passes by opens nothing
const LINGER = 250; // time to move from the link into the card

const letters = new Map();
const card = Object.assign(document.createElement("div"), { className: "card", id: "term-card", hidden: true });
card.setAttribute("role", "tooltip");
const told = Object.assign(document.createElement("div"), { className: "visually-hidden" });
told.setAttribute("aria-live", "polite");
document.querySelector("main").append(card, told);

let link = null; // whose card is open
let timer = 0;
let pointer = "mouse";

const idOf = (a) => decodeURIComponent(a.pathname.split("/").at(-1)).replace(/\.html$/, "");

async function textOf(a) {
  const id = idOf(a);
  const letter = id[0];
  if (!letters.has(letter)) {
    const file = fetch(new URL(`../cards/${encodeURIComponent(letter)}.json`, import.meta.url));
    letters.set(letter, file.then((answer) => (answer.ok ? answer.json() : {})).catch(() => ({})));
  }
  return (await letters.get(letter))[id];
}

/** The link under an event that may have a card. */
function termAt(target) {
  const a = target.closest?.(TERMS);
  return a && !a.closest(NOT_HERE) && a.pathname !== location.pathname ? a : null;
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
  a.setAttribute("aria-describedby", card.id);
  // A description that comes late is not read out by itself.
  if (at.focus && performance.now() - asked > 30) told.textContent = `${title}: ${short}`;
  place(a, at);
  return true;
}

function place(a, { x, y }) {
  const lines = [...a.getClientRects()];
  const line = lines.find((box) => y >= box.top && y <= box.bottom) ?? lines[0];
  const width = document.documentElement.clientWidth;
  const { width: w, height: h } = card.getBoundingClientRect();
  const left = Math.max(8, Math.min((x ?? line.left) - 24, width - w - 8));
  const below = line.bottom + 6;
  const top = below + h > innerHeight && line.top - h - 6 > 0 ? line.top - h - 6 : below;
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${top + scrollY}px`;
}

function close() {
  clearTimeout(timer);
  link?.removeAttribute("aria-describedby");
  link = null;
  card.hidden = true;
  told.textContent = "";
}

const later = (wait, then) => {
  clearTimeout(timer);
  timer = setTimeout(then, wait);
};

document.addEventListener("pointerover", ({ target, pointerType, clientX: x, clientY: y }) => {
  pointer = pointerType;
  if (pointerType === "touch") return;
  const a = termAt(target);
  if (a) later(a === link ? 0 : WAIT, () => open(a, { x, y }));
  else if (card.contains(target)) clearTimeout(timer);
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
  if (link && !card.contains(target) && termAt(target) !== link) close();
});
document.addEventListener("click", (event) => {
  const a = termAt(event.target);
  if (!a || pointer !== "touch" || a === link) return;
  // The first tap shows the card, the second one follows the link.
  event.preventDefault();
  open(a).then((shown) => shown || location.assign(a.href));
});
addEventListener("resize", close);
