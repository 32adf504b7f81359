// Buttons that copy a text; where the browser does not let them, the text is shown to be copied by hand.

import { make } from "./dom.js";

/** Copy `text` and say `done` in `told`, or put the text, called `name`, in the place of `button`. */
export async function copy(text, button, told, done, name) {
  try {
    await navigator.clipboard.writeText(text);
    told.textContent = done;
  } catch {
    const area = make("textarea", { rows: 8, readonly: true, "aria-label": name });
    area.value = text;
    button.replaceWith(area);
    area.select();
  }
}
