// Text to words: the same rules as scripts/helpdesk/finding/words.py; the patterns come with the index.

const CAMEL = /([a-z])(?=[A-Z][a-z])/g;

/** Lower case without accents; `camelCase` becomes `camel-Case`. */
export const plain = (text) => text.replace(CAMEL, "$1-").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** The words of a question, in order; `joined` is a compound without its marks, beside its parts. */
export function tokens(text, { token, version }) {
  const found = [];
  for (const [one] of plain(text).matchAll(new RegExp(token, "g"))) {
    if (new RegExp(version).test(one)) {
      found.push({ word: one.replace(/^v/, ""), joined: false });
      continue;
    }
    const parts = one.split(/[._-]/);
    for (const word of parts) found.push({ word, joined: false });
    if (parts.length > 1) found.push({ word: parts.join(""), joined: true });
  }
  return found;
}
