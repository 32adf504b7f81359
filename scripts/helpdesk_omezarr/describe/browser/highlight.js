// Colors for Python and JSON, with the names that the styles of the site know from Pygments.

const PARTS =
  /(?<s>f?"""[^]*?"""|f?"(?:\\.|[^"\\\n])*")|(?<c1>#.*)|(?<k>\b(?:import|from|def|for|in|if|else|return|raise|while|as|with|and|not|True|False|None|true|false|null|range|list|len)\b)|(?<mi>\b\d[\d_.]*(?:e[+-]?\d+)?\b)/g;

/** Nodes for `text`: what is typed by a reader stays text. */
export function highlighted(text) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(PARTS)) {
    if (match.index > end) nodes.push(text.slice(end, match.index));
    const name = Object.keys(match.groups).find((key) => match.groups[key] !== undefined);
    nodes.push(Object.assign(document.createElement("span"), { className: name, textContent: match[0] }));
    end = match.index + match[0].length;
  }
  return [...nodes, text.slice(end)];
}
