import { putUtf8, utf8Length } from './utf8.ts';

const QUOTE = 34;
const BACKSLASH = 92;
/** What `\b`, `\f`, … stand for, by the byte after the backslash; 0 for none. */
const SHORT = new Uint8Array(256);
SHORT[34] = 34;
SHORT[92] = 92;
SHORT[47] = 47;
SHORT[98] = 8;
SHORT[102] = 12;
SHORT[110] = 10;
SHORT[114] = 13;
SHORT[116] = 9;

/** Reads JSON strings that hold escapes or bytes beyond ASCII: checks them, and takes the escapes out. */
export class JsonText {
  /** Value of the last string read, where `escaped`. */
  bytes = new Uint8Array(1024);
  length = 0;
  /** The string held an escape, so its value is in `bytes`; else it is the bytes of the input. */
  escaped = false;
  /** The string is not well-formed Unicode: bad UTF-8, or half of a surrogate pair. */
  malformed = false;
  stoppedAt = 0;

  /**
   * Reads the string whose first byte is at `start`; the bytes before `from` are known to be plain ASCII.
   * Returns the position after the closing quote, or −1 with `stoppedAt` at the byte that does not belong.
   */
  read(bytes: Uint8Array, start: number, from: number): number {
    this.malformed = false;
    this.escaped = false;
    this.length = 0;
    let run = start;
    let at = from;
    for (;;) {
      const byte = bytes[at]!;
      if (byte === QUOTE) {
        if (this.escaped) this.#copy(bytes, run, at);
        return at + 1;
      }
      if (byte === BACKSLASH) {
        this.#copy(bytes, run, at);
        this.escaped = true;
        at = this.#escape(bytes, at + 1);
        if (at < 0) return at;
        run = at;
      } else if (byte >= 0x80) {
        const length = utf8Length(bytes, at);
        if (length === 0) this.malformed = true;
        at += length === 0 ? 1 : length;
      } else if (byte >= 0x20) at++;
      else return this.#stop(at);
    }
  }

  #stop(at: number): number {
    this.stoppedAt = at;
    return -1;
  }

  #copy(bytes: Uint8Array, start: number, end: number): void {
    this.#reserve(end - start + 4);
    this.bytes.set(bytes.subarray(start, end), this.length);
    this.length += end - start;
  }

  #reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.length + more, this.bytes.length * 2));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  /** `at` is the byte after the backslash. */
  #escape(bytes: Uint8Array, at: number): number {
    this.#reserve(4);
    const byte = bytes[at]!;
    const short = SHORT[byte]!;
    if (short !== 0) {
      this.bytes[this.length++] = short;
      return at + 1;
    }
    if (byte !== 117) return this.#stop(at);
    return this.#codePoint(bytes, at + 1);
  }

  /** `at` is the first of four hex digits; a high surrogate must be followed by an escaped low one. */
  #codePoint(bytes: Uint8Array, at: number): number {
    const unit = this.#hex4(bytes, at);
    if (unit < 0) return -1;
    let codePoint = unit;
    let end = at + 4;
    if (unit >= 0xd800 && unit < 0xdc00 && bytes[end] === BACKSLASH && bytes[end + 1] === 117) {
      const low = this.#hex4(bytes, end + 2);
      if (low < 0) return -1;
      if (low >= 0xdc00 && low < 0xe000) {
        codePoint = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
        end += 6;
      }
    }
    if (codePoint >= 0xd800 && codePoint < 0xe000) {
      this.malformed = true;
      codePoint = 0xfffd;
    }
    this.length = putUtf8(this.bytes, this.length, codePoint);
    return end;
  }

  #hex4(bytes: Uint8Array, at: number): number {
    let value = 0;
    for (let digit = at; digit < at + 4; digit++) {
      const byte = bytes[digit]!;
      const lower = byte | 32;
      if (byte >= 48 && byte <= 57) value = value * 16 + byte - 48;
      else if (lower >= 97 && lower <= 102) value = value * 16 + lower - 87;
      else return this.#stop(digit);
    }
    return value;
  }
}
