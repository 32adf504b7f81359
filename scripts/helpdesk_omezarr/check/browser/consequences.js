// Causes before what follows from them, as in scripts/helpdesk_omezarr/explaining/examine.py.

import { parentOf } from "./nodes.js";

/** The findings without what may follow from an error in the same document, or in one of a group above. */
export function withoutConsequences(findings, rules) {
  const follow = new Set(rules.filter(({ follows }) => follows).map(({ code }) => code));
  const follows = ({ validator, rule }) => validator === "house" && follow.has(rule);
  const causes = new Set(
    findings.filter((one) => one.severity === "error" && !follows(one)).map(({ document }) => parentOf(document)),
  );
  return findings.filter((one) => !follows(one) || !above(one.document).some((path) => causes.has(path)));
}

/** The paths of the group of a document and of all groups above it. */
function above(document) {
  const paths = [];
  for (let path = parentOf(document); path; path = parentOf(path)) paths.push(path);
  return [...paths, ""];
}
