// What both forms for entries share: lists on the page, fields as values, and drafts kept in this browser.

export const root = document.documentElement.dataset.content_root ?? "./";
export const rules = fetch(`${root}propose.json`).then((answer) => answer.json());

export const item = (words) => Object.assign(document.createElement("li"), { textContent: words });

export const fill = (list, all) => list.replaceChildren(...all.map(item));

/** The fields of a form, as findings() and entryOf() take them. */
export const read = (controls) =>
  controls.map((control) => ({
    key: control.dataset.key,
    label: control.dataset.label,
    form: control.dataset.form,
    least: Number(control.dataset.least ?? 0),
    most: Number(control.dataset.most ?? 0),
    needed: control.required,
    value: control.value,
  }));

/** What was typed before, kept in this browser; a browser that keeps nothing is fine. */
export const store = {
  read: (name) => { try { return JSON.parse(localStorage.getItem(name)) ?? {}; } catch { return {}; } },
  write: (name, value) => { try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* nothing is kept */ } },
  remove: (name) => { try { localStorage.removeItem(name); } catch { /* nothing is kept */ } },
};

/** Let `button` copy what `text()` gives, and say so for three seconds. */
export function copies(button, text) {
  const label = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text());
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = label; }, 3000);
  });
}
