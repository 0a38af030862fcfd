import { ArrowRefused } from '@audit/contract';

const OFFSET_BYTES = 4;
/** Objects of a flatbuffer may be shared, so what is read of it may exceed its size; damaged offsets share without end. */
const MOST_SHARING = 16;

/** The bytes of one flatbuffer, of which no more is read than it can honestly hold. */
class FlatBytes {
  readonly view: DataView;
  readonly what: string;
  #left: number;

  constructor(bytes: Uint8Array, what: string) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.what = what;
    this.#left = bytes.byteLength * MOST_SHARING;
  }

  /** Asserts that `size` bytes from `at` on are inside, and counts them. */
  hold(at: number, size: number): void {
    this.#left -= size;
    if (at < 0 || size < 0 || at + size > this.view.byteLength || this.#left < 0) this.refuse('points outside of its own bytes');
  }

  /** The position an offset at `at` leads to: always further on, so that nothing holds itself. */
  follow(at: number): number {
    this.hold(at, OFFSET_BYTES);
    const distance = this.view.getInt32(at, true);
    if (distance <= 0) this.refuse('points outside of its own bytes');
    return at + distance;
  }

  /** Position and count of the items of a vector. */
  vector(at: number, itemBytes: number): { readonly first: number; readonly count: number } {
    this.hold(at, OFFSET_BYTES);
    const count = this.view.getInt32(at, true);
    this.hold(at + OFFSET_BYTES, count * itemBytes);
    return { first: at + OFFSET_BYTES, count };
  }

  refuse(why: string): never {
    throw new ArrowRefused(`${this.what} is damaged, it ${why}`);
  }
}

/**
 * A table of a flatbuffer, read with every offset and length checked (apache-arrow takes them on trust and follows
 * damaged ones until memory ends). Slots are numbered from 0 in the order of the schema. Format: the flatbuffers
 * project's page "Internals"; the tables are those of Arrow's Message.fbs, Schema.fbs and File.fbs.
 */
export class FlatTable {
  readonly #bytes: FlatBytes;
  readonly #at: number;
  readonly #slots: number;
  readonly #slotBytes: number;
  readonly #ownBytes: number;

  private constructor(bytes: FlatBytes, at: number) {
    bytes.hold(at, OFFSET_BYTES);
    const slots = at - bytes.view.getInt32(at, true);
    bytes.hold(slots, OFFSET_BYTES);
    const slotBytes = bytes.view.getInt16(slots, true);
    const ownBytes = bytes.view.getInt16(slots + 2, true);
    if (slotBytes < OFFSET_BYTES) bytes.refuse('has a table without a list of its slots');
    bytes.hold(slots, slotBytes);
    bytes.hold(at, ownBytes);
    this.#bytes = bytes;
    this.#at = at;
    this.#slots = slots;
    this.#slotBytes = slotBytes;
    this.#ownBytes = ownBytes;
  }

  /** @param what the bytes in words, for messages @throws {@link ArrowRefused} like every other method of it */
  static root(bytes: Uint8Array, what: string): FlatTable {
    const flat = new FlatBytes(bytes, what);
    return new FlatTable(flat, flat.follow(0));
  }

  /** A whole number of 1, 2 or 4 bytes; 0 where the slot is empty. */
  integer(slot: number, bytes: 1 | 2 | 4): number {
    const at = this.#find(slot, bytes);
    if (at === undefined) return 0;
    const { view } = this.#bytes;
    return bytes === 1 ? view.getInt8(at) : bytes === 2 ? view.getInt16(at, true) : view.getInt32(at, true);
  }

  /** A length or position of 8 bytes: not negative, and one JavaScript counts exactly; 0 where the slot is empty. */
  size(slot: number): number {
    const at = this.#find(slot, 8);
    return at === undefined ? 0 : this.#size(at);
  }

  table(slot: number): FlatTable | undefined {
    const at = this.#find(slot, OFFSET_BYTES);
    return at === undefined ? undefined : new FlatTable(this.#bytes, this.#bytes.follow(at));
  }

  /** A table that the format demands. */
  requiredTable(slot: number, name: string): FlatTable {
    return this.table(slot) ?? this.#bytes.refuse(`has no ${name}`);
  }

  tables(slot: number): readonly FlatTable[] {
    const { first, count } = this.items(slot, OFFSET_BYTES);
    return Array.from({ length: count }, (_, i) => new FlatTable(this.#bytes, this.#bytes.follow(first + i * OFFSET_BYTES)));
  }

  /** A vector of structs of sizes: the 8-byte numbers at `offsets` in each of them. */
  sizes(slot: number, itemBytes: number, offsets: readonly number[]): readonly (readonly number[])[] {
    const { first, count } = this.items(slot, itemBytes);
    return Array.from({ length: count }, (_, i) => offsets.map((offset) => this.#size(first + i * itemBytes + offset)));
  }

  /** A vector of items of a fixed size, or a text (items of one byte). */
  items(slot: number, itemBytes: number): { readonly first: number; readonly count: number } {
    const at = this.#find(slot, OFFSET_BYTES);
    return at === undefined ? { first: 0, count: 0 } : this.#bytes.vector(this.#bytes.follow(at), itemBytes);
  }

  refuse(why: string): never {
    return this.#bytes.refuse(why);
  }

  #find(slot: number, bytes: number): number | undefined {
    const place = OFFSET_BYTES + 2 * slot;
    if (place >= this.#slotBytes) return undefined;
    const offset = this.#bytes.view.getInt16(this.#slots + place, true);
    if (offset === 0) return undefined;
    if (offset < OFFSET_BYTES || offset + bytes > this.#ownBytes) this.#bytes.refuse('has a slot outside of its table');
    return this.#at + offset;
  }

  #size(at: number): number {
    const size = this.#bytes.view.getBigInt64(at, true);
    if (size < 0n || size > BigInt(Number.MAX_SAFE_INTEGER)) this.#bytes.refuse(`claims a length of ${size}`);
    return Number(size);
  }
}
