// A button on every block of code copies it; a session without its prompts and answers, a diff as what is right.

import { copy, DONE } from "./copy.js";

function textOf(block) {
  const pre = block.querySelector("pre");
  if (block.querySelector(".gp")) return commands(pre);
  if (block.closest(".highlight-diff")) return corrected(pre.textContent);
  return pre.textContent.trimEnd();
}

function commands(pre) {
  const lines = pre.textContent.split("\n").filter((line) => line.startsWith("$ ") || line.startsWith(">>> "));
  return lines.map((line) => line.replace(/^(\$|>>>) /, "")).join("\n");
}

function corrected(diff) {
  const lines = diff.trimEnd().split("\n");
  return lines.filter((line) => !/^(-|  …)/.test(line)).map((line) => line.slice(1)).join("\n");
}

for (const block of document.querySelectorAll("article div.highlight:not(:has(div.highlight))")) {
  if (block.closest(".said:not(.session)") || !block.querySelector("pre")?.textContent.trim()) continue;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "copy", textContent: "Copy" });
  button.setAttribute("aria-label", "Copy this code");
  button.addEventListener("click", async () => {
    const done = await copy(textOf(block));
    button.textContent = done ? "Copied" : "Could not copy";
    button.setAttribute("aria-label", button.textContent);
    button.classList.add("done");
    setTimeout(() => {
      button.textContent = "Copy";
      button.setAttribute("aria-label", "Copy this code");
      button.classList.remove("done");
    }, DONE);
  });
  block.append(button);
}
