// Findings as people read them: those of one kind together, and places as JavaScript writes them.

const ORDER = ["error", "warning", "note"];

/** Groups of findings of one kind: the same rule, severity and page. */
export function grouped(findings) {
  const kinds = new Map();
  for (const finding of findings) {
    const key = [finding.severity, finding.validator, finding.rule, finding.page, finding.many ? "" : finding.message].join("\n");
    if (!kinds.has(key)) kinds.set(key, []);
    kinds.get(key).push(finding);
  }
  return [...kinds.values()].sort((a, b) => ORDER.indexOf(a[0].severity) - ORDER.indexOf(b[0].severity));
}

/** One sentence for a group: that of the rule for many places, where there are several. */
export function sentence(group) {
  const [first] = group;
  if (group.length === 1 || !first.many) return first.message;
  const values = [...new Set(group.map(({ value }) => value))];
  const list = values.slice(0, 5).join(", ") + (values.length > 5 ? ", ..." : "");
  return first.many.replace("{count}", group.length).replace("{list}", list);
}

/** A JSON pointer as JavaScript writes it: `multiscales[0].axes`. */
export function readable(pointer) {
  const parts = pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  return parts
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
    .join("")
    .replace(/^\./, "");
}
