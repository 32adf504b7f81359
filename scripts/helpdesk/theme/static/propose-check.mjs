// What `helpdesk check` says of a text, said while one types. The words, patterns and names come from the same data, which
// the build writes to propose.json; a test compares both over many files.

const FENCE = /^( {0,3})(`{3,}|~{3,})(.*)$/;
const CODE = /(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g;
const ROLE = /\{([^{}`\s]+)\}(`+)([\s\S]*?[^`])\2(?!`)/g;
const LINK = /\[((?:[^\[\]\\]|\\.)*)\]\(\s*<?([^\s)>]*(?:\([^\s()]*\)[^\s)]*)?)>?(?:\s+"[^"]*")?\s*\)/g;
const AUTOLINK = /<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*)>/gi;
const NOTHING = "\u0001"; // stands where something that needs no look was: no space, so that a line begins where it began
const TAG = /<(?:[a-z!/?][^>]*>|!--)/i;

/** Names are the same when they differ only in case, width, spaces, hyphens and underscores. */
export const fold = (name) =>
  name.normalize("NFKC").replace(/[\u200c\u200d]/g, "").toLowerCase().replace(/[\s_-]+/g, " ").trim();

/** Sentences about what is wrong in one text. `form`: block, inline, line (plain words), list; `rules`: propose.json. */
export function proseFindings(text, form, rules) {
  const found = [];
  const lines = text.split("\n");
  if (new RegExp(rules.hidden, "u").test(text)) found.push("has a hidden character: type that part again");
  if (text.includes("\t")) found.push("has a tab: use spaces");
  const filler = lines.map((line) => new RegExp(rules.placeholder, "i").exec(line)?.[0]).find(Boolean);
  if (filler && form !== "list") found.push(`has the placeholder ${filler}: write the text or leave it out`);
  if (form === "list") return [...found, ...markup(text, rules)];
  if (form === "block") labels(text, found);
  const words = form === "block" ? outsideFences(lines, rules, found) : text;
  if (form === "block") headings(words, found);
  if (form === "block") numbers(words, rules, found);
  if (form === "block" && /^(?:``|''')[a-z]+$/m.test(words)) found.push("has a fence without its three backticks");
  const parts = form === "block" ? words.split(/\n\s*\n/) : [];
  if (foreign(words, rules.english, true) || parts.some((part) => foreign(part, rules.english, false)))
    found.push("is not English: write it in English");
  inline(words, form, rules, found);
  return found;
}

const markup = (text, rules) => (new RegExp(rules.markup, "i").test(text) ? ["has markup or a script: write plain words"] : []);

/** The lines that are no code, boxes opened; what is wrong with fences and tables goes to `found`. */
function outsideFences(lines, rules, found) {
  const kept = [];
  let open = null;
  let listed = false; // inside a list, whose items are set in
  lines.forEach((quoted, i) => {
    const line = quoted.replace(/^ {0,3}(?:> ?)+/, "");
    const [, , marks, info] = FENCE.exec(listed ? line.trimStart() : line) ?? [];
    if (/^ {0,3}(?:[-*+]|\d+[.)]) /.test(line)) listed = true;
    else if (/^\S/.test(line)) listed = false;
    if (open && marks?.startsWith(open.marks) && !info.trim()) {
      if (open.box) box(open, rules, found, kept);
      open = null;
    } else if (open) {
      if (marks?.startsWith(open.marks)) found.push(`has ${marks} inside ${open.marks}: close the one above it`);
      open.lines.push(line);
    } else if (marks) {
      open = { marks, lines: [], ...language(info.trim(), rules, found) };
    } else if (/^ {4,}(?:```|~~~)/.test(line) && !listed && !lines[i - 1]?.trim()) {
      found.push("has a fence that is set in too far: move it to the left");
    } else {
      kept.push(line);
    }
  });
  // The end of a fence that was set in too far looks like a beginning.
  if (open && !found.some((words) => words.includes("set in"))) found.push(`has ${open.marks} without an end: close it`);
  tables(kept, found);
  return kept.filter((line) => !/^ {4,}\S/.test(line)).join("\n");
}

function language(info, rules, found) {
  const [, name, rest] = /^\{([^}]*)\}(.*)$/.exec(info) ?? [];
  const word = info.split(" ")[0];
  if (name === undefined && word && !rules.languages.includes(word))
    found.push(`has code in ${word}, which is no language here; there are: ${rules.languages.join(", ")}`);
  if (name !== undefined && !rules.boxes.includes(name))
    found.push(`has the directive ${name}; there are: ${rules.boxes.join(", ")}`);
  return { box: rules.boxes.includes(name), rest: rest ?? "" };
}

function box({ lines, rest }, rules, found, kept) {
  const first = lines.find((line) => line.trim()) ?? "";
  if (/^\s*(?::|---)/.test(first)) found.push("has a box with options, which it does not take");
  else if (!first && !rest.trim()) found.push("has an empty box: write what it says or remove it");
  if (lines.some((line) => /^ {0,3}#{1,6}(?: |$)/.test(line))) found.push("has a heading in a box: put it above the box");
  kept.push(outsideFences([rest, ...lines], rules, found));
}

/** A number begins no list in the middle of a paragraph, but for 1; and two lines that look like items are none. */
function numbers(words, rules, found) {
  for (const paragraph of words.split(/\n\s*\n/)) {
    const lines = paragraph.trim().split("\n");
    const inList = /^(?:[-*+]|\d+[.)]) |^\|/.test(lines[0]) || /^\n*  /.test(paragraph);
    if (!inList && lines.filter((line) => new RegExp(`^(?:${rules.items})`).test(line)).length > 1)
      found.push("has lines that become one paragraph: write items as - words, and rows as | words | words |");
    if (!inList && lines.some((line, i) => i && /^\d{1,2}[.)] /.test(line) && !/^1[.)]/.test(line) && /[.:;!?]$/.test(lines[i - 1].trim())))
      found.push("has a list in the middle of a paragraph: put an empty line above it");
  }
}

/** `[label]: address` that no link uses is lost. */
function labels(text, found) {
  for (const [, label] of text.matchAll(/^ {0,3}\[([^\]^]+)\]:\s*\S/gm))
    if (text.toLowerCase().split(`[${label.toLowerCase()}]`).length < 3)
      found.push(`has the line [${label}]:, which no link uses, so that it is lost`);
}

const cells = (line) => line.trim().replace(/^\|/, "").replace(/(?<!\\)\|$/, "").split(/(?<!\\)\|/).length;

function tables(lines, found) {
  const rows = new Set(); // lines of tables
  for (let i = 1; i < lines.length; i += 1) {
    if (!/^ {0,3}\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/.test(lines[i]) || !lines[i].includes("|")) continue;
    if (cells(lines[i]) !== cells(lines[i - 1])) {
      if (lines[i - 1].trim()) found.push("has a table whose head and line of dashes have not the same number of cells");
      continue;
    }
    rows.add(i - 1).add(i);
    for (let row = i + 1; lines[row]?.trim(); row += 1) {
      rows.add(row);
      if (cells(lines[row]) !== cells(lines[i])) found.push("has a table row with more or fewer cells than its head");
    }
  }
  if (lines.some((line, i) => !rows.has(i) && /^ {0,3}\|.*\|$/.test(line)))
    found.push("has a row of a table without a line of dashes below its head: add one, | --- | --- |");
}

/** Whether a text is most likely in another language: English has many small words. */
function foreign(text, { small, foreign: others, enough, few, least }, whole) {
  const words = text.replace(CODE, " ").replace(/https?:\/\/\S+|^\s*\|.*$/gm, " ").toLowerCase().match(/\p{L}+/gu) ?? [];
  const letters = words.join("").length;
  const notAscii = words.filter((word) => /[^\x00-\x7f]/.test(word)).join("").length;
  if (letters > 40 && notAscii > letters / 2) return true;
  if (words.filter((word) => small.includes(word)).length >= least * words.length) return false;
  return (whole && words.length >= enough) || (words.length >= few && words.filter((word) => others.includes(word)).length >= 3);
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
  const plain = form === "line";
  let rest = text.replace(ROLE, (_, name, __, content) => {
    if (plain) found.push("may have plain words and `code` only: no roles");
    else if (!rules.roles.includes(name)) found.push(`has the role ${name}; there are: ${rules.roles.join(", ")}`);
    else target(name, content, rules, found);
    return NOTHING;
  });
  if (new RegExp(`(?:^|[^\`])\`\\{(?:${rules.roles.join("|")})\\}[^\`]`).test(rest))
    found.push("has a role inside code, which is no link: write it before the first `");
  const marked = rest.replace(CODE, NOTHING);
  if (/\u0001__?(?!\w)/.test(marked) || /\\[A-Za-z]+\{/.test(marked))
    found.push("has marks of another language, which would be shown as they stand: write it in words");
  rest = rest.replace(CODE, NOTHING).replace(/^ {0,3}\[[^\]^]+\]:.*$/gm, " ");
  const bare = new RegExp(`(?:^|[\\s(]):?(${rules.roles.join("|")}):?\`[^\`]`, "m").exec(text);
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
  rest = rest.replace(AUTOLINK, (_, href) => (judge(href), NOTHING));
  if (TAG.test(rest) || new RegExp(rules.markup, "i").test(rest)) found.push("has HTML, which is not read: write it as `code`");
  if (plain && /\*\S[^*]*\*|(?:^|\s)_\S[^_]*_(?:\s|$)/.test(rest)) found.push("may have plain words and `code` only");
  if (rest.includes("\\")) return;
  const whole = rest.replace(/(\*\*?)(?=\S)[^*]+\1/g, " ").replace(/^ {0,3}\|.*$/gm, " ").replace(/^ {0,3}#{1,6}(?= |$).*$/gm, " ");
  const mark = whole.split("\n").map((line) => new RegExp(rules.marks).exec(line.trim())?.[0]).find(Boolean);
  if (mark) found.push(`has ${mark.trim()}, which would be shown as it stands`);
}

function target(role, content, rules, found) {
  const name = (/<([^<>]+)>\s*$/.exec(content)?.[1] ?? content).trim();
  const known = rules.targets[role === "fact" ? "example" : role] ?? [];
  const wanted = role === "term" ? fold(name) : role === "fact" ? name.split(":")[0] : name;
  if (content !== content.trim()) found.push(`has a space between the marks and ${name}: delete it`);
  if (new RegExp(rules.in_words).test(content.replace(/\s*<[^<>]+>$/, "")))
    found.push(`has marks in the words of a link to ${name}: write plain words`);
  if (!known.includes(wanted)) found.push(`names the ${role} ${name}, which does not exist`);
}
