import { Assertion } from '@audit/contract';

const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a5;
const RLE_BLOCK = 1;

type Part = 'magic' | 'skippable size' | 'descriptor' | 'block header' | 'end';

/**
 * Finds where zstd frames end (RFC 8878, section 3.1). Node's decompressor stops at the end of the first frame and says
 * nothing of what follows, although a file may be many frames, as parallel compressors write them.
 */
class ZstdFrames {
  #part: Part = 'magic';
  /** Bytes of the current part gathered so far; a part may be cut anywhere. */
  #gathered: number[] = [];
  #wanted = 4;
  /** Bytes to pass before the next part. */
  #passing = 0;
  #checksum = false;

  /** The position after the frame's last byte, or −1 when the frame goes on after `bytes`. */
  end(bytes: Uint8Array, from: number): number {
    let at = from;
    for (;;) {
      const passed = Math.min(this.#passing, bytes.length - at);
      this.#passing -= passed;
      at += passed;
      if (this.#passing > 0) return -1;
      if (this.#part === 'end') {
        this.#expect('magic', 4);
        return at;
      }
      while (this.#gathered.length < this.#wanted && at < bytes.length) this.#gathered.push(bytes[at++]!);
      if (this.#gathered.length < this.#wanted) return -1;
      this.#read(this.#gathered.reduceRight((value, byte) => value * 256 + byte, 0));
    }
  }

  #expect(part: Part, wanted: number, passing = 0): void {
    this.#part = part;
    this.#wanted = wanted;
    this.#passing = passing;
    this.#gathered = [];
  }

  /** `value` is the part, little-endian. */
  #read(value: number): void {
    switch (this.#part) {
      case 'magic':
        if (Math.floor(value / 16) === SKIPPABLE) this.#expect('skippable size', 4);
        // Other bytes are no frame; the decompressor is given all of them, and refuses.
        else if (value === MAGIC) this.#expect('descriptor', 1);
        else this.#expect('end', 0, Number.MAX_SAFE_INTEGER);
        return;
      case 'skippable size':
        this.#expect('end', 0, value);
        return;
      case 'descriptor':
        this.#checksum = (value & 4) !== 0;
        this.#expect('block header', 3, restOfHeader(value));
        return;
      case 'block header':
        this.#readBlock(value);
        return;
      case 'end':
        throw new Assertion('the end of a zstd frame has no bytes to read');
    }
  }

  #readBlock(header: number): void {
    const isLast = (header & 1) === 1;
    const size = ((header >> 1) & 3) === RLE_BLOCK ? 1 : header >> 3;
    if (isLast) this.#expect('end', 0, size + (this.#checksum ? 4 : 0));
    else this.#expect('block header', 3, size);
  }
}

/** Bytes of the frame header after its descriptor: window, dictionary id, content size. */
const restOfHeader = (descriptor: number): number => {
  const single = (descriptor & 0x20) !== 0;
  const sizeFlag = descriptor >> 6;
  const contentSize = sizeFlag === 0 ? (single ? 1 : 0) : 1 << sizeFlag;
  return (single ? 0 : 1) + [0, 1, 2, 4][descriptor & 3]! + contentSize;
};

/** One frame after the other, each as its pieces; take each to its end before the next. */
export async function* framesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<AsyncGenerator<Uint8Array>> {
  const iterator = pieces[Symbol.asyncIterator]();
  const frames = new ZstdFrames();
  let rest: Uint8Array = new Uint8Array(0);
  let done = false;
  const more = async (): Promise<boolean> => {
    while (rest.length === 0 && !done) {
      const next = await iterator.next();
      done = next.done === true;
      if (next.done !== true) rest = next.value;
    }
    return rest.length > 0;
  };
  const frame = async function* (): AsyncGenerator<Uint8Array> {
    while (await more()) {
      const piece = rest;
      const end = frames.end(piece, 0);
      rest = end < 0 ? new Uint8Array(0) : piece.subarray(end);
      yield end < 0 ? piece : piece.subarray(0, end);
      if (end >= 0) return;
    }
  };
  while (await more()) yield frame();
}
