/** Bytes of an input, pulled. */
export interface ByteReader {
  /** Puts at most `most` bytes into `into` at `at`; returns how many, 0 only at the end. */
  read(into: Uint8Array, at: number, most: number): Promise<number>;
  close(): Promise<void>;
}

/** Pulls from anything that yields chunks of bytes. */
export const chunkReader = (chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): ByteReader => {
  const iterator = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  let rest: Uint8Array = new Uint8Array(0);
  return {
    read: async (into, at, most) => {
      while (rest.length === 0) {
        const { done, value } = await iterator.next();
        if (done === true) return 0;
        rest = value;
      }
      const count = Math.min(most, rest.length);
      into.set(rest.subarray(0, count), at);
      rest = rest.subarray(count);
      return count;
    },
    close: async () => void (await iterator.return?.()),
  };
};

/** The chunks of a reader, `size` bytes at most each. */
export async function* readerChunks(bytes: ByteReader, size: number): AsyncGenerator<Uint8Array, void, undefined> {
  for (;;) {
    const chunk = new Uint8Array(size);
    const count = await bytes.read(chunk, 0, size);
    if (count === 0) return;
    yield chunk.subarray(0, count);
  }
}
