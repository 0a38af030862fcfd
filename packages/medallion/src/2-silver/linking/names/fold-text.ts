/** A word of a name after folding, and how it was written: what tells a legal form from a word that looks like one. */
export interface FoldedWord {
  readonly text: string;
  /** Every letter was a capital. */
  readonly capitals: boolean;
  /** Letters stood apart, or a full stop followed: S.p.A., A/S, Co. */
  readonly dotted: boolean;
}

/** Characters of a name that are read. */
const longest = 256;

const strokes: Readonly<Record<string, string>> = {
  ß: 'ss', ø: 'o', ł: 'l', æ: 'ae', œ: 'oe', đ: 'd', ð: 'd', ı: 'i', þ: 'th', ħ: 'h', ŋ: 'n', ς: 'σ',
}; // prettier-ignore

const isPlain = /^[\u0000-\u007f]*$/u;

/** Small letters without strokes and ligatures; Latin letters without marks too. Other scripts keep their marks, which are letters there. */
export const foldLetters = (text: string): string =>
  isPlain.test(text)
    ? text.toLowerCase()
    : text
        .replaceAll('İ', 'i')
        .toLowerCase()
        .replace(/[ßøłæœđðıþħŋς]/gu, (letter) => strokes[letter] ?? letter)
        .normalize('NFKD')
        .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
        .normalize('NFC');

const joined = '\u0001';
const lettersApart = /(?<![\p{L}\p{N}])(?:(?:\p{L}[./-])+\p{L}|(?:\p{L}\. )+\p{L})(?![\p{L}\p{N}\p{M}])/gu;

/** What is read of a name: its first 256 characters, in compatible forms, with single blanks. */
export const readName = (name: string): string => {
  const single = /\s\s|[^\S ]/u.test(name) ? name.trim().replace(/\s+/gu, ' ') : name;
  if (single.length <= longest && isPlain.test(single)) return single;
  // A compatibility form opens up to 18 characters; what lies beyond the first 256 is never read.
  const read = Array.from(single.slice(0, 2 * longest)).slice(0, longest).join('').normalize('NFKC'); // prettier-ignore
  return read.length <= longest ? read : Array.from(read).slice(0, longest).join('');
};

const wordOf = (written: string): FoldedWord => {
  const isDotted = written.endsWith('.') || written.startsWith(joined);
  const bare = isDotted ? written.replace(/[\u0001.]/gu, '') : written;
  const text = foldLetters(bare);
  return { text, capitals: text !== bare && bare === bare.toUpperCase(), dotted: isDotted };
};

/** A name as words: research/account-linking N1, up to its tables. */
export const foldWords = (name: string): readonly FoldedWord[] => {
  let shown = readName(name);
  if (/['`]|[^\u0000-\u007f]/u.test(shown)) shown = shown.replace(/[’‘'`´ʼʹ′]/gu, '');
  if (/[./-]/u.test(shown)) shown = shown.replace(lettersApart, (letters) => joined + letters.replace(/[./ -]/gu, ''));
  if (/[&+]/u.test(shown)) shown = shown.replace(/[&+](?=.*[\p{L}\p{N}])/gu, ' and ');
  const written = shown.match(isPlain.test(shown) ? /\u0001?[A-Za-z0-9]+\.?/gu : /\u0001?[\p{L}\p{N}\p{M}]+\.?/gu);
  return written === null ? [] : written.map(wordOf);
};
