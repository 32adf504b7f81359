// The page with the forms: shows what is typed as a card, as findings and as a file, while one types.

import { address, entryOf, findings, proposeId, similar, toYaml } from "./propose.mjs";

const root = document.documentElement.dataset.content_root ?? "./";
const names = fetch(`${root}names.json`).then((answer) => answer.json());

function fill(list, items) {
  list.replaceChildren(...items.map((item) => Object.assign(document.createElement("li"), { textContent: item })));
}

async function fillLinks(list, pages) {
  list.replaceChildren(
    ...pages.map(({ shown, url }) => {
      const item = document.createElement("li");
      item.append(Object.assign(document.createElement("a"), { textContent: shown, href: `${root}${url}` }));
      return item;
    }),
  );
}

function attach(form) {
  const { kind, base, line } = form.dataset;
  const part = (name) => form.querySelector(`[data-${name}]`);
  const controls = [...form.querySelectorAll("[data-key]")];

  async function show() {
    const fields = controls.map((control) => ({
      key: control.dataset.key,
      label: control.dataset.label,
      form: control.dataset.form,
      least: Number(control.dataset.least ?? 0),
      most: Number(control.dataset.most ?? 0),
      needed: control.required,
      value: control.value,
    }));
    const entry = entryOf(fields, new Date().toISOString().slice(0, 10));
    const title = controls[0].value;
    const name = `${proposeId(title, kind)}.yaml`;
    const text = `${line}\n${toYaml(entry)}`;
    part("title").textContent = title || "...";
    part("short").textContent = entry.short ?? "";
    part("file").textContent = text;
    part("name").textContent = name;
    const found = findings(fields, entry);
    fill(part("findings"), found);
    const { href, whole } = address(base, name, text);
    part("open").href = href;
    part("long").hidden = whole;
    part("fine").hidden = found.length > 0;
    const near = similar(title, (await names)[kind] ?? []);
    part("near").hidden = near.length === 0;
    fillLinks(part("similar"), near);
  }

  part("copy").addEventListener("click", async ({ target }) => {
    await navigator.clipboard.writeText(part("file").textContent);
    target.textContent = "Copied";
  });
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  part("result").hidden = false;
  show();
}

document.querySelectorAll("form[data-propose]").forEach(attach);
