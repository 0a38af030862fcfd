/** Longest word of which letters are left out. */
const longest = 64;
const bases = [0x01000193, 0x5bd1e995] as const;
const powers = bases.map((base) => {
  const list = new Int32Array(longest + 1);
  list[0] = 1;
  for (let at = 1; at <= longest; at++) list[at] = Math.imul(list[at - 1]!, base);
  return list;
});
const [lowPowers, highPowers] = powers as [Int32Array, Int32Array];
/** Hashes of what a word begins with, by length. */
const lowPrefix = new Int32Array(longest + 1);
const highPrefix = new Int32Array(longest + 1);

/** Two hashes as one whole number of 53 bits. */
const joined = (low: number, high: number): number => ((high ^ (high >>> 15)) & 0x1fffff) * 4294967296 + (low >>> 0);

/**
 * Calls `take` with a hash of the word, of the word with each one letter left out, and, when `two`, with each two. Hashes are polynomials
 * over the letters, so that one without letters follows from those of the parts between them.
 */
export const eachVariant = (word: string, two: boolean, take: (hash: number) => void): void => {
  const length = Math.min(word.length, longest);
  for (let at = 0; at < length; at++) {
    const code = word.charCodeAt(at) + 1;
    lowPrefix[at + 1] = (Math.imul(lowPrefix[at]!, bases[0]) + code) | 0;
    highPrefix[at + 1] = (Math.imul(highPrefix[at]!, bases[1]) + code) | 0;
  }
  const [low, high] = [lowPrefix[length]!, highPrefix[length]!];
  take(joined(low, high));
  for (let one = 0; one < length; one++) {
    const rest = length - one - 1;
    // What follows the letter, as if nothing stood before it.
    const lowTail = (low - Math.imul(lowPrefix[one + 1]!, lowPowers[rest]!)) | 0;
    const highTail = (high - Math.imul(highPrefix[one + 1]!, highPowers[rest]!)) | 0;
    take(
      joined((Math.imul(lowPrefix[one]!, lowPowers[rest]!) + lowTail) | 0, (Math.imul(highPrefix[one]!, highPowers[rest]!) + highTail) | 0),
    );
    if (!two) continue;
    for (let second = one + 1; second < length; second++) {
      const end = length - second - 1;
      const middle = second - one - 1;
      const lowMiddle = (lowPrefix[second]! - Math.imul(lowPrefix[one + 1]!, lowPowers[middle]!)) | 0;
      const highMiddle = (highPrefix[second]! - Math.imul(highPrefix[one + 1]!, highPowers[middle]!)) | 0;
      const lowEnd = (low - Math.imul(lowPrefix[second + 1]!, lowPowers[end]!)) | 0;
      const highEnd = (high - Math.imul(highPrefix[second + 1]!, highPowers[end]!)) | 0;
      const lowHead = (Math.imul(lowPrefix[one]!, lowPowers[middle]!) + lowMiddle) | 0;
      const highHead = (Math.imul(highPrefix[one]!, highPowers[middle]!) + highMiddle) | 0;
      take(joined((Math.imul(lowHead, lowPowers[end]!) + lowEnd) | 0, (Math.imul(highHead, highPowers[end]!) + highEnd) | 0));
    }
  }
};
