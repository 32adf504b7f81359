// The glossary and the list of questions: filter by category, audience and text. The address keeps what was chosen.

const form = document.querySelector("form.filter.helpdesk");
const items = [...document.querySelectorAll("dl.entries dt")].map((term) => {
  const parts = [term];
  for (let next = term.nextElementSibling; next?.matches("dd"); next = next.nextElementSibling) parts.push(next);
  const text = parts.map((part) => part.textContent).join(" ");
  return { parts, text: plain(text), classes: term.classList };
});
const sections = [...document.querySelectorAll("section:has(> dl.entries)")];
const letters = new Map([...document.querySelectorAll(".letters a")].map((link) => [link.hash.slice(1), link]));

function plain(text) {
  return text.toLowerCase().replace(/[\s_-]+/g, " ");
}

function apply() {
  const { category, audience, text } = form.elements;
  const wanted = plain(text.value.trim());
  let count = 0;
  for (const { parts, text: words, classes } of items) {
    const fits =
      (!category.value || classes.contains(`category-${category.value}`)) &&
      (!audience.value || classes.contains(`audience-${audience.value}`) || classes.contains("audience-everyone")) &&
      words.includes(wanted);
    for (const part of parts) part.hidden = !fits;
    count += fits;
  }
  for (const section of sections) {
    section.hidden = !section.querySelector("dt:not([hidden])");
    const link = letters.get(section.id);
    if (link) link.hidden = section.hidden;
  }
  form.querySelector("output").textContent = count === items.length ? `All ${count} shown` : `${count} of ${items.length} shown`;
}

function remember() {
  const address = new URL(location.href);
  address.search = "";
  for (const [name, value] of new FormData(form)) if (value) address.searchParams.set(name, value);
  history.replaceState(history.state, "", address);
}

function recall() {
  const given = new URLSearchParams(location.search);
  for (const field of form.elements) if (field.name) field.value = given.get(field.name) ?? "";
  for (const field of form.querySelectorAll("select")) if (field.selectedIndex < 0) field.value = "";
  apply();
}

form.addEventListener("input", () => (apply(), remember()));
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(() => (apply(), remember())));
addEventListener("pageshow", (event) => event.persisted && recall());
recall();
