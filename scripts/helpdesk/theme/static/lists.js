// A list of entries: filtered by the fields of its form and by words. The address keeps what was chosen.

const form = document.querySelector("form.filter.helpdesk");
const items = [...document.querySelectorAll("dl.entries dt")].map((term) => {
  const parts = [term];
  for (let next = term.nextElementSibling; next?.matches("dd"); next = next.nextElementSibling) parts.push(next);
  const text = parts.map((part) => part.textContent).join(" ");
  return { parts, text: plain(text), classes: term.classList };
});
const sections = [...document.querySelectorAll("section:has(> dl.entries)")];
const letters = new Map([...document.querySelectorAll(".letters a")].map((link) => [link.hash.slice(1), link]));
const choices = [...form.querySelectorAll("select")];
const nothing = Object.assign(document.createElement("p"), { className: "nothing", hidden: true });
form.after(nothing);

function plain(text) {
  return text.toLowerCase().replace(/[\s_-]+/g, " ");
}

/** Whether an entry has what was chosen; who writes for everyone writes for users too. */
const has = (classes, { name, value }) =>
  !value || classes.contains(`${name}-${value}`) || (name === "audience" && classes.contains("audience-everyone"));

function apply() {
  const words = form.elements.text.value.trim();
  const wanted = plain(words);
  let count = 0;
  for (const { parts, text, classes } of items) {
    const fits = choices.every((choice) => has(classes, choice)) && text.includes(wanted);
    for (const part of parts) part.hidden = !fits;
    count += fits;
  }
  for (const section of sections) {
    section.hidden = !section.querySelector("dt:not([hidden])");
    const link = letters.get(section.id);
    if (link) link.hidden = section.hidden;
  }
  form.querySelector("output").textContent = count === items.length ? `All ${count} shown` : `${count} of ${items.length} shown`;
  nothing.hidden = count > 0;
  if (!count) nothing.replaceChildren(...leadOn(words));
}

/** Where to go on when nothing is left. */
function leadOn(words) {
  const root = new URL("../", import.meta.url);
  const link = (address, text) => Object.assign(document.createElement("a"), { href: new URL(address, root).href, textContent: text });
  const search = link(`search.html?${new URLSearchParams({ q: words })}`, words ? `search everything for “${words}”` : "search everything");
  return ["Nothing in this list fits. Choose less, ", search, ", or ", link("docs/channels.html", "ask someone"), "."];
}

function remember() {
  const address = new URL(location.href);
  address.search = "";
  for (const [name, value] of new FormData(form)) if (value) address.searchParams.set(name, value);
  history.replaceState(history.state, "", address);
}

function recall() {
  const given = new URLSearchParams(location.search);
  for (const field of form.elements) {
    if (!field.name) continue;
    if (field.type === "checkbox") field.checked = given.has(field.name);
    else field.value = given.get(field.name) ?? "";
  }
  for (const choice of choices) if (choice.selectedIndex < 0) choice.value = "";
  apply();
}

form.addEventListener("input", () => (apply(), remember()));
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(() => (apply(), remember())));
addEventListener("pageshow", (event) => event.persisted && recall());
recall();
