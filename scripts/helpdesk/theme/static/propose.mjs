// Propose an entry without git: a form becomes the YAML file, and GitHub's page for a new file opens with it.
// Whatever is typed stays text: it is shown with textContent, and written as YAML by the rules of helpdesk/emit.py.

import { fold as foldName, proseFindings } from "./propose-check.mjs";

const WIDTH = 104;
export const LONGEST_ADDRESS = 7500; // GitHub answers longer ones with an error
const PLAIN = /^(?:[A-Za-z][A-Za-z0-9 .,()/'+_-]*(?<! )|[0-9]{4}-[0-9]{2}-[0-9]{2}|https:\/\/[A-Za-z0-9./_~?=&%+#-]+)$/;
const WORDS_OF_YAML = /^(?:null|true|false|yes|no|on|off)$/i;
const NO_BLOCK = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/;
const ESCAPED = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

// --- values to YAML

/** The text of a YAML file with these keys, in their order: texts, lists, mappings, numbers. */
export const toYaml = (values) => [...mapping(values, 0)].map((line) => `${line}\n`).join("");

const isMapping = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const isFull = (value) => typeof value === "object" && value !== null && Object.keys(value).length > 0;

function* mapping(values, indent) {
  for (const [key, value] of Object.entries(values)) {
    const name = `${" ".repeat(indent)}${flow(key)}:`;
    if (isFull(value)) {
      yield name;
      yield* isMapping(value) ? mapping(value, indent + 2) : sequence(value, indent + 2);
    } else {
      const [first, ...more] = scalar(value, indent + 2);
      yield `${name} ${first}`;
      yield* more;
    }
  }
}

function* sequence(values, indent) {
  const pad = " ".repeat(indent + 2);
  for (const value of values) {
    const inner = isMapping(value) ? mapping : sequence;
    const [first, ...more] = isFull(value) ? [...inner(value, indent + 2)] : [...scalar(value, indent + 2)];
    yield `${" ".repeat(indent)}- ${isFull(value) ? first.slice(pad.length) : first}`;
    yield* more;
  }
}

function* scalar(value, indent) {
  const pad = " ".repeat(indent);
  if (typeof value !== "string") {
    yield JSON.stringify(value);
    return;
  }
  const text = value.toWellFormed();
  if (text.includes("\n") && !NO_BLOCK.test(text) && /[^\n]/.test(text)) {
    const ends = text.length - text.replace(/\n+$/, "").length;
    const lead = /^\n* /.test(text) || text.startsWith("\n") ? "2" : "";
    yield `|${lead}${ends === 0 ? "-" : ends === 1 ? "" : "+"}`;
    const lines = text.split("\n");
    if (ends) lines.pop();
    for (const line of lines) yield line && pad + line;
  } else if (text.length + indent > WIDTH && !NO_BLOCK.test(text) && /^[^\s]+(?: [^\s]+)*$/.test(text)) {
    yield ">-";
    yield* wrap(text, WIDTH - indent).map((line) => pad + line);
  } else {
    yield flow(text);
  }
}

function wrap(text, width) {
  const lines = [];
  for (const word of text.split(" ")) {
    const last = lines.length - 1;
    if (last >= 0 && lines[last].length + 1 + word.length <= width) lines[last] += ` ${word}`;
    else lines.push(word);
  }
  return lines;
}

function flow(text) {
  if (PLAIN.test(text) && !WORDS_OF_YAML.test(text)) return text;
  const hex = (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(text.toWellFormed()).replace(ESCAPED, hex);
}

// --- from the form

const SMALL = new Set("a an the is are do does i my of to in it what which how and".split(" "));

/** The words that matter, as the name of a file. */
export function proposeId(title, kind) {
  const all = title.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const kept = all.filter((word) => kind === "term" || !SMALL.has(word));
  let id = "";
  for (const word of kept.length ? kept : all) {
    if (id && id.length + word.length >= 40) break;
    id = id ? `${id}-${word}` : word.slice(0, 40);
  }
  return id || "entry"; // of a title in another script; the form asks for a name then
}

const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);
const oneLine = (text) => text.split(/\s+/).filter(Boolean).join(" ");

/** The entry as a plain object: empty fields left out. */
export function entryOf(fields, today) {
  const entry = {};
  for (const { key, form, value } of fields) {
    const text = value.replace(/\r\n?/g, "\n");
    if (!text.trim()) continue;
    if (key === "sources") entry[key] = lines(text).map(source);
    else if (form === "list") entry[key] = lines(text);
    else entry[key] = form === "block" ? `${text.replace(/\s+$/, "")}\n` : oneLine(text);
  }
  return { ...entry, reviewed: today };
}

function source(line) {
  const [url, ...words] = line.split(/\s+/);
  return { url, supports: words.join(" ") };
}

/** What `helpdesk check` would say, in plain words, with the field that it is about; `rules` is propose.json. */
export function findings(fields, entry, rules, kind) {
  const found = [];
  const say = (key, words) => found.push({ key, words });
  for (const { key, label, form, least, most, needed, value } of fields) {
    const text = value.replace(/\r\n?/g, "\n");
    const length = [...oneLine(text)].length;
    if (needed && !length) say(key, `${label} is missing.`);
    else if (length && length < least) say(key, `${label} has ${length} characters; at least ${least} are needed.`);
    else if (most && length > most) say(key, `${label} has ${length} characters; at most ${most} are allowed.`);
    if (!length || key === "category" || key === "audience" || key === "sources") continue;
    const shape = form === "line" && key !== "short" ? "list" : form;
    for (const words of proseFindings(text, shape, rules)) say(key, `${label} ${words}.`);
    if (key === "short" && !new RegExp(rules.letters).test(text)) say(key, `${label} has no words: write some.`);
    if (form === "list") for (const twice of repeated(lines(text))) say(key, `${label} has "${twice}" twice.`);
  }
  for (const { url, supports } of entry.sources ?? []) {
    if (!new RegExp(`^(?:${rules.address})$`).test(url) || url.startsWith("mailto:"))
      say("sources", `The source ${url} must be an address such as https://example.org/page.`);
    for (const words of proseFindings(supports, "inline", rules)) say("sources", `The claim "${supports}" ${words}.`);
    if (!supports) say("sources", `After the source ${url}, say which claim it backs.`);
  }
  for (const twice of repeated((entry.sources ?? []).map(({ url, supports }) => `${url} ${supports}`)))
    say("sources", `The source ${twice} stands there twice.`);
  const title = fields[0]?.value.trim() ?? "";
  if (new RegExp(rules.shown).test(title)) say(fields[0].key, `${fields[0].label} has marks that are shown as they stand: write plain words.`);
  const same = (rules.names[kind] ?? []).find(([name, shown]) => title && sameName(kind, name, shown, title));
  if (same) say(fields[0].key, `"${title}" is there already, as ${same[1]}.`);
  return found;
}

const repeated = (items) => [...new Set(items.filter((item, i) => items.indexOf(item) !== i))];
const asked = (text) => foldName(text).replace(/[ ?.!]+$/, "");
const sameName = (kind, name, shown, title) =>
  kind === "term" ? foldName(name) === foldName(title) : name === shown && asked(name) === asked(title);

const fold = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const trigrams = (text) => new Set(Array.from(` ${text} `, (_, i) => ` ${text}  `.slice(i, i + 3)));

/** Entries whose name is much like `title`: at most five, the nearest first. */
export function similar(title, names) {
  const wanted = trigrams(fold(title));
  if (fold(title).length < 2) return [];
  const near = names.map(([name, shown, url]) => {
    const other = trigrams(fold(name));
    const shared = [...wanted].filter((part) => other.has(part)).length;
    return { shown, url, likeness: (2 * shared) / (wanted.size + other.size) };
  });
  const best = near.filter(({ likeness }) => likeness > 0.5).sort((a, b) => b.likeness - a.likeness);
  return best.filter(({ url }, i) => best.findIndex((one) => one.url === url) === i).slice(0, 5);
}

/** Where GitHub opens a new file, with the text if the address is not too long. */
export function address(base, name, text) {
  const empty = `${base}?filename=${encodeURIComponent(name)}`;
  const full = `${empty}&value=${encodeURIComponent(text.toWellFormed())}`;
  return full.length <= LONGEST_ADDRESS ? { href: full, whole: true } : { href: empty, whole: false };
}
