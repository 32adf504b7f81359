// Every page: color mode, the search dialog, code and tables that scroll. The rest loads where it is needed.

import { copyButton } from "./copy.js";

const root = document.documentElement;

// --- the page for missing addresses has a base: an address that is only a place would lead away from it
if (document.querySelector("base"))
  for (const link of document.querySelectorAll('a[href^="#"]')) link.href = location.href.split("#")[0] + link.getAttribute("href");

// --- color mode: from auto to the other one first, so that every click changes something
const switcher = document.querySelector(".theme-switch-button");
const dark = matchMedia("(prefers-color-scheme: dark)");
const named = () => {
  const words = `Color mode: ${root.dataset.mode ?? "auto"}`;
  switcher.setAttribute("aria-label", words);
  switcher.title = words;
};
switcher?.addEventListener("click", () => {
  const modes = dark.matches ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
  const mode = modes[(modes.indexOf(root.dataset.mode ?? "auto") + 1) % modes.length];
  root.dataset.mode = root.dataset.theme = mode;
  try {
    localStorage.setItem("mode", mode);
  } catch {
    // Without storage the mode lasts as long as the page.
  }
  named();
});
if (switcher) named();

// --- search: the dialog from anywhere, and boxes that stand on a page
const dialog = document.getElementById("pst-search-dialog");
const opener = document.querySelector(".search-button__button");
const results = () => import("./results.js");

const asked = () => new URLSearchParams(location.search);

export async function openSearch() {
  if (dialog.open) return;
  dialog.showModal();
  const input = dialog.querySelector("input");
  input.select();
  (await results()).attach(dialog.querySelector("form"), "find");
}
if (dialog && asked().get("find")) openSearch(); // the way back, or a link
// A search field would take the first Escape to empty itself.
dialog?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.preventDefault();
  dialog.close();
});
dialog?.addEventListener("close", () => {
  const here = new URL(location.href);
  here.searchParams.delete("find");
  if (here.href !== location.href) history.replaceState(history.state, "", here);
});
opener?.setAttribute("aria-haspopup", "dialog");
opener?.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openSearch();
});
dialog?.querySelector("[data-close]").addEventListener("click", () => dialog.close());
dialog?.addEventListener("click", (event) => event.target === dialog && dialog.close());
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  event.preventDefault();
  openSearch();
});
for (const form of document.querySelectorAll("main form[data-find], form#paste")) {
  const field = form.elements.q;
  const start = async () => (await results()).attach(form);
  if (form.hasAttribute("data-page") || asked().get("q")) start();
  else field.addEventListener("focus", start, { once: true });
}

// --- what scrolls must be reachable with the keyboard, and only that
const scrollers = document.querySelectorAll(":is(article pre, .pst-scrollable-table-container):not([tabindex])");
const watch = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const scrolls = target.scrollWidth > target.clientWidth + 1 || target.scrollHeight > target.clientHeight + 1;
    target.toggleAttribute("tabindex", scrolls);
    if (!scrolls) continue;
    target.tabIndex = 0;
    target.setAttribute("role", "group"); // regions would be landmarks, a page of code is full of them
    target.setAttribute("aria-label", target.matches("pre") ? "Code" : "Table");
  }
});
for (const box of scrollers) watch.observe(box);

copyButton();
if (document.querySelector(".contents")) import("./contents.js");
if (document.querySelector("article .highlight")) import("./copy-code.js");
if (document.querySelector(".version-choice")) import("./versions.js");

const TERMS = ":is(article, .card) a.reference.internal:has(> .term)";
if (document.querySelector(TERMS)) import("./cards.js").then(({ start }) => start({ wanted: (link) => link.matches(TERMS) }));
