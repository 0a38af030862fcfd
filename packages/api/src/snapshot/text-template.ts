import { assert } from '@audit/contract';

/** A control character between values: no JSON has it. */
export const valueEnd = 3;

const nothing = [...Buffer.from('null')];

/**
 * What is the same in every document: texts, and a place for a value between each two of them. Names and labels are three quarters of a document; without them so much
 * less is made, written, and kept in the memory of the system.
 */
export class TextTemplate {
  /** The texts one behind the other, and where each begins. */
  readonly #texts: Uint8Array;
  readonly #starts: Uint32Array;

  /** @param bytes of `TextTemplate.bytes` */
  constructor(bytes: Uint8Array) {
    this.#texts = bytes.filter((byte) => byte !== valueEnd);
    const ends = [...bytes.entries()].flatMap(([at, byte]) => (byte === valueEnd ? [at] : []));
    this.#starts = Uint32Array.from([0, ...ends.map((end, before) => end - before), this.#texts.length]);
  }

  /** @param texts one more than there are values */
  static bytes(texts: readonly string[]): Uint8Array {
    return Buffer.from(texts.join(String.fromCharCode(valueEnd)));
  }

  /** The whole text. @param values separated by `valueEnd`; an empty one is null */
  fill(values: Buffer): Buffer {
    // Byte by byte, of locals: strings and views of so many pieces, and fields in the loop, cost twice as much.
    const [texts, starts, count] = [this.#texts, this.#starts, values.length];
    const places = starts.length - 2;
    const whole = Buffer.allocUnsafe(texts.length + count + places * nothing.length);
    let [to, place, begun] = [0, 0, 0];
    for (const end = starts[1]!; to < end; to++) whole[to] = texts[to]!;
    for (let at = 0; at <= count; at++) {
      const byte = at === count ? valueEnd : values[at]!;
      if (byte !== valueEnd) {
        whole[to++] = byte;
        continue;
      }
      assert(++place <= places, 'a document has no more values than its template has places');
      if (at === begun) for (const letter of nothing) whole[to++] = letter;
      begun = at + 1;
      const end = starts[place + 1]!;
      for (let next = starts[place]!; next < end; next++) whole[to++] = texts[next]!;
    }
    assert(place === places, 'a document has a value for each place of its template');
    return whole.subarray(0, to);
  }
}
