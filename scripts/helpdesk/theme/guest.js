// In a site with a theme of its own: what our pages need, and cards on links to our terms. It touches only what has the
// class `helpdesk`.

import { copyButton } from "./copy.js";
import "./embed.js";

for (const part of document.querySelectorAll(".helpdesk.js-only, .helpdesk .js-only")) part.classList.remove("js-only");

if (document.querySelector("form.filter.helpdesk")) import("./lists.js");

for (const form of document.querySelectorAll("form.helpdesk[data-find]")) {
  const start = async () => (await import("./results.js")).attach(form);
  form.elements.q.addEventListener("focus", start, { once: true });
}

copyButton();
