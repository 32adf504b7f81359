// What the fragment of the address brings into the editor: documents of an example, of a mistake, or packed ones.
//
//   #example=image&script=v05&open=0/zarr.json
//   #mistake=axes-missing&script=v05&side=yours       (or side=corrected)
//   #v1,...                                           (edit-address.js)
//
// Links on pages have the first two behind a question mark, as there is no such place on the page.

import { isPacked, unpacked } from "./edit-address.js";
import { Trouble } from "./trouble.js";

const NAME = /^[a-z0-9][a-z0-9-]*$/;

/** Whether a fragment is meant for the editor; others lead to a place on the page. */
export const isMeant = (fragment) => isPacked(fragment) || /^#?(example|mistake)=/.test(fragment);

/** `{documents, open, from, origin, edited}`. `from` is the fragment to which "Reset" leads; `origin`, which may be null, says
 * what stands there: `{kind, title, url, version}`, of a mistake also `{page, side, sides}`. Throws a `Trouble`. */
export async function opened(fragment, root) {
  if (isPacked(fragment)) return changed(await unpacked(fragment), fragment, root);
  return { ...(await started(fragment, root)), edited: false };
}

/** The same for documents that a reader changed, and kept with where they come `from`; otherwise they are a start. */
export async function changed({ documents, open, from }, start, root) {
  const origin = from ? ((await started(from, root).catch(() => null))?.origin ?? null) : null;
  return { documents, open, from: origin ? from : start, origin, edited: Boolean(origin) };
}

async function started(fragment, root) {
  const wanted = Object.fromEntries(new URLSearchParams(fragment.replace(/^#/, "")));
  const found = wanted.mistake ? await ofMistake(wanted, root) : await ofExample(wanted, root);
  const { documents } = found;
  const first = Object.keys(documents).find((path) => documents[path].trim() !== "{}") ?? Object.keys(documents)[0];
  const open = [wanted.open, found.open, first].find((path) => Object.hasOwn(documents, path));
  return { documents, open, from: fragment, origin: found.origin };
}

async function ofExample({ example, script }, root) {
  const { title, url, stores } = await bring("examples", example, root);
  const documents = only(stores, script, `The example ${example} has no dataset ${script}`);
  return { documents, origin: { kind: "Example", title, url: root + url, version: version(script) } };
}

async function ofMistake({ mistake, script, side = "yours" }, root) {
  const found = await bring("mistakes", mistake, root);
  const { title, url, example } = found;
  const change = only(found.changed, script, `The mistake ${mistake} was not made in a dataset ${script}`);
  const { documents } = await ofExample({ example, script }, root);
  const open = Object.keys(change)[0];
  const origin = { kind: "Mistake", page: mistake, title, url: root + url, version: version(script), side, sides: sides(mistake, script) };
  if (side === "corrected") return { documents, open, origin };
  const broken = Object.entries({ ...documents, ...change }).filter(([, text]) => text !== null);
  return { documents: Object.fromEntries(broken), open, origin };
}

const sides = (mistake, script) =>
  Object.fromEntries(["yours", "corrected"].map((side) => [side, `#mistake=${mistake}&script=${script}&side=${side}`]));
const version = (script) => `0.${script[2]}`;

function only(all, key, absent) {
  if (!Object.hasOwn(all, key)) throw new Trouble("address-wrong", `${absent}: follow a link from its page.`);
  return all[key];
}

async function bring(kind, name, root) {
  const unknown = new Trouble("address-wrong", `There is nothing to open at this address: follow a link from a page.`);
  if (!NAME.test(name ?? "")) throw unknown;
  const answer = await fetch(new URL(`${root}edit/${kind}/${name}.json`, document.baseURI)).catch(() => null);
  if (!answer) throw new Trouble("no-answer", "The documents could not be loaded: are you online? Reload the page.");
  if (!answer.ok) throw unknown;
  return answer.json();
}
