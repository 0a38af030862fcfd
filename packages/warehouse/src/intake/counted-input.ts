import { createHash, type Hash } from 'node:crypto';
import type { ByteReader } from './byte-reader.ts';

/** Passes bytes on and keeps their SHA-256 and number. */
export class CountedInput implements ByteReader {
  bytes = 0;
  readonly #input: ByteReader;
  readonly #hash: Hash = createHash('sha256');

  constructor(input: ByteReader) {
    this.#input = input;
  }

  async read(into: Uint8Array, at: number, most: number): Promise<number> {
    const count = await this.#input.read(into, at, most);
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
}
