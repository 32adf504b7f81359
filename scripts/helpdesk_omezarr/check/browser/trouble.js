// Why a store cannot be looked at.

/** A sentence for the reader. `code` names the kind, `place` a file or address. */
export class Trouble extends Error {
  constructor(code, message, place = "") {
    super(message);
    this.name = "Trouble";
    this.code = code;
    this.place = place;
  }
}
