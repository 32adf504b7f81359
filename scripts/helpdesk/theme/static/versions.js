// The choice of a version and of a library is kept: in the address (?version=0.5), and from page to page.

const CHOICES = { version: '.version-choice input[type="radio"]', library: '.sd-tab-set > input[name^="library"]' };

const read = (name) => {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
};
const keep = (name, value) => {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Without storage a choice lasts as long as the page.
  }
};

/** Choose `value` wherever the page offers it. */
function choose(name, value) {
  for (const input of document.querySelectorAll(CHOICES[name])) if (input.value === value) input.checked = true;
}

const given = new URLSearchParams(location.search);
for (const name of Object.keys(CHOICES)) {
  const value = given.get(name) ?? read(name);
  if (value) choose(name, value);
  if (given.has(name)) keep(name, given.get(name));
}

/** A place inside a part that is not shown: show the part. */
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const version = target?.closest(".of-version")?.dataset.version;
  if (version) choose("version", version);
  const tab = target?.closest(".sd-tab-content")?.previousElementSibling?.previousElementSibling;
  if (tab) tab.checked = true;
  if (version || tab) target.scrollIntoView();
}
if (location.hash) reveal();
addEventListener("hashchange", reveal);

document.addEventListener("change", ({ target }) => {
  const name = Object.keys(CHOICES).find((name) => target.matches(CHOICES[name]));
  if (!name) return;
  keep(name, target.value);
  choose(name, target.value);
  const address = new URL(location.href);
  address.searchParams.set(name, target.value);
  history.replaceState(history.state, "", address);
});
