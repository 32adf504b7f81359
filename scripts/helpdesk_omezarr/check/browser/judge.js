// Judges the nodes of a store: what the official schemas say, and what the rules of the help desk say.

import { statedVersion } from "./nodes.js";
import { xmlFindings } from "./ome-xml.js";
import { brokenRules, pointer } from "./rules.js";
import { Schemas } from "./schemas.js";
import { transformFindings } from "./transforms.js";

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
  return [
    ...bySchemas(nodes, data.schemas[row.schemas], row.schemas),
    ...topGroup(nodes),
    ...otherVersion(nodes, version, versions),
    ...brokenRules(nodes, version, rules, versions),
    ...transformFindings(nodes),
    ...(await xmlFindings(nodes, store)),
  ];
}

function* bySchemas(nodes, schemas, name) {
  if (!asked.has(name)) asked.set(name, new Schemas(schemas));
  const known = asked.get(name);
  for (const node of nodes)
    for (const kind of node.kinds) {
      const schema = `${SCHEMAS[kind]}.schema`;
      const found = kind in SCHEMAS && known.has(schema) ? known.best(schema, node.attributes) : null;
      if (found) {
        const { rule, parts, message } = found;
        yield {
          severity: "error",
          document: node.document,
          pointer: node.attributesAt + pointer(parts),
          rule,
          validator: "schemas",
          page: "",
          message,
          many: "",
          value: "",
        };
      }
    }
}

const ofHouse = (document, place, rule, page, message) => ({
  severity: "error",
  document,
  pointer: place,
  rule,
  validator: "house",
  page,
  message,
  many: "",
  value: "",
});

/** Viewers and libraries open the top: https://ngff.openmicroscopy.org/0.5/index.html#metadata. */
function* topGroup(nodes) {
  const inner = nodes.find(({ kinds }) => kinds.length);
  if (inner?.path)
    yield ofHouse(
      nodes[0].document,
      "",
      "top-group",
      "image-one-level-down",
      `the top group has no OME-Zarr metadata; it begins one level down: open ${inner.path}`,
    );
}

/** That a version is misspelled is told by a rule. */
function* otherVersion(nodes, version, versions) {
  for (const node of nodes) {
    const stated = statedVersion([node]);
    if (versions.includes(stated) && stated !== version)
      yield ofHouse(
        node.document,
        `${node.omeAt}/version`,
        "other-version",
        "",
        `${node.document} states version ${stated}, but this is to be ${version}`,
      );
  }
}
