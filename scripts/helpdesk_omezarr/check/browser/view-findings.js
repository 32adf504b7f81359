// The findings, the gravest first, and the metadata with the places marked.

import { make, plural } from "./dom.js";
import { grouped, readable, sentence } from "./groups.js";
import { placesIn } from "./places.js";

const WORDS = { error: "Error", warning: "Warning", note: "Note" };
const MOST = 200; // findings that are shown
const MOST_PLACES = 6; // of one kind

/** What was found, and the texts of `documents` with the places marked. `place` makes the nodes that name the place of a
 * finding. */
export function showFindings(findings, data, root, documents, place = named) {
  if (!findings.length) return [];
  const groups = grouped(findings);
  const items = groups.slice(0, MOST).map((group) => item(group, data, root, place));
  const rest = groups.length - items.length;
  return [
    make("h3", {}, "What was found"),
    make("ul", { class: "findings" }, items),
    ...(rest > 0 ? [make("p", {}, `And ${plural(rest, "finding")} more.`)] : []),
    ...Object.entries(documents).map(([name, text]) =>
      marked(
        name,
        text,
        findings.filter(({ document }) => document === name),
      ),
    ),
  ];
}

const named = ({ document, pointer }) => [
  make("code", {}, document),
  pointer && " ",
  pointer && make("code", {}, readable(pointer)),
];

function item(group, data, root, place) {
  const [{ severity, rule, page, validator }] = group;
  const [title, url] = data.mistakes[page] ?? [];
  const places = group.slice(0, MOST_PLACES).map((one) => make("li", {}, place(one)));
  const more = group.length > MOST_PLACES ? [make("li", {}, `and ${group.length - MOST_PLACES} more places`)] : [];
  const whole = group.map((one) =>
    make("data", {
      class: "finding",
      hidden: true,
      "data-severity": one.severity,
      "data-code": one.rule,
      "data-page": one.page,
      "data-validator": one.validator,
      "data-document": one.document,
      "data-pointer": one.pointer,
    }),
  );
  return make(
    "li",
    { class: severity, "data-rule": rule },
    make(
      "p",
      {},
      make("strong", { class: `severity ${severity}` }, WORDS[severity]),
      " ",
      make("span", {}, sentence(group)),
      " ",
      make("small", {}, `(${validator === "schemas" ? "official schema" : "help desk"}: ${rule})`),
    ),
    title
      ? make("p", { class: "page" }, make("a", { href: root + url }, title))
      : make(
          "p",
          { class: "page" },
          "No page here explains this yet; ",
          make("a", { href: `${root}docs/channels.html` }, "ask someone"),
          ".",
        ),
    make("ul", { class: "places" }, places, more),
    whole,
  );
}

/** The text of a document, with a mark at the place of each finding. */
function marked(name, text, findings) {
  const spans = placesIn(
    text,
    findings.map(({ pointer }) => pointer),
  ).sort((a, b) => a.start - b.start);
  const code = make("code");
  let at = 0;
  for (const { start, end } of spans) {
    if (start < at) continue;
    code.append(text.slice(at, start), make("mark", {}, text.slice(start, end)));
    at = end;
  }
  code.append(text.slice(at));
  const count = spans.length ? `, ${plural(spans.length, "place")} marked` : "";
  return make(
    "details",
    { class: "document", open: spans.length > 0 && text.length < 20000 },
    make("summary", {}, make("code", {}, name), count),
    make("pre", { tabindex: "0", role: "group", "aria-label": name }, code),
  );
}
