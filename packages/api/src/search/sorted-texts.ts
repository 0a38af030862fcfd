/** Texts without line breaks in the order of their bytes: each ends with a line break, and begins where `starts` says. */
export interface TextArrays {
  readonly bytes: Uint8Array;
  /** One more than there are texts. */
  readonly starts: Uint32Array;
}

/** Texts looked for by halves over their bytes: no object a text, so that a million of them cost no more memory than their letters. */
export class SortedTexts {
  readonly #bytes: Buffer;
  readonly #starts: Uint32Array;

  constructor({ bytes, starts }: TextArrays) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#starts = starts;
  }

  /** @param parts lines of texts, each part without the last line break @param count of all texts */
  static arrays(parts: readonly string[], count: number): TextArrays {
    const bytes = Buffer.concat(parts.map((part) => Buffer.from(`${part}\n`)));
    const starts = new Uint32Array(count + 1);
    for (let text = 1; text <= count; text++) starts[text] = bytes.indexOf(10, starts[text - 1]) + 1;
    return { bytes, starts };
  }

  get count(): number {
    return this.#starts.length - 1;
  }

  at(place: number): string {
    return this.#bytes.toString('utf8', this.#starts[place], this.#starts[place + 1]! - 1);
  }

  /** The place of a text, the first of equal ones; -1 where it is not there. */
  find(text: string): number {
    const wanted = Buffer.from(text);
    const place = this.first(wanted, 0);
    if (place === this.count) return -1;
    const [start, end] = [this.#starts[place]!, this.#starts[place + 1]! - 1];
    return end - start === wanted.length && this.#bytes.compare(wanted, 0, wanted.length, start, end) === 0 ? place : -1;
  }

  /** The first text whose beginning is not less than another (`above` 0), or greater (1). */
  first(prefix: Buffer, above: 0 | 1): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const start = this.#starts[middle]!;
      const end = Math.min(start + prefix.length, this.#starts[middle + 1]! - 1);
      if (this.#bytes.compare(prefix, 0, prefix.length, start, end) < above) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
