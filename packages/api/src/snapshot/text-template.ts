import { assert } from '@audit/contract';

/** A control character between values: no JSON has it. */
export const valueEnd = 3;
const separator = String.fromCharCode(valueEnd);

/**
 * What is the same in every document: texts, and a place for a value between each two of them. Names and labels are three quarters of a document; without them so much
 * less is made, written, and kept in the memory of the system.
 */
export class TextTemplate {
  /** Their UTF-8 a letter a byte: values are bytes too, and a word of them need not be whole. */
  readonly #texts: readonly string[];

  /** @param bytes of `TextTemplate.bytes` */
  constructor(bytes: Uint8Array) {
    this.#texts = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').split(separator);
  }

  /** @param texts one more than there are values */
  static bytes(texts: readonly string[]): Uint8Array {
    return Buffer.from(texts.join(separator));
  }

  /** The whole text. @param values separated by `valueEnd`; an empty one is null */
  fill(values: Buffer): Buffer {
    const given = values.toString('latin1').split(separator);
    assert(given.length === this.#texts.length - 1, 'a document has a value for each place of its template');
    let whole = this.#texts[0]!;
    for (const [at, value] of given.entries()) whole += (value === '' ? 'null' : value) + this.#texts[at + 1]!;
    return Buffer.from(whole, 'latin1');
  }
}
