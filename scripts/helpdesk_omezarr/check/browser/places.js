// Where in the text of a JSON document the values stand that JSON pointers name.

const TOKEN = /"(?:[^"\\]|\\[^])*"|[[\]{},:]|[^\s"[\]{},:]+/g;
const SHORT = 400; // characters; of a longer value only the key is marked

/** `{pointer, start, end}` for each pointer that leads to a value, at most once for each place: its key with the value, if
 * short. */
export function placesIn(text, pointers) {
  const wanted = new Set(pointers.filter(Boolean));
  const found = [];
  const open = []; // {path, key, index, start}
  let [key, keyStart] = ["", 0];
  const place = () => {
    const inside = open.at(-1);
    return inside ? `${inside.path}/${inside.index === null ? key : inside.index}` : "";
  };
  const add = (path, start, end, name) => {
    if (wanted.has(path)) found.push({ pointer: path, start, end: end - start > SHORT ? (name ?? start + 1) : end });
  };
  let last = "";
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const inside = open.at(-1);
    const end = index + token.length;
    if (token === "{" || token === "[") {
      const isNamed = inside?.index === null;
      open.push({
        path: place(),
        index: token === "[" ? 0 : null,
        start: isNamed ? keyStart : index,
        name: isNamed ? keyStart + last.length : undefined,
      });
    } else if (token === "}" || token === "]") {
      const closed = open.pop();
      if (closed) add(closed.path, closed.start, end, closed.name);
    } else if (token === ",") {
      if (inside?.index !== null && inside) inside.index++;
    } else if (token !== ":") {
      const isKey = inside?.index === null && /^\s*:/.test(text.slice(end, end + 40));
      if (isKey) {
        key = escaped(token);
        keyStart = index;
        last = token;
      } else add(place(), inside?.index === null ? keyStart : index, end);
    }
  }
  return found;
}

function escaped(token) {
  try {
    return JSON.parse(token).replaceAll("~", "~0").replaceAll("/", "~1");
  } catch {
    return "";
  }
}
