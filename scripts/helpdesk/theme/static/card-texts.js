// What a card says of its term: the short of all terms with one first letter in a file, the whole from the term's page.

const letters = new Map();
const pages = new Map();

const idOf = (a) => decodeURIComponent(a.pathname.split("/").at(-1)).replace(/\.html$/, "");

/** `[title, short]` of the term that a link leads to; nothing where there is no such term. */
export async function textOf(a) {
  const id = idOf(a);
  const letter = id[0];
  if (!letters.has(letter)) {
    const file = fetch(new URL(`../cards/${encodeURIComponent(letter)}.json`, import.meta.url), { credentials: "omit" });
    letters.set(letter, file.then((answer) => (answer.ok ? answer.json() : {})).catch(() => ({})));
  }
  return (await letters.get(letter))[id];
}

/** What the page of a term says below its short: up to its first section, with links that lead the same way from here. */
export async function wholeOf(address) {
  if (!pages.has(address)) pages.set(address, fetch(address).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer))));
  const page = new DOMParser().parseFromString(await pages.get(address), "text/html");
  const parts = [];
  const lead = page.querySelector("article .lead");
  // Beside a picture the short stands in a box of its own.
  for (let part = (lead?.closest(".intro") ?? lead)?.nextElementSibling; part && part.localName !== "section"; part = part.nextElementSibling)
    if (!part.matches("figure, .names, .needs")) parts.push(document.importNode(part, true));
  for (const link of parts.flatMap((part) => [...part.querySelectorAll("a[href]")])) link.href = new URL(link.getAttribute("href"), address);
  for (const one of parts.flatMap((part) => [...part.querySelectorAll("[id]")])) one.removeAttribute("id");
  return parts;
}
