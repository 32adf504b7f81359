// Text to words: the same rules as scripts/helpdesk/finding/words.py; the patterns come with the index.

const CAMEL = /([a-z])(?=[A-Z][a-z])/g;

/** Lower case without accents; `camelCase` becomes `camel-Case`. */
export const plain = (text) => text.replace(CAMEL, "$1-").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** The words of a question, in order; `joined` is a compound beside its parts, `whole` the compound a word is of. */
export function tokens(text, { token, version }) {
  const found = [];
  for (const [one] of plain(text).matchAll(new RegExp(token, "g"))) {
    const parts = new RegExp(version).test(one) ? [one.replace(/^v/, "")] : one.split(/[._-]/);
    const whole = parts.join("");
    for (const word of parts) found.push({ word, joined: false, whole });
    if (parts.length > 1) found.push({ word: whole, joined: true, whole });
  }
  return found;
}
