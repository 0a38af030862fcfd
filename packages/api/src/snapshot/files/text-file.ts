import { closeSync, openSync, read, writeSync } from 'node:fs';
import { Assertion } from '@audit/contract';

/** Bytes copied by one call: the system may let nobody else have the processor before it returns. */
const stepBytes = 256 * 1024;

/** Writes texts one after the other, and keeps where each begins. */
export class TextFileWriter implements Disposable {
  readonly #fd: number;
  readonly #starts: number[] = [0];

  /** @param path of a file that is not there yet */
  constructor(path: string) {
    this.#fd = openSync(path, 'wx', 0o600);
  }

  append(texts: readonly string[]): void {
    const bytes = Buffer.from(texts.join(''));
    for (const text of texts) this.#starts.push(this.#starts.at(-1)! + Buffer.byteLength(text));
    for (let done = 0; done < bytes.length;) done += writeSync(this.#fd, bytes, done, Math.min(stepBytes, bytes.length - done));
  }

  /** Bytes before each text, and of all of them. */
  get starts(): Float64Array {
    return Float64Array.from(this.#starts);
  }

  [Symbol.dispose](): void {
    closeSync(this.#fd);
  }
}

const filled = async (fd: number, bytes: Buffer, from: number): Promise<Buffer> =>
  await new Promise((resolve, reject) => {
    // Half the cost of a read of `fs/promises`, and one piece is the rule.
    const next = (done: number): void =>
      read(fd, bytes, done, bytes.length - done, from + done, (error, count) => {
        if (error !== null) reject(error);
        else if (done + count === bytes.length) resolve(bytes);
        else if (count === 0) reject(new Assertion('a file of texts ends where its last text does'));
        else next(done + count);
      });
    next(0);
  });

/** Room for most texts. */
const usualBytes = 64 * 1024;
/** Rooms kept for the next: so many are read at once, and a bit. */
const roomsAtMost = 32;

/** Texts of a file, read one at a time: what is asked for often is in the memory of the system, and a slow disk keeps nobody else waiting. */
export class TextFile implements Disposable {
  readonly #fd: number;
  readonly #starts: Float64Array;
  /** Memory that is read into again and again: a new one for each text would be half the work of the garbage collector. */
  readonly #rooms: Buffer[] = [];

  constructor(path: string, starts: Float64Array) {
    this.#fd = openSync(path, 'r');
    this.#starts = starts;
  }

  /** @param n from 0 @param take makes something of the bytes, which are others’ as soon as it returns; the file must stay open until then */
  async read<T>(n: number, take: (bytes: Buffer) => T): Promise<T> {
    const [from, until] = [this.#starts[n]!, this.#starts[n + 1]!];
    const length = until - from;
    const room = length > usualBytes ? Buffer.allocUnsafeSlow(length) : (this.#rooms.pop() ?? Buffer.allocUnsafeSlow(usualBytes));
    const taken = take(await filled(this.#fd, room.subarray(0, length), from));
    if (room.length === usualBytes && this.#rooms.length < roomsAtMost) this.#rooms.push(room);
    return taken;
  }

  [Symbol.dispose](): void {
    closeSync(this.#fd);
  }
}
