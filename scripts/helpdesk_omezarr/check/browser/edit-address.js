// Documents in the fragment of an address, so that a link carries them: `edit.html#v1,<packed>`.
//
// <packed> is base64url, without padding, of the raw deflate of JSON in UTF-8:
//   {"documents": {"<path in the store>": "<text>"}, "open": "<path>", "from": "<fragment of the start>"}
// `open` is the document that is shown, the first one without it; `from`, where "Reset" leads, may be left out.

import { Trouble } from "./trouble.js";

export const MOST_IN_LINK = 60000; // characters of a fragment; longer ones break in programs that send them
const BEGIN = "v1,";
const MOST_BYTES = 8 << 20; // unpacked, so that a bomb ends early
const MOST_DOCUMENTS = 5000;
const CUT = "The address is damaged or was cut off in the middle: ask for it again, whole.";

/** The fragment, with `#`, that brings `documents` (`{path: text}`) into the editor. */
export async function packed({ documents, open, from }) {
  const bytes = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(json({ documents, open, from })));
  return `#${BEGIN}${base64url(bytes)}`;
}

/** Whether a fragment is one that brings documents. */
export const isPacked = (fragment) => fragment.replace(/^#/, "").startsWith(BEGIN);

/** `{documents, open, from}` of such a fragment, `from` may be "". Throws a `Trouble` with a sentence for the reader. */
export async function unpacked(fragment) {
  let value;
  try {
    const bytes = bytesOf(fragment.replace(/^#/, "").slice(BEGIN.length));
    const whole = await through(new DecompressionStream("deflate-raw"), bytes, MOST_BYTES);
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(whole));
  } catch (error) {
    throw error instanceof Trouble ? error : new Trouble("address-cut", CUT);
  }
  const entries = Object.entries(value?.documents ?? {});
  if (!entries.length || entries.some(([, text]) => typeof text !== "string")) throw new Trouble("address-cut", CUT);
  if (entries.length > MOST_DOCUMENTS) throw new Trouble("address-large", `The address holds more than ${MOST_DOCUMENTS} documents.`);
  const documents = Object.fromEntries(entries);
  const open = Object.hasOwn(documents, value.open) ? value.open : entries[0][0];
  return { documents, open, from: typeof value.from === "string" ? value.from : "" };
}

const json = ({ documents, open, from }) => JSON.stringify({ documents, open, ...(from && { from }) });

/** What comes out of `stream` for `bytes`; at most `most` bytes. */
async function through(stream, bytes, most = Infinity) {
  const parts = [];
  let length = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    parts.push(value);
    length += value.length;
    if (length <= most) continue;
    reader.cancel().catch(() => {});
    throw new Trouble("address-large", `The address unpacks to more than ${most >> 20} MiB: that is no metadata.`);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

const STEP = 8192; // bytes for one call of fromCharCode

function base64url(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += STEP) text += String.fromCharCode(...bytes.subarray(at, at + STEP));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function bytesOf(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
}
