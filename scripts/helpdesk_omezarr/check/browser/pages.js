// Finds the page of the mistake behind each finding, by rule and place, as scripts/helpdesk_omezarr/explaining/pages.py does.
//
// A rule of the house names its page. For what the schemas say, those mistakes come into question whose broken store, in
// the build, had such a finding; one is named if all that its store had is found here as well.

const signature = ({ validator, rule, pointer }) => {
  const place = pointer.replace(/\/\d+(?=\/|$)/g, "/*").replace(/^\/labels?\/.*?\/(?=attributes|ome)/, "/");
  return [validator, rule, place].filter(Boolean).join(" | ");
};

/** The findings with their `page`: the id of a mistake, or "". `found`: also what is not told; `known`: mistakes by
 * signature; `mistakes`: all ids. */
export function withPages(findings, found, known, mistakes) {
  const said = new Set(found.map(signature));
  const whole = new Map();
  for (const [one, ids] of Object.entries(known)) for (const id of ids) whole.set(id, [...(whole.get(id) ?? []), one]);
  const exists = (id) => Boolean(id) && Object.hasOwn(mistakes, id);
  const sure = new Map();
  for (const { page } of findings) if (exists(page)) sure.set(page, (sure.get(page) ?? 0) + 1);
  const pageOf = (finding) => {
    if (finding.page || finding.validator === "house") return exists(finding.page) ? finding.page : "";
    const candidates = (known[signature(finding)] ?? []).filter(exists);
    const named = candidates.filter((id) => sure.has(id));
    if (named.length) return named.sort((a, b) => sure.get(b) - sure.get(a) || (a < b ? 1 : -1))[0];
    return best(
      candidates.filter((id) => (whole.get(id) ?? []).every((one) => said.has(one))),
      whole,
    );
  };
  return findings.map((finding) => ({ ...finding, page: pageOf(finding) }));
}

/** The one that explains most; "" where two explain the same. */
function best(candidates, whole) {
  const [first, second] = candidates.map((id) => [(whole.get(id) ?? []).length, id]).sort((a, b) => b[0] - a[0]);
  return !first || (second && second[0] === first[0]) ? "" : first[1];
}
