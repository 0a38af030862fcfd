const KEPT = 8;
const FILE_MARK = 'ARROW1';
const CONTINUES = '\xff\xff\xff\xff';
const NO_LENGTH = '\0\0\0\0';

/** Passes chunks of IPC bytes on and remembers the first and the last of them: Arrow's reader takes a cut stream for a whole one. */
export class IpcEnds {
  readonly #source: AsyncIterable<Uint8Array>;
  #first = Buffer.alloc(0);
  #last = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source;
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.#source) {
      if (this.#first.length < KEPT) this.#first = Buffer.concat([this.#first, chunk.subarray(0, KEPT)]);
      this.#last = Buffer.concat([this.#last, chunk.subarray(-KEPT)]).subarray(-KEPT);
      yield chunk;
    }
  }

  /** Whether the bytes, now read to their end, stop where a writer stops: a file with its mark, a stream with an empty message. */
  complete(): boolean {
    const first = this.#first.toString('latin1');
    const last = this.#last.toString('latin1');
    if (first.startsWith(FILE_MARK)) return last.endsWith(FILE_MARK);
    // Streams of before Arrow 0.15 have no continuation word before a message's length.
    return first.startsWith(CONTINUES) ? last === `${CONTINUES}${NO_LENGTH}` : last.endsWith(NO_LENGTH);
  }
}
