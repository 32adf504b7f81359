// JSON values as people write them: on one line where that fits, in Python or in JSON.

const WIDTH = 110; // characters of a line

const JSON_WORDS = { text: JSON.stringify, word: JSON.stringify, lastComma: "", step: 2 };

/** A metadata document as text. */
export const json = (value) => written(value, JSON_WORDS, 0, 0, 90);

/** `value` in a `language`: how it writes texts and words, what stands after the last item, and its indentation. `indent`:
 * where the line stands that it begins in, `used`: characters before it on that line. */
export function written(value, language, indent, used, width = WIDTH) {
  const line = oneLine(value, language);
  if (indent + used + line.length <= width || typeof value !== "object" || value === null) return line;
  const inner = indent + language.step;
  const margin = " ".repeat(inner);
  const items = Array.isArray(value)
    ? value.map((one) => margin + written(one, language, inner, 1, width))
    : Object.entries(value).map(([key, one]) => {
        const name = `${language.text(key)}: `;
        return margin + name + written(one, language, inner, name.length + 1, width);
      });
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${items.join(",\n")}${language.lastComma}\n${" ".repeat(indent)}${close}`;
}

function oneLine(value, language) {
  if (typeof value === "string") return language.text(value);
  if (typeof value !== "object" || value === null) return language.word(value);
  if (Array.isArray(value)) return `[${value.map((one) => oneLine(one, language)).join(", ")}]`;
  return `{${Object.entries(value)
    .map(([key, one]) => `${language.text(key)}: ${oneLine(one, language)}`)
    .join(", ")}}`;
}
