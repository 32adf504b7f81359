// Where a text stops to be JSON, and why. Browsers say it in words of their own, which differ; this is the same in all.

const SPACE = /[ \t\n\r]*/y;
const TOKEN =
  /"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;
const TEXT_SO_FAR = /"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;
const MISTAKEN = /NaN|-?Infinity/y;

/** The first error: `{rule, at}` with the index of the character. `rule` as in documents.js. */
export function firstError(text) {
  const open = [];
  let at = 0;
  let wants = "value"; // or "first" (a value or `]`), "key" (`"` or `}`), "next key", "colon", "comma", "end"
  const error = (rule) => ({ rule, at });
  for (;;) {
    at = past(SPACE, text, at);
    const sign = text[at];
    if (sign === undefined) return wants === "end" ? null : error("cut-off");
    if (wants === "end") return error(ruleAt(text, at));
    if (wants === "comma") {
      const closes = open.at(-1);
      if (sign === closes) (at++, open.pop(), (wants = open.length ? "comma" : "end"));
      else if (sign === ",") (at++, (wants = closes === "}" ? "next key" : "value"));
      else return error(ruleAt(text, at));
    } else if (wants === "colon") {
      if (sign !== ":") return error(ruleAt(text, at));
      (at++, (wants = "value"));
    } else if (wants === "key" || wants === "next key") {
      if (sign === "}" && wants === "key") (at++, open.pop(), (wants = open.length ? "comma" : "end"));
      else if (sign === '"' && past(TOKEN, text, at) > at) ((at = past(TOKEN, text, at)), (wants = "colon"));
      else return wrongAt(text, at);
    } else if (sign === "]" && wants === "first") (at++, open.pop(), (wants = open.length ? "comma" : "end"));
    else if (sign === "{") (at++, open.push("}"), (wants = "key"));
    else if (sign === "[") (at++, open.push("]"), (wants = "first"));
    else if (past(MISTAKEN, text, at) > at) return error("not-a-number");
    else {
      const end = past(TOKEN, text, at);
      if (end === at) return wrongAt(text, at);
      ((at = end), (wants = open.length ? "comma" : "end"));
    }
  }
}

/** How deep lists and objects stand in each other, at most. */
export function depthOf(text) {
  let [depth, most] = [0, 0];
  for (const [sign] of text.matchAll(/"(?:[^"\\]|\\[^])*"|[[\]{}]/g)) {
    if (sign === "[" || sign === "{") most = Math.max(most, ++depth);
    else if (sign === "]" || sign === "}") depth--;
  }
  return most;
}

function past(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** A text that is wrong goes wrong at its first character that may not stand there. */
function wrongAt(text, at) {
  const rule = ruleAt(text, at);
  return { rule, at: rule === "no-json" ? past(TEXT_SO_FAR, text, at) : at };
}

function ruleAt(text, at) {
  if (/^(?:\/\/|\/\*|#)/.test(text.slice(at, at + 2))) return "comment";
  return text[at] === '"' && !/^"(?:[^"\\]|\\[^])*"/.test(text.slice(at)) ? "cut-off" : "no-json";
}
