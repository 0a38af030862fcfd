import type { ByteReader } from './byte-reader.ts';
import { SPARE_BYTES, type Window } from './record-reader.ts';

/** A window to read, from index `from`; `last` if nothing follows. */
export interface Opened {
  readonly window: Window;
  readonly from: number;
  readonly last: boolean;
}

interface Filled {
  readonly buffer: Uint8Array;
  readonly filled: number;
  readonly last: boolean;
}

/**
 * Windows double from here to their full size, so that the readers meet the ends of windows early, in many ways: code that
 * is compiled before that is thrown away at the first end of a window, and again at each new kind of end.
 */
const FIRST_WINDOW_BYTES = 512;

/**
 * Cuts the input into windows and reads the next one while the last is parsed. What a window leaves over (an unfinished
 * record) comes again at the front of the next, in room kept free there, so every record lies in one window as a whole.
 *
 * Buffers are used again once everyone who held a window has released it.
 */
export class WindowReader {
  readonly #bytes: ByteReader;
  readonly #headroom: number;
  readonly #windowBytes: number;
  /** Bytes of the next window to be read. */
  #size: number;
  readonly #free: Uint8Array[] = [];
  readonly #held = new Map<number, { readonly buffer: Uint8Array; holders: number }>();
  #ahead: Promise<Filled> | null = null;
  #number = 0;
  /** Offset in the input of the first byte of the next window that was not seen yet. */
  #offset = 0;

  /** @param headroom the most bytes a window may leave over */
  constructor(bytes: ByteReader, headroom: number, windowBytes: number) {
    this.#bytes = bytes;
    this.#headroom = headroom;
    this.#windowBytes = windowBytes;
    this.#size = Math.min(FIRST_WINDOW_BYTES, windowBytes);
  }

  /** The next window, held once; `left` is what the last one left over. */
  async next(left: Uint8Array): Promise<Opened> {
    const { buffer, filled, last } = await (this.#ahead ?? this.#fill());
    const from = this.#headroom - left.length;
    const end = this.#headroom + filled;
    buffer.set(left, from);
    buffer[end] = 0;
    const window = { bytes: buffer, end, origin: this.#offset - this.#headroom, number: this.#number++ };
    this.#held.set(window.number, { buffer, holders: 1 });
    this.#offset += filled;
    this.#ahead = last ? null : this.#fill();
    this.#ahead?.catch(() => undefined);
    return { window, from, last };
  }

  hold(number: number): Uint8Array {
    const held = this.#held.get(number)!;
    held.holders++;
    return held.buffer;
  }

  release(number: number): void {
    const held = this.#held.get(number);
    if (held === undefined || --held.holders > 0) return;
    this.#held.delete(number);
    this.#free.push(held.buffer);
  }

  /** Waits for a read that is still under way, so that the input can be closed. */
  async settle(): Promise<void> {
    await this.#ahead?.catch(() => undefined);
  }

  async #fill(): Promise<Filled> {
    const buffer = this.#free.pop() ?? new Uint8Array(this.#headroom + this.#windowBytes + SPARE_BYTES);
    const size = this.#size;
    this.#size = Math.min(size * 2, this.#windowBytes);
    let filled = 0;
    while (filled < size) {
      const got = await this.#bytes.read(buffer, this.#headroom + filled, size - filled);
      if (got === 0) break;
      filled += got;
    }
    return { buffer, filled, last: filled < size };
  }
}
