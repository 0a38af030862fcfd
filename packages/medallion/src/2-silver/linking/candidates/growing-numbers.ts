/** A list of whole numbers up to 2^53 that grows: 8 bytes each. */
export class GrowingNumbers {
  #numbers = new Float64Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#numbers.length) {
      const grown = new Float64Array(this.length * 2);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers[this.length++] = value;
  }

  /** Its numbers as they came. */
  values(): Float64Array {
    return this.#numbers.slice(0, this.length);
  }

  /** Its numbers in order, each once. */
  distinct(): Float64Array {
    const sorted = this.#numbers.subarray(0, this.length).toSorted();
    let kept = 0;
    for (let at = 0; at < sorted.length; at++) if (at === 0 || sorted[at] !== sorted[at - 1]) sorted[kept++] = sorted[at]!;
    return sorted.slice(0, kept);
  }
}
