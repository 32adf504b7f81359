// Fills the templates of scripts. They have four things beside plain lines of Python:
//
//   {{name}}              the value of that name; a value that is no text becomes a Python literal, broken where it is long
//   {{?name:text?}}       `text` where the condition holds, {{?!name:text?}} where it does not
//   %if name, %else, %end lines for a condition; `%if not name` is the opposite
//   %each name, %end      lines for each item of a list, whose values are known inside
//   %include name         another template

import { literal } from "./python.js";

/** The template `name` with `values`; `templates` has all texts by name. */
export function filled(name, values, templates) {
  return lines(templates[name].trimEnd().split("\n"), values, templates).join("\n");
}

function lines(source, values, templates) {
  const found = [];
  for (let at = 0; at < source.length; at++) {
    const [, word, rest] = /^%(\w+) ?(.*)$/.exec(source[at]) ?? [];
    if (!word) found.push(line(source[at], values));
    else if (word === "include") found.push(...lines(templates[rest].trimEnd().split("\n"), values, templates));
    else {
      const { end, middle } = block(source, at);
      const [first, second] = [source.slice(at + 1, middle ?? end), middle ? source.slice(middle + 1, end) : []];
      if (word === "each") for (const item of known(values, rest)) found.push(...lines(first, { ...values, ...item }, templates));
      else found.push(...lines(holds(values, rest) ? first : second, values, templates));
      at = end;
    }
  }
  return found;
}

/** Where the block that begins at `start` ends, and where its `%else` stands. */
function block(source, start) {
  let depth = 0;
  let middle;
  for (let at = start; at < source.length; at++) {
    if (/^%(if|each)\b/.test(source[at])) depth++;
    else if (source[at] === "%else" && depth === 1) middle = at;
    else if (source[at] === "%end" && --depth === 0) return { end: at, middle };
  }
  throw new Error(`A template has no %end for: ${source[start]}`);
}

const holds = (values, condition) =>
  condition.startsWith("not ") ? !known(values, condition.slice(4)) : Boolean(known(values, condition));

function known(values, name) {
  if (!Object.hasOwn(values, name)) throw new Error(`A template asks for ${name}, which has no value`);
  return values[name];
}

function line(text, values) {
  const indent = /^ */.exec(text)[0].length;
  let shown = text;
  for (let before = ""; before !== shown; )
    [before, shown] = [
      shown,
      shown.replace(/\{\{\?(!?)(\w+):((?:(?!\{\{\?).)*?)\?\}\}/g, (_, not, name, inner) =>
        Boolean(known(values, name)) !== Boolean(not) ? inner : "",
      ),
    ];
  // One pass: what a reader typed is never looked at as a template.
  return shown.replace(/\{\{(\w+)\}\}/g, (_, name, at) => {
    const value = known(values, name);
    return typeof value === "string" ? value : literal(value, indent, at - indent);
  });
}
