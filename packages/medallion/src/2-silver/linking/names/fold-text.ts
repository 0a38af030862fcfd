/** A word of a name after folding, and how it was written: what tells a legal form from a word that looks like one. */
export interface FoldedWord {
  readonly text: string;
  /** Every letter was a capital. */
  readonly capitals: boolean;
  /** Letters stood apart: S.p.A., A/S, N V. */
  readonly dotted: boolean;
}

const longest = 256;

const strokes: Readonly<Record<string, string>> = {
  ß: 'ss', ø: 'o', ł: 'l', æ: 'ae', œ: 'oe', đ: 'd', ð: 'd', ı: 'i', þ: 'th', ħ: 'h', ŋ: 'n', ς: 'σ',
}; // prettier-ignore

/** Small letters without strokes, ligatures and, over Latin letters, marks; other scripts keep their marks, which are letters there. */
export const foldLetters = (text: string): string =>
  text
    .replaceAll('İ', 'i')
    .toLowerCase()
    .replace(/[ßøłæœđðıþħŋς]/gu, (letter) => strokes[letter] ?? letter)
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC');

const apart = /(?<![\p{L}\p{N}])(?:\p{L}[./-] ?)+\p{L}(?![\p{L}\p{N}\p{M}])/gu;

/** First 256 characters of a name as words: research/account-linking N1, up to the first table. */
export const foldWords = (name: string): readonly FoldedWord[] => {
  const shown = Array.from(name.slice(0, 4 * longest).normalize('NFKC'))
    .slice(0, longest)
    .join('');
  const words: FoldedWord[] = [];
  const joined = shown
    .replace(/[’‘'`´ʼʹ′]/gu, '')
    .replace(apart, (letters) => `\u0001${letters.replace(/[./ -]/gu, '')}`)
    .replace(/[&+](?=.*[\p{L}\p{N}])/gu, ' and ');
  for (const [raw] of joined.matchAll(/\u0001?[\p{L}\p{N}\p{M}]+/gu)) {
    const dotted = raw.startsWith('\u0001');
    const bare = dotted ? raw.slice(1) : raw;
    words.push({ text: foldLetters(bare), capitals: bare === bare.toUpperCase() && bare !== bare.toLowerCase(), dotted });
  }
  return words;
};
