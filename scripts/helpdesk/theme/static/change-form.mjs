// The page that changes an entry: `?change=glossary/chunk` fills its form with what stands in the file.

import { changedText, fileFindings, WHOLE_FILE } from "./change.mjs";
import { difference } from "./difference.mjs";
import { copies, fill, read, root, rules, store } from "./form-parts.mjs";
import { entryOf, findings, LONGEST_ADDRESS } from "./propose.mjs";

const NAME = /^[a-z0-9]+(?:[/-][a-z0-9]+)*$/;

async function start() {
  const wanted = new URLSearchParams(location.search).get("change");
  if (!wanted) return;
  const answer = NAME.test(wanted) ? await fetch(`${root}propose/${wanted}.json`) : { ok: false };
  const source = answer.ok ? await answer.json() : undefined;
  const form = source && document.querySelector(`form[data-change][data-kind="${source.kind}"]`);
  document.querySelector("[data-change]").closest("article, main").querySelectorAll(".no-entry").forEach((one) => { one.hidden = Boolean(form); });
  if (form) attach(form, source, `${wanted}.html`);
}

function attach(form, source, url) {
  const { kind, base, place } = form.dataset;
  const part = (name) => form.querySelector(`[data-${name}]`);
  const controls = [...form.querySelectorAll("[data-key]")];
  const draft = `change-${source.file}`;
  const typed = () => changedText(source, read(controls), form.dataset.order.split(" "));

  async function show() {
    const text = typed();
    const lines = difference(source.text, text);
    const fields = read(controls).filter(({ key }) => key !== WHOLE_FILE);
    const { names, ...known } = await rules;
    const others = (names[kind] ?? []).filter((name) => name[2] !== url);
    const check = () => (fields.length ? findings(fields, entryOf(fields, ""), { ...known, names: { [kind]: others } }, kind).map(({ words }) => words) : fileFindings(text, known));
    const found = lines.length ? check() : [];
    part("same").hidden = lines.length > 0;
    part("difference").hidden = part("ways").hidden = lines.length === 0;
    part("difference").replaceChildren(...lines.map(row));
    fill(part("findings"), found);
    part("fine").hidden = lines.length === 0 || found.length > 0;
    if (!base) return; // the site does not say which repository it is made from
    const { href, whole } = issue(base, source, lines.join("\n"));
    part("issue").href = href;
    part("long").hidden = whole;
  }

  /** Show `values` in the fields. */
  const put = (values) => controls.forEach((control) => { control.value = values[control.dataset.key] ?? ""; });

  form.addEventListener("input", () => {
    const values = Object.fromEntries(controls.map((control) => [control.dataset.key, control.value]));
    store.write(draft, { of: source.text, values });
    show();
  });
  form.addEventListener("reset", () => { store.remove(draft); setTimeout(() => { put(source.fields); show(); }); });
  form.addEventListener("submit", (event) => event.preventDefault());
  copies(part("copy"), typed);
  part("name").textContent = source.file;
  if (base) part("open").href = `${base}/edit/${place}${source.file}`;
  const kept = store.read(draft);
  // What was typed for an older text of the file would undo what came since.
  put(kept.of === source.text ? { ...source.fields, ...kept.values } : source.fields);
  form.hidden = false;
  const title = document.querySelector("h1");
  title.firstChild.textContent = `Change "${source.title}"`;
  show();
}

const row = (line) => {
  const kind = { "-": "del", "+": "ins" }[line[0]] ?? "span";
  return Object.assign(document.createElement(kind), { textContent: `${line}\n` });
};

/** An issue that holds the difference, if the address is not too long for it. */
function issue(base, { file, title }, lines) {
  const fence = "`".repeat(Math.max(3, ...[...lines.matchAll(/`+/g)].map(([marks]) => marks.length + 1)));
  const head = `${base}/issues/new?title=${encodeURIComponent(`Change of ${title}`)}&body=`;
  const words = (what) => encodeURIComponent(`In \`${file}\`:\n\n${what}\n\nHow you know (a link, a message, a file):\n`);
  const href = head + words(`${fence}diff\n${lines.toWellFormed()}\n${fence}`);
  return href.length <= LONGEST_ADDRESS ? { href, whole: true } : { href: head + words("(paste what changes)"), whole: false };
}

start();
