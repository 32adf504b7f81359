// Judges the nodes of a store: what the official schemas say, and what the rules of the help desk say.

import { ofSchema } from "./findings.js";
import { collectionViews } from "./ome-xml.js";
import { pointer } from "./pointer.js";
import { brokenRules } from "./rules.js";
import { Schemas } from "./schemas.js";
import { transformViews } from "./transforms.js";
import { views } from "./views.js";

// What a group is -> its schema. A list of labels has none.
const SCHEMAS = {
  plate: "plate",
  well: "well",
  scene: "scene",
  bioformats2raw: "bf2raw",
  series: "ome",
  label: "label",
  image: "image",
};
// What needs more than the pasted metadata.
const BEYOND_TEXT = new Set(["group", "array", "parent_group", "well_there"]);
const asked = new Map();

/** The row of the table of versions whose rules hold for metadata that state `stated`; undefined where none is meant. */
export function nearest(stated, format, versions) {
  const living = versions.filter(({ state }) => state === "living");
  if (stated === null) return living.find(({ zarr_format }) => zarr_format === format);
  if (versions.some(({ version }) => version === stated)) return living.find(({ version }) => version === stated);
  const begins = /^\d+\.\d+/.exec(stated)?.[0];
  return living.find(({ version }) => version === begins);
}

/** All findings about `nodes`, in the order in which `helpdesk explain` has them: schemas, then rules. */
export async function judge(nodes, version, data, store) {
  const versions = data.versions.map((row) => row.version);
  const row = data.versions.find((one) => one.version === version);
  const rules = store.text ? data.rules.filter(({ test }) => !BEYOND_TEXT.has(test)) : data.rules;
  const all = [...views(nodes, version, versions), ...transformViews(nodes), ...(await collectionViews(nodes, store))];
  return [...bySchemas(nodes, data.schemas[row.schemas], row.schemas), ...brokenRules(nodes, all, version, rules, versions)];
}

function* bySchemas(nodes, schemas, name) {
  if (!asked.has(name)) asked.set(name, new Schemas(schemas));
  const known = asked.get(name);
  for (const node of nodes)
    for (const kind of node.kinds) {
      const schema = `${SCHEMAS[kind]}.schema`;
      const found = kind in SCHEMAS && known.has(schema) ? known.best(schema, node.attributes) : null;
      if (found) yield ofSchema(found.rule, node.document, node.attributesAt + pointer(found.parts), found.message);
    }
}
