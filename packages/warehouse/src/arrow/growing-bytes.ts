/** A byte buffer that doubles when it is full. */
export class GrowingBytes {
  buffer: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(capacity: number) {
    this.buffer = new Uint8Array(capacity);
  }

  /** Makes room for `more` bytes and returns where they start; new bytes are zero. */
  reserve(more: number): number {
    const start = this.length;
    const end = start + more;
    if (end > this.buffer.length) {
      const grown = new Uint8Array(Math.max(end, this.buffer.length * 2));
      grown.set(this.buffer.subarray(0, start));
      this.buffer = grown;
    }
    this.length = end;
    return start;
  }

  /** The bytes written, in a buffer of their own. */
  take(): Uint8Array<ArrayBuffer> {
    return this.buffer.slice(0, this.length);
  }
}
