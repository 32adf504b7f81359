// The documents of the store as a tree of groups and arrays, each a button.

import { make, plural } from "./dom.js";

/** A nested list. `open` is the path of the document that is shown, `errors` counts findings by path; `choose` is called
 * with a path. */
export function treeOf(documents, open, errors, choose) {
  const lists = new Map();
  const listAt = (folder) => {
    if (lists.has(folder)) return lists.get(folder);
    const list = make("ul", folder ? {} : { class: "edit-documents" });
    lists.set(folder, list);
    if (folder) {
      const above = listAt(folder.slice(0, Math.max(0, folder.lastIndexOf("/"))));
      above.append(make("li", {}, list));
    }
    return list;
  };
  for (const path of Object.keys(documents).sort(byFolder)) {
    const found = errors.get(path) ?? 0;
    // What the place in the tree shows is only said.
    const above = path.slice(0, path.lastIndexOf("/", path.lastIndexOf("/") - 1) + 1);
    const button = make(
      "button",
      { type: "button", "aria-current": path === open && "true", "data-path": path },
      above && make("span", { class: "visually-hidden" }, above),
      path.slice(above.length),
      found > 0 && make("span", { class: "found" }, ` ${plural(found, "finding")}`),
    );
    button.addEventListener("click", () => choose(path));
    listAt(path.slice(0, Math.max(0, path.lastIndexOf("/")))).append(make("li", {}, button));
  }
  return listAt("");
}

const folderOf = (path) => path.split("/").slice(0, -1);

/** A group before its members, members by name. */
function byFolder(a, b) {
  const [left, right] = [folderOf(a), folderOf(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++)
    if (left[i] !== right[i]) return left[i].localeCompare(right[i], "en", { numeric: true });
  return left.length - right.length || (a < b ? -1 : 1);
}
