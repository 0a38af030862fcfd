/** Takes bytes off chunks by number, however the chunks are cut. */
export class IncomingBytes {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  /** How many bytes were taken. */
  taken = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  /** The next `count` bytes, or undefined where fewer are left. */
  async take(count: number): Promise<Uint8Array | undefined> {
    const bytes = await this.peek(count);
    if (bytes.length < count) return undefined;
    this.taken += count;
    this.#heldBytes -= count;
    this.#held = [this.#held[0]!.subarray(count)];
    return bytes;
  }

  /** The next `count` bytes, or as many as there are, left where they are. */
  async peek(count: number): Promise<Uint8Array> {
    while (this.#heldBytes < count) {
      const { done, value } = await this.#chunks.next();
      if (done === true) break;
      this.#held.push(value);
      this.#heldBytes += value.length;
    }
    if (this.#held.length !== 1) this.#held = [Buffer.concat(this.#held)];
    return this.#held[0]!.subarray(0, count);
  }

  /** Everything that is left. */
  async rest(): Promise<Uint8Array> {
    return this.peek(Number.POSITIVE_INFINITY);
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
