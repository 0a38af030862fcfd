import { createHash, type Hash } from 'node:crypto';
import type { ByteReader } from './byte-reader.ts';

/** Passes bytes on and keeps their SHA-256 and number; can look ahead. */
export class CountedInput implements ByteReader {
  bytes = 0;
  readonly #input: ByteReader;
  readonly #hash: Hash = createHash('sha256');
  #ahead: Uint8Array = new Uint8Array(0);

  constructor(input: ByteReader) {
    this.#input = input;
  }

  /** The first bytes, at most `most`; they are still to be read. */
  async peek(most: number): Promise<Uint8Array> {
    const head = new Uint8Array(most);
    let filled = 0;
    for (let got = -1; filled < most && got !== 0; filled += got) got = await this.#input.read(head, filled, most - filled);
    this.#ahead = head.subarray(0, filled);
    return this.#ahead;
  }

  async read(into: Uint8Array, at: number, most: number): Promise<number> {
    const count = this.#ahead.length > 0 ? this.#fromAhead(into, at, most) : await this.#input.read(into, at, most);
    this.#hash.update(into.subarray(at, at + count));
    this.bytes += count;
    return count;
  }

  close(): Promise<void> {
    return this.#input.close();
  }

  /** Reads what is left, so that the sum covers the whole input; then its hex. */
  async sha256(): Promise<string> {
    const rest = new Uint8Array(1024 * 1024);
    while ((await this.read(rest, 0, rest.length)) > 0);
    return this.#hash.digest('hex');
  }

  #fromAhead(into: Uint8Array, at: number, most: number): number {
    const count = Math.min(most, this.#ahead.length);
    into.set(this.#ahead.subarray(0, count), at);
    this.#ahead = this.#ahead.subarray(count);
    return count;
  }
}
