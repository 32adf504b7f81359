// The page with the forms: shows what is typed as a card, as findings and as a file, while one types, and keeps it.

import { copies, fill, item, read, root, rules, store } from "./form-parts.mjs";
import { address, entryOf, findings, proposeId, similar, toYaml } from "./propose.mjs";

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function fillLinks(list, pages) {
  list.replaceChildren(
    ...pages.map(({ shown, url }) => {
      const place = item("");
      place.append(Object.assign(document.createElement("a"), { textContent: shown, href: `${root}${url}` }));
      return place;
    }),
  );
}

function attach(form) {
  const { kind, base, line } = form.dataset;
  const part = (name) => form.querySelector(`[data-${name}]`);
  const controls = [...form.querySelectorAll("[data-key]")];
  const own = part("id");
  const open = part("open"); // where the site says which repository it is made from
  const draft = `propose-${kind}`;
  let touched = -1; // the last field in which something was typed: what stands before it may be asked for

  async function show() {
    const fields = read(controls);
    const entry = entryOf(fields, new Date().toISOString().slice(0, 10));
    const title = controls[0].value;
    const proposed = proposeId(title, kind);
    own.placeholder = proposed === "entry" ? "" : proposed;
    const id = own.value.trim() || own.placeholder;
    const name = `${id || "entry"}.yaml`;
    const text = `${line}\n${toYaml(entry)}`;
    form.querySelector(".preview").hidden = ![title, entry.short, entry.body].some((words) => words?.trim());
    part("title").textContent = title;
    part("short").textContent = entry.short ?? "";
    part("body").textContent = entry.body ?? "";
    part("told").replaceChildren(...(entry.sources ?? []).map(({ url, supports }) => item(`${url} ${supports}`)));
    part("file").textContent = text;
    part("name").textContent = name;
    const known = await rules;
    const all = findings(fields, entry, known, kind);
    if (title.trim() && !id) all.push({ key: "id", words: "Name of the file is missing: write the title in Latin letters." });
    if (id && !ID.test(id)) all.push({ key: "id", words: "Name of the file: lower-case letters, digits and single hyphens." });
    const place = new Map(fields.map(({ key }, i) => [key, i]));
    const found = all.filter(({ key }) => (place.get(key) ?? 0) <= touched);
    fill(part("findings"), found.map(({ words }) => words));
    part("fine").hidden = all.length > 0;
    part("missing").hidden = all.length === found.length;
    if (open) {
      const { href, whole } = address(base, name, text);
      open.href = href;
      part("long").hidden = whole;
    }
    const near = similar(title, known.names[kind] ?? []);
    part("near").hidden = near.length === 0;
    fillLinks(part("similar"), near);
  }

  function touch(control) {
    touched = Math.max(touched, controls.indexOf(control), control === own ? 0 : -1);
    store.write(draft, Object.fromEntries([...controls.map((one) => [one.dataset.key, one.value]), ["id", own.value]]));
    show();
  }

  function restore() {
    const kept = store.read(draft);
    controls.forEach((control, i) => {
      if (typeof kept[control.dataset.key] !== "string" || !kept[control.dataset.key]) return;
      control.value = kept[control.dataset.key];
      touched = i;
    });
    if (typeof kept.id === "string") own.value = kept.id;
  }

  copies(part("copy"), () => part("file").textContent);
  open?.addEventListener("click", () => { touched = controls.length; show(); });
  form.addEventListener("reset", () => { touched = -1; store.remove(draft); setTimeout(show); });
  form.addEventListener("input", ({ target }) => touch(target));
  form.addEventListener("submit", (event) => event.preventDefault());
  part("result").hidden = false;
  restore();
  show();
}

document.querySelectorAll("form[data-propose]").forEach(attach);
