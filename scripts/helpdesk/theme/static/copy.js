// Buttons that copy: the address of an entry, and every block of code.

const DONE = 2000; // ms for which a button says so

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // without the right to
  }
}

// --- the address of an entry; another page's own button of this kind has a form around it
const button = document.querySelector(".entry-tools [data-copy]");
button?.addEventListener("click", async () => {
  const address = location.href.split(/[?#]/)[0];
  const told = button.nextElementSibling;
  told.textContent = (await copy(address)) ? "Copied" : address;
  if (told.textContent === "Copied") setTimeout(() => (told.textContent = ""), DONE * 2);
});

// --- code; a session is copied without its prompts and answers, a diff as what is right
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
