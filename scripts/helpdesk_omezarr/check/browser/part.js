// Files on servers that give parts of them: https://www.rfc-editor.org/rfc/rfc9110#name-range-requests.

/** A part of what is at an address, as much like a blob as readers of ZIP files need. */
export class Part {
  constructor(remote, from, to) {
    Object.assign(this, { remote, from, to, name: remote.name, size: to - from });
  }

  slice(start = 0, end = this.size) {
    return new Part(this.remote, Math.min(this.to, this.from + start), Math.min(this.to, this.from + end));
  }

  async arrayBuffer() {
    if (!this.size) return new ArrayBuffer(0);
    const range = { start: this.from, end: this.to };
    const bytes = await this.remote.inTurn(() => this.remote.get("", range, this.size));
    return (bytes ?? new Uint8Array()).buffer;
  }

  stream() {
    return new ReadableStream({
      start: async (target) => {
        target.enqueue(new Uint8Array(await this.arrayBuffer()));
        target.close();
      },
    });
  }
}
