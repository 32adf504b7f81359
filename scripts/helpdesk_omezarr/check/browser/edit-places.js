// On which line of its document each finding stands.

import { placesIn } from "./places.js";
import { firstError } from "./syntax.js";

/** The findings, each with `at`: `{start, end, line}` in the text of its document, lines from 1; null without such a text. */
export function placed(findings, documents) {
  const inDocuments = Map.groupBy(findings, ({ document }) => document);
  const known = new Map();
  for (const [document, some] of inDocuments)
    if (Object.hasOwn(documents, document)) known.set(document, finder(documents[document], some));
  return findings.map((finding) => ({ ...finding, at: known.get(finding.document)?.(finding.pointer) ?? null }));
}

/** A function from a pointer of `findings` to its place in `text`. */
function finder(text, findings) {
  const pointers = findings.flatMap(({ pointer }) => ways(pointer));
  const spans = new Map(placesIn(text, pointers).map((span) => [span.pointer, span]));
  const lines = starts(text);
  const top = topOf(text);
  return (pointer) => {
    const { start, end } = spans.get(ways(pointer).find((way) => spans.has(way))) ?? top;
    return { start, end, line: Math.max(1, lines.findLastIndex((first) => first <= start) + 1) };
  };
}

/** The pointer and those above it: what is missing stands nowhere. Pasted attributes have no key `attributes` around them. */
function ways(pointer) {
  const found = [];
  for (let one = pointer; one; one = one.slice(0, one.lastIndexOf("/"))) found.push(one);
  return [...found, ...found.filter((one) => one.startsWith("/attributes/")).map((one) => one.slice("/attributes".length))];
}

/** Where a finding about the whole document stands: at its start, or where it stops to be JSON. */
function topOf(text) {
  const at = Math.min(firstError(text)?.at ?? 0, text.length);
  return { start: at, end: at };
}

function starts(text) {
  const found = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) found.push(at + 1);
  return found;
}
