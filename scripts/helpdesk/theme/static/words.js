// Text to words: the same rules as scripts/helpdesk/finding/words.py, and what to leave out of a pasted error.

const TOKEN = /[a-z0-9]+(?:[._-][a-z0-9]+)*/g;
const VERSION = /^v?\d+(?:\.\d+)+$/;
const ERROR = /\b\w*(?:Error|Exception|Warning|Traceback|Caused by)\b|\b(?:error|ERROR|ERR|fatal)\b.{0,20}[:(]|\n.*\n/;
const EXCEPTION = /(?:^|[\s.])\w*(?:Error|Exception|Warning|Exit)\b(?::|$)/gm;
// Words of every report: they do not tell one error from another.
const COMMON = new Set(
  ("traceback recent call last file line module error errors exception warning valueerror typeerror keyerror " +
    "attributeerror runtimeerror indexerror oserror importerror raise raised return self args kwargs none null true " +
    "false python lib site packages main java org input value type failed found invalid unexpected expected " +
    "object attribute nonetype list index range int str dict tuple argument arguments operand unsupported directory " +
    "json decoder jsondecode jsondecodeerror expecting column char pydantic core validationerror validation validating " +
    "schema jsonschema exceptions instance property field required missing further information visit valid string")
    .split(" "),
);

export const plain = (text) =>
  text
    .replace(/([a-z])(?=[A-Z][a-z])/g, "$1-")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();

/** The words of a question; `joined` is a compound without its marks, a second chance beside its parts. */
export function words(text) {
  const found = [];
  for (const [token] of plain(text).matchAll(TOKEN)) {
    if (VERSION.test(token)) {
      found.push({ word: token.replace(/^v/, "") });
      continue;
    }
    const parts = token.split(/[._-]/);
    for (const word of parts) found.push({ word });
    if (parts.length > 1) found.push({ word: parts.join(""), joined: true });
  }
  return found;
}

export const isError = (text) => text.length > 160 || ERROR.test(text);
/** Whether a text may be a message at all: a sentence, or marks that questions do not have. */
export const mayBeMessage = (text) => text.trim().split(/\s+/).length > 3 || /[:[\]{}$_'"`=]|\w\.\w/.test(text);
export const isCommon = (word) => COMMON.has(word);

/** A pasted report without what differs from computer to computer; the sentence of the exception stands twice. */
export function significant(report) {
  const text = report
    .replace(/^\s*File "[^"\n]*", line \d+.*(?:\n[ \t]{4,}.*)*/gm, " ") // Python's frames with their code
    .replace(/File "[^"]*", line \d+, in \S+/g, " ")
    .replace(/^\s*at [\w.$<>/]+\(.*\)$/gm, " ") // Java's frames
    .replace(/[a-z]+:\/\/\S+/gi, " ")
    .replace(/(?:[A-Za-z]:)?(?:[\\/][^\\/\s"':,;()[\]]+)+[\\/]([^\\/\s"':,;()[\]]*)/g, " $1 ") // paths: keep the name
    .replace(/\b0x[0-9a-f]+\b|\b[0-9a-f]{8}-[0-9a-f-]{27}\b/gi, " ")
    .replace(/["'`“”‘’]/g, " ")
    .replace(/\b\d+(?![.\w])/g, " ");
  const last = [...text.matchAll(EXCEPTION)].at(-1);
  return last ? `${text}\n${text.slice(last.index)}` : text;
}
