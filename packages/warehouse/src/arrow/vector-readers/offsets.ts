/** Arrow's 32-bit offsets of a text or list column: one more than there are rows, from 0. */
export class Offsets {
  values = new Int32Array(1 + 2048);
  rows = 0;

  /** Makes room for the offsets of `more` rows, to be written after `values[rows]`. */
  reserve(more: number): Int32Array {
    const need = this.rows + more + 1;
    if (need > this.values.length) {
      const grown = new Int32Array(Math.max(need, this.values.length * 2));
      grown.set(this.values.subarray(0, this.rows + 1));
      this.values = grown;
    }
    return this.values;
  }

  take(): Int32Array {
    return this.values.slice(0, this.rows + 1);
  }
}
