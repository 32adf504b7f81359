// The page of the checker: takes what a reader gives. What reads, judges and shows it is loaded then.

const root = document.getElementById("check");
const find = (name) => document.getElementById(`check-${name}`);
const session = () => import("./session.js");
const begin = async (way, given) => {
  try {
    (await session()).begin(root, way, given);
  } catch (error) {
    find("status").textContent = `The checker could not be loaded: reload the page. (${error.message})`;
  }
};

find("folder").addEventListener("change", ({ target }) => {
  // The same folder, mended, may be chosen again.
  const files = [...target.files];
  target.value = "";
  begin("picked", files);
});
find("file").addEventListener("change", ({ target }) => {
  const files = [...target.files];
  target.value = "";
  begin("picked", files);
});
find("address").addEventListener("submit", (event) => {
  event.preventDefault();
  begin("address", find("url").value);
});
find("text").addEventListener("submit", (event) => {
  event.preventDefault();
  begin("text", find("json").value);
});

// What is dropped beside the box is meant for it, and must not replace the page.
const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
document.addEventListener("dragover", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  find("drop").classList.add("over");
});
document.addEventListener("dragleave", (event) => event.relatedTarget || find("drop").classList.remove("over"));
document.addEventListener("drop", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  find("drop").classList.remove("over");
  // The list is empty once this handler is over.
  const entry = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).find(Boolean);
  begin("dropped", { entry, file: event.dataTransfer.files[0] });
});

// A link to this page may bring an address: check.html?source=https://...
const given = new URLSearchParams(location.search).get("source");
if (given) {
  find("url").value = given;
  begin("address", given);
}
