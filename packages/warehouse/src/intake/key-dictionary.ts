/** Names kept beyond the fields: enough to learn the shape of real files; a hostile file cannot grow it. */
export const MOST_UNKNOWN = 256;
/** Bytes of a name that is no field and is kept. */
export const LONGEST_NAME = 256;
const TABLE_SIZE = 4096;
const NONE = -1;

/**
 * Recognises the keys of records by their bytes. Records of one file nearly always have the same keys in the same order, so
 * the key that followed the last one before is tried first: usually one comparison a key.
 */
export class KeyDictionary {
  /** Bytes of all keys, one after the other. */
  pool = new Uint8Array(4096);
  poolView: DataView = new DataView(this.pool.buffer);
  #poolLength = 0;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Per key: the key that came next the last time; the entry after the last key stands for "first of the record". */
  readonly following: Int32Array;
  /** Number of the record in which a key was last seen. */
  readonly #seenIn: Float64Array;
  readonly #hashed = new Int32Array(TABLE_SIZE).fill(NONE);
  readonly #fields: number;
  readonly capacity: number;
  /** Keys of the current record that are not kept. */
  readonly #others = new Set<string>();
  #tooLong: string | undefined;
  #count = 0;
  #record = 0;

  constructor(fields: readonly string[]) {
    this.#fields = fields.length;
    this.capacity = fields.length + MOST_UNKNOWN;
    this.starts = new Int32Array(this.capacity + 1);
    this.ends = new Int32Array(this.capacity + 1);
    this.following = new Int32Array(this.capacity + 1);
    this.#seenIn = new Float64Array(this.capacity + 1);
    // Until something was learned the expectation is a key that matches nothing.
    this.following.fill(this.capacity);
    this.ends[this.capacity] = -1;
    for (const name of fields) {
      const bytes = Buffer.from(name, 'utf8');
      this.#add(bytes, 0, bytes.length, hash(bytes, 0, bytes.length));
    }
  }

  /** Names met that are no field, in order of appearance. */
  unknown(): readonly string[] {
    const names: string[] = [];
    for (let id = this.#fields; id < this.#count; id++)
      names.push(Buffer.from(this.pool.subarray(this.starts[id], this.ends[id])).toString('utf8'));
    return names;
  }

  /** Start of the first name met that is no field and longer than any that is kept. */
  get tooLong(): string | undefined {
    return this.#tooLong;
  }

  beginRecord(): void {
    this.#record++;
    if (this.#others.size > 0) this.#others.clear();
  }

  /** Notes the key; true if the record has had it before. */
  repeats(id: number): boolean {
    if (this.#seenIn[id] === this.#record) return true;
    this.#seenIn[id] = this.#record;
    return false;
  }

  /**
   * The key in `bytes` (unescaped) as a number below `capacity`; `capacity` itself for a key that is not kept: then
   * `repeatsOther` tells whether it was seen before.
   *
   * @param previous the key before it, after which it is expected from now on; null for a key that was written with
   * escapes: its bytes are not those of the input, where they might even mean something else
   */
  find(bytes: Uint8Array, start: number, end: number, previous: number | null): number {
    const code = hash(bytes, start, end);
    let slot = code & (TABLE_SIZE - 1);
    for (let id = this.#hashed[slot]!; id !== NONE; id = this.#hashed[slot]!) {
      if (this.#equals(id, bytes, start, end)) {
        if (previous !== null) this.following[previous] = id;
        return id;
      }
      slot = (slot + 1) & (TABLE_SIZE - 1);
    }
    if (end - start > LONGEST_NAME)
      this.#tooLong ??= Buffer.from(bytes.subarray(start, start + LONGEST_NAME))
        .toString('utf8')
        .slice(0, 40);
    if (this.#count === this.capacity || end - start > LONGEST_NAME) return this.capacity;
    const id = this.#add(bytes, start, end, code);
    if (previous !== null) this.following[previous] = id;
    return id;
  }

  /** Likewise for a key that is not kept. */
  repeatsOther(bytes: Uint8Array, start: number, end: number): boolean {
    const name = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
    if (this.#others.has(name)) return true;
    this.#others.add(name);
    return false;
  }

  #equals(id: number, bytes: Uint8Array, start: number, end: number): boolean {
    let at = this.starts[id]!;
    if (this.ends[id]! - at !== end - start) return false;
    for (let from = start; from < end;) if (this.pool[at++] !== bytes[from++]) return false;
    return true;
  }

  #add(bytes: Uint8Array, start: number, end: number, code: number): number {
    const id = this.#count++;
    const next = this.#poolLength + end - start;
    if (next > this.pool.length) {
      const grown = new Uint8Array(Math.max(next, this.pool.length * 2));
      grown.set(this.pool);
      this.pool = grown;
      this.poolView = new DataView(grown.buffer);
    }
    this.pool.set(bytes.subarray(start, end), this.#poolLength);
    this.starts[id] = this.#poolLength;
    this.ends[id] = this.#poolLength = next;
    let slot = code & (TABLE_SIZE - 1);
    while (this.#hashed[slot] !== NONE) slot = (slot + 1) & (TABLE_SIZE - 1);
    this.#hashed[slot] = id;
    return id;
  }
}

/** FNV-1a, 32 bits. Collisions cost time only, and at most 256 keys can collide. */
const hash = (bytes: Uint8Array, start: number, end: number): number => {
  let code = 0x811c9dc5;
  for (let at = start; at < end; at++) code = Math.imul(code ^ bytes[at]!, 0x01000193);
  return code >>> 0;
};
