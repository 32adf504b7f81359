// What the judges know: versions, schemas, rules, pages of mistakes; brought once for each page.

let known;

/** The data of `check/data.json`, which the build made; `root` leads from the page to the top of the site. */
export async function load(root) {
  known ??= fetch(new URL(`${root}check/data.json`, document.baseURI)).then((answer) => {
    if (!answer.ok) throw new Error(`The rules could not be loaded (HTTP ${answer.status}): reload the page.`);
    return answer.json();
  });
  known.catch(() => (known = undefined));
  return known;
}
