// What `helpdesk check` says of a text, said while one types. The words, patterns and names come from the same data, which
// the build writes to propose.json; a test compares both over many files.

const FENCE = /^( {0,3})(`{3,}|~{3,})(.*)$/;
const CODE = /(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g;
const ROLE = /\{([^{}`\s]+)\}(`+)([\s\S]*?[^`])\2(?!`)/g;
const LINK = /\[((?:[^\[\]\\]|\\.)*)\]\(\s*<?([^\s)>]*(?:\([^\s()]*\)[^\s)]*)?)>?(?:\s+"[^"]*")?\s*\)/g;
const AUTOLINK = /<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*)>/gi;
const TAG = /<(?:[a-z!/?][^>]*>|!--)/i;

/** Names are the same when they differ only in case, width, spaces, hyphens and underscores. */
export const fold = (name) =>
  name.normalize("NFKC").replace(/[\u200c\u200d]/g, "").toLowerCase().replace(/[\s_-]+/g, " ").trim();

/** Sentences about what is wrong in one text. `form`: block, line (plain words and code), list; `rules`: propose.json. */
export function proseFindings(text, form, rules) {
  const found = [];
  const lines = text.split("\n");
  if (new RegExp(rules.hidden, "u").test(text)) found.push("has a hidden character: type that part again");
  if (text.includes("\t")) found.push("has a tab: use spaces");
  const filler = lines.map((line) => new RegExp(rules.placeholder, "i").exec(line)?.[0]).find(Boolean);
  if (filler && form !== "list") found.push(`has the placeholder ${filler}: write the text or leave it out`);
  if (form === "list") return [...found, ...markup(text, rules)];
  const words = form === "block" ? outsideFences(lines, rules, found) : text;
  if (form === "block") headings(words, found);
  inline(words, form, rules, found);
  return found;
}

const markup = (text, rules) => (new RegExp(rules.markup, "i").test(text) ? ["has markup or a script: write plain words"] : []);

/** The lines that are no code, boxes opened; what is wrong with fences goes to `found`. */
function outsideFences(lines, rules, found) {
  const kept = [];
  let open = null;
  for (const line of lines) {
    const [, , marks, info] = FENCE.exec(line) ?? [];
    if (open && marks?.startsWith(open.marks) && !info.trim()) {
      open = null;
    } else if (open) {
      if (marks?.startsWith(open.marks)) found.push(`has ${marks} inside ${open.marks}: close the one above it`);
      if (open.box) kept.push(line);
    } else if (marks) {
      const [, name, rest] = /^\{([^}]*)\}(.*)$/.exec(info.trim()) ?? [];
      const language = info.trim().split(" ")[0];
      open = { marks, box: rules.boxes.includes(name) };
      if (name !== undefined && !open.box) found.push(`has the directive ${name}; there are: ${rules.boxes.join(", ")}`);
      if (name === undefined && language && !rules.languages.includes(language))
        found.push(`has code in ${language}, which is no language here; there are: ${rules.languages.join(", ")}`);
      if (open.box) kept.push(rest);
    } else {
      kept.push(line);
    }
  }
  if (open) found.push(`has ${open.marks} without an end: close it with such a line`);
  return kept.filter((line) => !/^ {4,}\S/.test(line)).join("\n");
}

function headings(words, found) {
  let level = 1;
  for (const [, marks, title] of words.matchAll(/^ {0,3}(#{1,6})(?: +(.*))?$/gm)) {
    if (marks.length === 1) found.push("has a heading with one #: begin with ##");
    else if (marks.length > level + 1) found.push(`has a heading ${marks} below one of level ${level}`);
    if (!(title ?? "").replace(/[# ]/g, "")) found.push("has a heading without words");
    level = marks.length;
  }
}

function inline(text, form, rules, found) {
  const plain = form !== "block";
  let rest = text.replace(ROLE, (_, name, __, content) => {
    if (plain) found.push("may have plain words and `code` only: no roles");
    else if (!rules.roles.includes(name)) found.push(`has the role ${name}; there are: ${rules.roles.join(", ")}`);
    else target(name, content, rules, found);
    return " ";
  });
  rest = rest.replace(CODE, " ");
  const bare = new RegExp(`(?:^|[\\s(])(${rules.roles.join("|")})\`[^\`]`, "m").exec(text);
  if (bare) found.push(`has ${bare[1]} before code: write it with braces, {${bare[1]}}`);
  const judge = (href) => {
    if (plain) found.push("may have plain words and `code` only: no links");
    else if (!new RegExp(`^(?:${rules.address})$`).test(href))
      found.push(`has the link ${href}: write an address such as https://example.org/page`);
  };
  if (/!\[[^\]]*\]\(/.test(rest)) found.push("has a picture, which only the build makes: use an example");
  rest = rest.replace(/!(\[[^\]]*\]\()/g, "$1");
  rest = rest.replace(LINK, (_, words, href) => {
    if (!words.trim()) found.push("has a link without words");
    judge(href);
    return words;
  });
  rest = rest.replace(AUTOLINK, (_, href) => (judge(href), " "));
  if (TAG.test(rest) || new RegExp(rules.markup, "i").test(rest)) found.push("has HTML, which is not read: write it as `code`");
  if (plain && /\*\S[^*]*\*|(?:^|\s)_\S[^_]*_(?:\s|$)/.test(rest)) found.push("may have plain words and `code` only");
  if (rest.includes("\\")) return;
  const whole = rest.replace(/\*\*(?=\S)[^*]+\*\*/g, " ").replace(/^ {0,3}\|.*$/gm, " ").replace(/^ {0,3}#{1,6}(?= |$).*$/gm, " ");
  const mark = whole.split("\n").map((line) => new RegExp(rules.marks).exec(line.trim())?.[0]).find(Boolean);
  if (mark) found.push(`has ${mark.trim()}, which would be shown as it stands`);
}

function target(role, content, rules, found) {
  const name = (/<([^<>]+)>\s*$/.exec(content)?.[1] ?? content).trim();
  const known = rules.targets[role === "fact" ? "example" : role] ?? [];
  const wanted = role === "term" ? fold(name) : name.split(":")[0];
  if (!known.includes(wanted)) found.push(`names the ${role} ${name}, which does not exist`);
}
