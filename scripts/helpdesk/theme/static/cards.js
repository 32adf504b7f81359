// Term cards: a term's `short` beside its link, at once. "More" unfolds the whole definition in place. A term inside a
// card opens a second one, and that no third. A click on the card or Enter pins it. Nothing is stored.

import { cards, make, putInto, told } from "./card-boxes.js";
import { place } from "./card-place.js";
import { textOf, wholeOf } from "./card-texts.js";

const NOT_HERE = "h1, h2, h3, h4, h5, h6, pre:not(.metadata), p code, li code, .card.second, dl.entries";
const WAIT = 150; // ms: a pointer that only passes by opens nothing
const LINGER = 250; // ms to move from the link into the card

let described = null; // in a page of others: what `aria-describedby` of the open link names
let isTerm = () => false;
let timer = 0;
let pointer = "mouse";

/**
 * Give a card to each link for which `wanted(link)` holds.
 *
 * On our own pages the cards stand in `place` and have the styles of the page. With `styles`, those of the card, there is
 * one card with the short alone, in a shadow tree: neither the styles nor the scripts of the page around it meet it.
 */
export function start({ wanted, place = document.querySelector("main") ?? document.body, styles = "" }) {
  isTerm = wanted;
  described = putInto(place, styles);
  listen();
}

/** The link under an event that may have a card, and how deep that would be. */
function termAt(target) {
  const a = target.closest?.("a[href]");
  const elsewhere = a && (a.host !== location.host || a.pathname !== location.pathname);
  return elsewhere && isTerm(a) && !a.closest(NOT_HERE) ? a : null;
}
const cardFor = (a) => cards[cards[0].box.contains(a) ? 1 : 0];
// From outside a shadow tree its host is all that an event shows.
const cardAround = (target) => cards.find((card) => card.box.contains(target) || (described && target === card.box.getRootNode().host));
const isInside = (target) => Boolean(cardAround(target));

async function open(a, at = {}) {
  clearTimeout(timer);
  const card = cardFor(a);
  if (card.link === a) return true;
  close(card.depth);
  card.link = a;
  const asked = performance.now();
  const text = await textOf(a);
  if (card.link !== a || !text) {
    if (card.link === a) card.link = null;
    return Boolean(text);
  }
  const [title, short] = text;
  const line = make("p", {}, ...short.split("`").map((part, i) => (i % 2 ? make("code", { textContent: part }) : part)));
  card.box.replaceChildren(make("strong", { textContent: title }), line, ...(described ? [] : [bar(card, a)]));
  card.box.hidden = false;
  if (described) described.textContent = `${title}: ${short}`;
  else a.setAttribute("aria-haspopup", "dialog");
  a.setAttribute("aria-describedby", (described ?? card.box).id);
  // A description that comes late is not read out by itself.
  if (at.focus && performance.now() - asked > 30) told.textContent = `${title}: ${short}`;
  place(card.box, a, at);
  return true;
}

function bar(card, a) {
  const more = make("button", { type: "button", textContent: "More" });
  more.setAttribute("aria-expanded", "false");
  more.addEventListener("click", () => unfold(card, a.href, more));
  return make("div", { className: "bar" }, more, make("a", { href: a.href, textContent: "Open its page" }));
}

async function unfold(card, address, more) {
  pin(card);
  const old = card.box.querySelector(".whole");
  if (old) old.remove();
  else {
    const parts = await wholeOf(address).catch(() => [make("p", { textContent: "It could not be loaded." })]);
    const whole = make("div", { className: "whole", tabIndex: 0 }, ...(parts.length ? parts : [make("p", { textContent: "There is no more." })]));
    whole.setAttribute("role", "group");
    whole.setAttribute("aria-label", "The whole definition");
    card.box.querySelector(".bar").before(whole);
    place(card.box, card.link, {});
  }
  more.setAttribute("aria-expanded", String(!old));
  more.textContent = old ? "More" : "Less";
}

/** Keep a card until it is closed. It is then a small dialog, no mere description. */
function pin(card) {
  if (card.pinned || described) return;
  card.pinned = true;
  card.box.setAttribute("role", "dialog");
  card.box.setAttribute("aria-label", card.box.querySelector("strong").textContent);
  const button = make("button", { type: "button", textContent: "Close" });
  button.addEventListener("click", () => dismiss(card));
  card.box.querySelector(".bar").append(button);
}

function dismiss(card) {
  const back = card.box.contains(document.activeElement) ? card.link : null;
  close(card.depth);
  back?.focus({ focusVisible: true });
  if (back) close(card.depth); // the focus would open it again
}

/** Close the card at this depth and the one above it. */
function close(depth = 0) {
  clearTimeout(timer);
  for (const card of cards.slice(depth)) {
    card.link?.removeAttribute("aria-describedby");
    card.link?.removeAttribute("aria-haspopup");
    Object.assign(card, { link: null, pinned: false });
    if (!described) card.box.setAttribute("role", "tooltip");
    card.box.removeAttribute("aria-label");
    card.box.hidden = true;
  }
  if (!depth) told.textContent = "";
}

/** Close what is open and not pinned, but for the cards up to that around `target`. */
function leave(target) {
  const keep = cardAround(target);
  for (const card of cards) if (card.link && !card.pinned && card !== keep && !(keep && card.depth < keep.depth)) return close(card.depth);
}

const later = (wait, then) => {
  clearTimeout(timer);
  timer = setTimeout(then, wait);
};

function listen() {
  document.addEventListener("pointerover", ({ target, pointerType, clientX: x, clientY: y }) => {
    pointer = pointerType;
    if (pointerType === "touch") return;
    const a = termAt(target);
    const focused = cards.some((card) => card.link && card.link === document.activeElement);
    if (a && !(cards[0].pinned && cardFor(a) === cards[0])) later(cardFor(a).link === a ? 0 : WAIT, () => open(a, { x, y }));
    else if (!focused && cards.some((card) => card.link)) later(LINGER, () => leave(target));
    else clearTimeout(timer);
  });
  document.addEventListener("focusin", ({ target }) => {
    const a = termAt(target);
    if (a && a.matches(":focus-visible")) open(a, { focus: true });
    else if (!isInside(target)) leave(target);
  });
  document.addEventListener("focusout", ({ target, relatedTarget }) => {
    const card = cards.find((one) => one.link === target);
    if (card && !card.pinned && !card.box.matches(":hover") && !isInside(relatedTarget)) close(card.depth);
  });
  document.addEventListener("keydown", (event) => {
    const top = cards.findLast((card) => card.link);
    if (event.key === "Escape" && top) dismiss(top);
    // Enter goes into the card, which has a link to the page; with another key held it follows the link as everywhere.
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (event.key === "Enter" && plain && top && !described && !top.pinned && top.link === document.activeElement) {
      event.preventDefault();
      pin(top);
      top.box.querySelector("button").focus();
    }
  });
  document.addEventListener("pointerdown", ({ target, pointerType }) => {
    pointer = pointerType;
    const card = cardAround(target);
    if (card) pin(card);
    else if (!cards.some((one) => one.link && one.link === termAt(target))) close();
  });
  document.addEventListener("click", (event) => {
    const a = termAt(event.target);
    if (!a || pointer !== "touch" || cardFor(a).link === a) return;
    // The first tap shows the card, the second one follows the link.
    event.preventDefault();
    open(a).then((shown) => shown || location.assign(a.href));
  });
  addEventListener("resize", () => close());
}
