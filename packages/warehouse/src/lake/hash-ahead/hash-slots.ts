/** What became of a file: nobody has begun, the other thread has, its checksum is there, it could not be read, its reader hashes it. */
const slotState = { waiting: 0, hashing: 1, hashed: 2, unreadable: 3, taken: 4 } as const;

const digestBytes = 32;
const slotBytes = 4 + digestBytes;

/** What two threads know of the files one hashes for the other: a state and a SHA-256 each. */
export class HashSlots {
  readonly memory: SharedArrayBuffer;
  readonly #states: Int32Array;

  constructor(memory: SharedArrayBuffer) {
    this.memory = memory;
    this.#states = new Int32Array(memory);
  }

  static of(files: number): HashSlots {
    return new HashSlots(new SharedArrayBuffer(files * slotBytes));
  }

  /** Takes a file nobody has begun. @returns whether it was so */
  begin(file: number, state: 'hashing' | 'taken'): boolean {
    return Atomics.compareExchange(this.#states, this.#at(file), slotState.waiting, slotState[state]) === slotState.waiting;
  }

  /** Ends a file that was begun. @param digest `undefined` if it could not be read */
  end(file: number, digest: Uint8Array | undefined): void {
    if (digest !== undefined) this.#digest(file).set(digest);
    Atomics.store(this.#states, this.#at(file), digest === undefined ? slotState.unreadable : slotState.hashed);
    Atomics.notify(this.#states, this.#at(file));
  }

  /** Waits until a file that was begun is hashed. @returns the checksum in hex, `undefined` where there is none by then */
  wait(file: number, atMostMs: number): string | undefined {
    Atomics.wait(this.#states, this.#at(file), slotState.hashing, atMostMs);
    const isHashed = Atomics.load(this.#states, this.#at(file)) === slotState.hashed;
    return isHashed ? Buffer.from(this.#digest(file)).toString('hex') : undefined;
  }

  #at(file: number): number {
    return (file * slotBytes) / Int32Array.BYTES_PER_ELEMENT;
  }

  #digest(file: number): Uint8Array {
    return new Uint8Array(this.memory, file * slotBytes + 4, digestBytes);
  }
}
