import type { ByteReader } from './byte-reader.ts';

/** Shows the first bytes of an input before they are read. */
export class LookAhead implements ByteReader {
  readonly #input: ByteReader;
  #ahead: Uint8Array = new Uint8Array(0);

  constructor(input: ByteReader) {
    this.#input = input;
  }

  /** The first bytes, fewer than `most` only if there are no more; they are still to be read. Call it once, first. */
  async peek(most: number): Promise<Uint8Array> {
    const head = new Uint8Array(most);
    let filled = 0;
    for (let got = -1; filled < most && got !== 0;) {
      got = await this.#input.read(head, filled, most - filled);
      filled += got;
    }
    this.#ahead = head.subarray(0, filled);
    return this.#ahead;
  }

  async read(into: Uint8Array, at: number, most: number): Promise<number> {
    if (this.#ahead.length === 0) return await this.#input.read(into, at, most);
    const count = Math.min(most, this.#ahead.length);
    into.set(this.#ahead.subarray(0, count), at);
    this.#ahead = this.#ahead.subarray(count);
    return count;
  }

  close(): Promise<void> {
    return this.#input.close();
  }
}
