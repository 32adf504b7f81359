// Stores on the web: nothing can be listed there, so the metadata themselves say where to look.

import { MOST_BYTES } from "./documents.js";
import { decoded, storesIn } from "./listing.js";
import { DOCUMENTS } from "./nodes.js";
import { Part } from "./part.js";
import { Trouble } from "./trouble.js";

const AT_ONCE = 8; // requests side by side
const SECONDS = 15; // for one answer
// Codes with which a server says that there is nothing; stores of objects that nobody may list say 403 then.
const ABSENT = new Set([401, 403, 404, 405, 410, 416]);

/** The address of the store that a reader means: viewers' and validators' links, and links to a document, lead there. */
export function meant(text) {
  let address = text.trim().replace(/^<|>$/g, "");
  for (let i = 0; i < 3; i++) {
    const parts = URL.parse(address);
    const inner =
      parts && (parts.searchParams.get("source") ?? parts.searchParams.get("url") ?? parts.searchParams.get("dataset"));
    if (!inner || !/^https?:/i.test(inner)) break;
    address = inner;
  }
  const url = URL.parse(address);
  if (!url || !url.hostname)
    throw new Trouble("address", { place: address || "This" });
  if (!/^https?:$/.test(url.protocol))
    throw new Trouble("scheme", { place: `${url.protocol}//` });
  url.hash = "";
  if (url.username || url.password) throw new Trouble("credentials");
  url.pathname = url.pathname.replace(/\/+(zarr\.json|\.zattrs|\.zgroup|\.zarray|\.zmetadata)?$/, "");
  return url;
}

/** A store on a server. It cannot be listed; `signal` stops its requests. */
export class Remote {
  constructor(url, signal) {
    const name = url.pathname.split("/").at(-1) || url.hostname;
    Object.assign(this, {
      url,
      signal,
      lists: false,
      address: url.href,
      name: decoded(name),
      answers: new Map(),
      webPage: "",
      running: 0,
      waiting: [],
    });
  }

  async list() {
    return null;
  }

  async count() {
    return null;
  }

  /** The bytes of a document or chunk, or null where there is none. */
  async read(path, range) {
    const isDocument = [...DOCUMENTS, ".zmetadata"].includes(path.split("/").at(-1));
    const bytes = await this.inTurn(() => this.get(path, isDocument ? undefined : range));
    // A page that says "not found", a login, or a list of files.
    if (!bytes || !isDocument || !/^\s*</.test(new TextDecoder("latin1").decode(bytes.subarray(0, 100)))) return bytes;
    this.webPage ||= this.at(path).href;
    return null;
  }

  at(path) {
    const url = new URL(this.url);
    if (path === "") return url;
    url.pathname = `${url.pathname}/${path.split("/").map(encodeURIComponent).join("/")}`;
    return url;
  }

  async get(path, range, most = MOST_BYTES) {
    const headers = range ? { Range: range.start < 0 ? `bytes=${range.start}` : `bytes=${range.start}-${range.end - 1}` } : {};
    const answer = await this.ask(this.at(path), { headers });
    this.answers.set(path, answer.status);
    if (ABSENT.has(answer.status)) return null;
    if (!answer.ok) throw new Trouble("server", { name: this.url.host, status: answer.status });
    if (range && answer.status === 200)
      throw new Trouble("no-ranges", { name: this.url.host });
    return this.body(answer, most);
  }

  async ask(address, options) {
    const signal = AbortSignal.any([this.signal, AbortSignal.timeout(SECONDS * 1000)]);
    try {
      return await fetch(address, { signal, credentials: "omit", referrerPolicy: "no-referrer", ...options });
    } catch (error) {
      throw await this.unreached(error);
    }
  }

  /** What is at the address itself, as a blob of which only the parts are read that are asked for. */
  async file() {
    const { status, ok, headers } = await this.ask(this.url, { method: "HEAD" });
    this.answers.set("", status);
    if (ABSENT.has(status) && status !== 405) {
      const { code, words } = await this.refusal();
      throw new Trouble(code, words);
    }
    const size = Number(headers.get("Content-Length"));
    if (!ok || !size) throw new Trouble("no-ranges", { name: this.url.host });
    return new Part(this, 0, size);
  }

  async body(answer, most) {
    const parts = [];
    let length = 0;
    const reader = answer.body.getReader();
    try {
      for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
        parts.push(value);
        length += value.length;
        if (length > most) throw new Trouble("too-large", { place: answer.url, most: most >> 20 });
      }
    } catch (error) {
      reader.cancel().catch(() => {});
      throw error instanceof Trouble
        ? error
        : this.signal.aborted
          ? new Trouble("stopped")
          : new Trouble("broken-off", { name: this.url.host, place: answer.url });
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  }

  /** Why no answer came. Browsers hide it from scripts; a request without a look at the answer tells the rest. */
  async unreached(error) {
    if (this.signal.aborted) return new Trouble("stopped");
    if (error.name === "TimeoutError") return new Trouble("slow", { name: this.url.host });
    try {
      await fetch(this.url, {
        mode: "no-cors",
        signal: AbortSignal.timeout(5000),
        credentials: "omit",
        referrerPolicy: "no-referrer",
      });
    } catch {
      return new Trouble("no-answer", { name: this.url.host });
    }
    return new Trouble("cors", { name: this.url.host });
  }

  /** Why there is nothing at the address: the code of a sentence, and its words. */
  async refusal() {
    const place = this.url.href;
    const stores = await this.listed();
    if (stores.length)
      return { code: "listing", words: { place, list: stores.slice(0, 5).join(", ") + (stores.length > 5 ? " ..." : "") } };
    if (this.webPage) return { code: "web-page-instead", words: { place: this.webPage } };
    const said = [...this.answers];
    if (said.some(([, status]) => status === 401 || status === 403)) return { code: "refused", words: { place } };
    const told = said.slice(0, 4).map(([path, status]) => `${path}: HTTP ${status}`);
    return { code: "nothing-there", words: { place, list: told.join(", ") } };
  }

  /** The names of the stores in the list of files that a server shows for a folder. */
  async listed() {
    const url = new URL(this.url);
    url.pathname += "/";
    const answer = await this.ask(url, {}).catch(() => null);
    const bytes = answer?.ok ? await this.body(answer, MOST_BYTES).catch(() => null) : null;
    return bytes ? storesIn(new TextDecoder().decode(bytes)) : [];
  }

  /** Runs at most AT_ONCE tasks at a time, the others in their order. */
  async inTurn(task) {
    if (this.running >= AT_ONCE) await new Promise((resolve) => this.waiting.push(resolve));
    this.running++;
    try {
      return await task();
    } finally {
      this.running--;
      this.waiting.shift()?.();
    }
  }
}
