// The section that is being read: marked in the list at the side, and named in the folded list of narrow windows.

const READ = 140; // px from the top: what begins above this line is being read

const folded = document.querySelector(".folded-contents");
const lists = document.querySelectorAll(".contents, .folded-contents");
const links = [...lists].flatMap((list) => [...list.querySelectorAll('a[href^="#"]')]).filter((link) => link.hash.length > 1);
const heads = new Map(links.map((link) => [link.hash, document.getElementById(decodeURIComponent(link.hash.slice(1)))]));
const now = Object.assign(document.createElement("span"), { className: "now" });

let asked = 0;
function mark() {
  asked = 0;
  const passed = [...heads].filter(([, head]) => head && head.getBoundingClientRect().top < READ);
  const hash = passed.at(-1)?.[0];
  for (const link of links) {
    if (link.hash === hash) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  now.textContent = links.find((link) => link.hash === hash)?.textContent ?? "";
}

if (folded) {
  folded.querySelector("summary").append(now);
  const top = Object.assign(document.createElement("a"), { href: "#main-content", textContent: "Top of the page" });
  const first = document.createElement("li");
  first.append(top);
  folded.querySelector("ul").prepend(first);
  folded.addEventListener("click", ({ target }) => target.closest("a") && (folded.open = false));
  document.addEventListener("keydown", ({ key }) => key === "Escape" && (folded.open = false));
  document.addEventListener("pointerdown", ({ target }) => folded.contains(target) || (folded.open = false));
}
addEventListener("scroll", () => (asked ||= requestAnimationFrame(mark)), { passive: true });
mark();
