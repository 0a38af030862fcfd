/** Pairs of numbers, the smaller one first, in order, each once: those of `a` go with `seconds[starts[a]]` to `seconds[starts[a + 1]]`. */
export interface PairList {
  readonly starts: Int32Array;
  readonly seconds: Int32Array;
}

/** Numbers of one array: pieces are added to, so that what is there is never copied. */
const pieceNumbers = 1 << 18;
/** Rows so short are put in order by insertion. */
const shortRow = 24;

/** Puts numbers of an array in order, from one place to another; most such rows are short. */
export const sortRow = (numbers: Int32Array, from: number, to: number): void => {
  if (to - from > shortRow) {
    numbers.subarray(from, to).sort();
    return;
  }
  for (let at = from + 1; at < to; at++) {
    const number = numbers[at]!;
    let place = at;
    for (; place > from && numbers[place - 1]! > number; place--) numbers[place] = numbers[place - 1]!;
    numbers[place] = number;
  }
};

/** Of so many pairs those that came several times are looked for, and again whenever as many came as are known. */
const fewestGathered = 1 << 22;

/** Pairs of different numbers that come in any order, some of them several times: 8 bytes each, and 4 once they are put in order. */
export class GrowingPairs {
  readonly #size: number;
  readonly #isWanted: Uint8Array | undefined;
  #known: PairList | undefined;
  #pieces: Int32Array[] = [];
  #piece = new Int32Array(pieceNumbers);
  #at = 0;

  /** @param size numbers are below it @param isWanted 1 for numbers of which each pair has one, or both; others are left out */
  constructor(size: number, isWanted?: Uint8Array) {
    this.#size = size;
    this.#isWanted = isWanted;
  }

  push(a: number, b: number): void {
    if (this.#isWanted !== undefined && this.#isWanted[a] === 0 && this.#isWanted[b] === 0) return;
    if (this.#at === pieceNumbers) this.#nextPiece();
    this.#piece[this.#at++] = a < b ? a : b;
    this.#piece[this.#at++] = a < b ? b : a;
  }

  /** The pairs in order, each once. */
  distinct(): PairList {
    this.#pieces.push(this.#piece.subarray(0, this.#at));
    this.#piece = new Int32Array(pieceNumbers);
    this.#at = 0;
    return this.#gather();
  }

  #nextPiece(): void {
    this.#pieces.push(this.#piece);
    if ((this.#pieces.length * pieceNumbers) / 2 >= Math.max(fewestGathered, this.#known?.seconds.length ?? 0)) this.#gather();
    this.#piece = new Int32Array(pieceNumbers);
    this.#at = 0;
  }

  #gather(): PairList {
    const more = inOrder(this.#pieces, this.#size);
    this.#pieces = [];
    return (this.#known = this.#known === undefined ? more : unionOf(this.#known, more));
  }
}

/** Counted first, so that each pair is put where it belongs. */
const inOrder = (pieces: readonly Int32Array[], size: number): PairList => {
  const starts = new Int32Array(size + 1);
  for (const piece of pieces) for (let at = 0; at < piece.length; at += 2) starts[piece[at]! + 1]!++;
  for (let a = 0; a < size; a++) starts[a + 1]! += starts[a]!;
  const next = starts.slice();
  const seconds = new Int32Array(starts[size]!);
  for (const piece of pieces) for (let at = 0; at < piece.length; at += 2) seconds[next[piece[at]!]!++] = piece[at + 1]!;
  let kept = 0;
  for (let a = 0; a < size; a++) {
    const [from, to] = [starts[a]!, starts[a + 1]!];
    sortRow(seconds, from, to);
    starts[a] = kept;
    for (let at = from; at < to; at++) if (at === from || seconds[at] !== seconds[at - 1]) seconds[kept++] = seconds[at]!;
  }
  starts[size] = kept;
  return { starts, seconds: seconds.slice(0, kept) };
};

/** The pairs of either list. */
const unionOf = (one: PairList, other: PairList): PairList => {
  const size = one.starts.length - 1;
  const starts = new Int32Array(size + 1);
  const seconds = new Int32Array(one.seconds.length + other.seconds.length);
  let kept = 0;
  for (let a = 0; a < size; a++) {
    let [left, right] = [one.starts[a]!, other.starts[a]!];
    const [leftEnd, rightEnd] = [one.starts[a + 1]!, other.starts[a + 1]!];
    while (left < leftEnd || right < rightEnd) {
      const [here, there] = [left < leftEnd ? one.seconds[left]! : Infinity, right < rightEnd ? other.seconds[right]! : Infinity];
      seconds[kept++] = here <= there ? here : there;
      if (here <= there) left++;
      if (there <= here) right++;
    }
    starts[a + 1] = kept;
  }
  return { starts, seconds: seconds.slice(0, kept) };
};

/** The pairs of one list that the other has not. */
export const without = (one: PairList, other: PairList): PairList => {
  const size = one.starts.length - 1;
  const starts = new Int32Array(size + 1);
  const seconds = new Int32Array(one.seconds.length);
  let kept = 0;
  for (let a = 0; a < size; a++) {
    let right = other.starts[a]!;
    const rightEnd = other.starts[a + 1]!;
    for (let left = one.starts[a]!; left < one.starts[a + 1]!; left++) {
      const second = one.seconds[left]!;
      while (right < rightEnd && other.seconds[right]! < second) right++;
      if (right === rightEnd || other.seconds[right] !== second) seconds[kept++] = second;
    }
    starts[a + 1] = kept;
  }
  return { starts, seconds: seconds.slice(0, kept) };
};

/** The smaller number of each pair. */
export const firstsOf = ({ starts, seconds }: PairList): Int32Array => {
  const firsts = new Int32Array(seconds.length);
  for (let a = 0; a + 1 < starts.length; a++) firsts.fill(a, starts[a], starts[a + 1]);
  return firsts;
};
