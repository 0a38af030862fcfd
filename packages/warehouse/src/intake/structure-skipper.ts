const QUOTE = 34;
const BACKSLASH = 92;
const CASE = 32;
const OPEN = 123;
const CLOSE = 125;

/**
 * Passes the rest of a JSON value that is refused anyway (too large, too deep) by its brackets alone, across windows, in
 * constant memory. It does not check the syntax inside.
 */
export class StructureSkipper {
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** Newlines passed. */
  lines = 0;

  reset(): void {
    this.#depth = 0;
    this.#inString = false;
    this.#escaped = false;
  }

  /** From the value's first byte, or where it stopped last; returns the position after the value, or `end` when it goes on (then −1 − end). */
  skip(bytes: Uint8Array, from: number, end: number): number {
    for (let at = from; at < end; at++) {
      const byte = bytes[at]!;
      if (byte === 10) this.lines++;
      if (this.#inString) this.#passText(byte);
      else if (byte === QUOTE) this.#inString = true;
      // `[` and `{`, `]` and `}` differ in one bit.
      else if ((byte | CASE) === OPEN) this.#depth++;
      else if ((byte | CASE) === CLOSE && --this.#depth === 0) return at + 1;
    }
    return -1 - end;
  }

  #passText(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) this.#inString = false;
  }
}
