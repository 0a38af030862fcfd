import { Aligner } from './aligner.ts';
import { type EncodedNames, nameField, nameFlag, nameStride, wordFlag } from './encoded-names.ts';
import { apartCap, editsOfTypo, residualCap, typoFloor } from './score-limits.ts';

/** Of eight counts in four bits each, none above 7: how many more all those of `a` have that have more than their counterparts in `b`. */
const countMore = (a: number, b: number): number => {
  const difference = (a | 0x88888888) - b;
  const more = difference & (((difference >>> 3) & 0x11111111) * 7);
  return Math.imul((more & 0x0f0f0f0f) + ((more >>> 4) & 0x0f0f0f0f), 0x01010101) >>> 24;
};

/** Edits between rests that are one word misspelt, with a plural's s. */
const mostTypoEdits = 3;

/** Scores pairs of encoded names as `nameSimilarity` does. Keeps working memory: one a thread. */
export class PairScorer {
  readonly #names: EncodedNames;
  readonly #floor: number;
  readonly #aligner: Aligner;
  /** By length: the distance up to which a score reaches the floor. */
  readonly #limits: Int32Array;
  /** Words of the second name that the first has too. */
  readonly #isMatched: Uint8Array;
  readonly #leftCodes: Uint16Array;
  readonly #rightCodes: Uint16Array;
  readonly #leftWords: Int32Array;
  readonly #rightWords: Int32Array;
  #leftCount = 0;
  #rightCount = 0;
  #sharedCount = 0;
  #isCutElsewhere = false;

  constructor(names: EncodedNames, floor: number) {
    this.#names = names;
    this.#floor = floor;
    this.#aligner = new Aligner(names.alphabet, names.longest);
    this.#limits = Int32Array.from({ length: names.longest + 1 }, (_, length) => Math.floor((length * (100 - floor)) / 100));
    this.#isMatched = new Uint8Array(names.mostWords);
    this.#leftWords = new Int32Array(names.mostWords);
    this.#rightWords = new Int32Array(names.mostWords);
    this.#leftCodes = new Uint16Array(names.longest);
    this.#rightCodes = new Uint16Array(names.longest);
  }

  /** Scores of the pairs (left[i], right[i]) into `scores`. */
  scoreAll(left: Int32Array, right: Int32Array, scores: Uint8Array): void {
    for (let pair = 0; pair < left.length; pair++) scores[pair] = this.score(left[pair]!, right[pair]!);
  }

  /** 0 to 100; 0 below the floor. */
  score(left: number, right: number): number {
    const { names } = this.#names;
    const a = left * nameStride;
    const b = right * nameStride;
    const leftLength = names[a + nameField.skeletonLength]!;
    if (names[a + nameField.skeletonId] === names[b + nameField.skeletonId]) return leftLength === 0 ? 0 : 100;
    const flags = names[a + nameField.flags]!;
    const otherFlags = names[b + nameField.flags]!;
    const isApart =
      names[a + nameField.numberId] !== names[b + nameField.numberId] ||
      ((flags | otherFlags) & nameFlag.isShort) !== 0 ||
      (flags & otherFlags & nameFlag.isGeneric) !== 0;
    if (isApart && this.#floor > apartCap) return 0;

    // An edit takes one character away and brings one at most.
    const at = a + nameField.letters;
    const other = b + nameField.letters;
    const more =
      countMore(names[at]!, names[other]!) +
      countMore(names[at + 1]!, names[other + 1]!) +
      countMore(names[at + 2]!, names[other + 2]!) +
      countMore(names[at + 3]!, names[other + 3]!);
    const edits = Math.max(more, more + names[b + nameField.letterSum]! - names[a + nameField.letterSum]!);
    const rightLength = names[b + nameField.skeletonLength]!;
    const longer = Math.max(leftLength, rightLength);
    const limit = this.#limits[longer]!;
    const isNear = edits <= limit && Math.abs(leftLength - rightLength) <= limit;
    if (!isNear && edits > mostTypoEdits) return 0;
    const letterCount = leftLength - names[a + nameField.tokenCount]!;
    const otherCount = rightLength - names[b + nameField.tokenCount]!;
    const mayBeTypo = edits <= mostTypoEdits && Math.abs(letterCount - otherCount) <= mostTypoEdits;
    return isNear || mayBeTypo ? this.#scoreNear(a, b, isNear ? limit : -1, mayBeTypo, isApart) : 0;
  }

  /** Of names at `a` and `b` of the names' numbers; aligned when `limit` is not below 0. */
  #scoreNear(a: number, b: number, limit: number, mayBeTypo: boolean, isApart: boolean): number {
    const { names, skeletons } = this.#names;
    let score = 0;
    if (limit >= 0) {
      const leftLength = names[a + nameField.skeletonLength]!;
      const rightLength = names[b + nameField.skeletonLength]!;
      this.#aligner.first(skeletons, names[a + nameField.skeletonStart]!, leftLength);
      this.#aligner.second(skeletons, names[b + nameField.skeletonStart]!, rightLength);
      const distance = this.#aligner.distance(limit);
      const longer = Math.max(leftLength, rightLength);
      if (distance <= limit) score = Math.floor((100 * (longer - distance)) / longer);
    }
    if (score === 0 && !mayBeTypo) return 0;
    this.#takeResidual(a, b);
    if (this.#leftCount > 0 && this.#rightCount > 0) {
      if (mayBeTypo && this.#isTypo()) score = Math.max(score, typoFloor);
      else score = Math.min(score, residualCap);
    } else if (!this.#every(wordFlag.isCommon)) score = Math.min(score, residualCap);
    const mayOppose = (names[a + nameField.flags]! & names[b + nameField.flags]! & nameFlag.hasExclusive) !== 0;
    if (isApart || (mayOppose && !this.#isCutElsewhere && this.#opposes())) score = Math.min(score, apartCap);
    return score >= this.#floor ? score : 0;
  }

  #takeResidual(a: number, b: number): void {
    const { names, tokens } = this.#names;
    const leftFrom = names[a + nameField.tokenStart]!;
    const leftEnd = leftFrom + names[a + nameField.tokenCount]!;
    const rightFrom = names[b + nameField.tokenStart]!;
    const rightEnd = rightFrom + names[b + nameField.tokenCount]!;
    const isMatched = this.#isMatched;
    for (let at = rightFrom; at < rightEnd; at++) isMatched[at - rightFrom] = 0;
    let leftCount = 0;
    for (let at = leftFrom; at < leftEnd; at++) {
      const token = tokens[at]!;
      let other = rightFrom;
      while (other < rightEnd && (tokens[other] !== token || isMatched[other - rightFrom] === 1)) other++;
      if (other < rightEnd) isMatched[other - rightFrom] = 1;
      else this.#leftWords[leftCount++] = token;
    }
    let rightCount = 0;
    for (let at = rightFrom; at < rightEnd; at++) if (isMatched[at - rightFrom] === 0) this.#rightWords[rightCount++] = tokens[at]!;
    this.#isCutElsewhere = false;
    this.#leftCount = leftCount;
    this.#rightCount = rightCount;
    this.#sharedCount = leftEnd - leftFrom - leftCount;
  }

  #joined(words: Int32Array, count: number, into: Uint16Array): number {
    const { wordStarts, words: codes } = this.#names;
    let length = 0;
    for (let at = 0; at < count; at++) {
      const end = wordStarts[words[at]! + 1]!;
      for (let code = wordStarts[words[at]!]!; code < end; code++) into[length++] = codes[code]!;
    }
    return length;
  }

  #isTypo(): boolean {
    const leftLength = this.#joined(this.#leftWords, this.#leftCount, this.#leftCodes);
    const rightLength = this.#joined(this.#rightWords, this.#rightCount, this.#rightCodes);
    const leftPlural = this.#leftCodes[leftLength - 1] === this.#names.codeOfS ? 1 : 0;
    const rightPlural = this.#rightCodes[rightLength - 1] === this.#names.codeOfS ? 1 : 0;
    const isPlural = leftPlural !== rightPlural;
    const one = leftLength - (isPlural ? leftPlural : 0);
    const other = rightLength - (isPlural ? rightPlural : 0);
    if (Math.abs(one - other) > 2) return false;
    this.#isCutElsewhere = this.#leftCount !== this.#rightCount && one === other && this.#placesApart(one) === 0;
    if (this.#isCutElsewhere) return true;
    const edits = editsOfTypo(one, other, this.#sharedCount > 0);
    if (edits === 0 || this.#leftCodes[0] !== this.#rightCodes[0] || this.#every(wordFlag.isListed)) return false;
    this.#aligner.first(this.#leftCodes, 0, one);
    this.#aligner.second(this.#rightCodes, 0, other);
    const distance = this.#aligner.distance(edits);
    const isOtherName = this.#sharedCount === 0 && one === other && this.#placesApart(one) === distance;
    return distance <= edits && (distance === 0 || !isOtherName);
  }

  #placesApart(length: number): number {
    let apart = 0;
    for (let at = 0; at < length; at++) if (this.#leftCodes[at] !== this.#rightCodes[at]) apart++;
    return apart;
  }

  #every(flag: number): boolean {
    const { wordFlags } = this.#names;
    for (let at = 0; at < this.#leftCount; at++) if ((wordFlags[this.#leftWords[at]!]! & flag) === 0) return false;
    for (let at = 0; at < this.#rightCount; at++) if ((wordFlags[this.#rightWords[at]!]! & flag) === 0) return false;
    return true;
  }

  #opposes(): boolean {
    for (let one = 0; one < this.#leftCount; one++) {
      for (let other = 0; other < this.#rightCount; other++) {
        if (this.#areOpposites(this.#leftWords[one]!, this.#rightWords[other]!)) return true;
      }
    }
    return false;
  }

  #areOpposites(one: number, other: number): boolean {
    const { familyStarts, families } = this.#names;
    for (let at = familyStarts[one]!; at < familyStarts[one + 1]!; at++) {
      for (let place = familyStarts[other]!; place < familyStarts[other + 1]!; place++) {
        if (families[place]! >> 8 === families[at]! >> 8 && families[place] !== families[at]) return true;
      }
    }
    return false;
  }
}
