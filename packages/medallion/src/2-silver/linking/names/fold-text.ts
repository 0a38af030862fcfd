/** A word of a name after folding, and how it was written: what tells a legal form from a word that looks like one. */
export interface FoldedWord {
  readonly text: string;
  /** Every letter was a capital, or several were: SpA. */
  readonly capitals: boolean;
  /** Letters stood apart, or a full stop followed: S.p.A., A/S, Co. */
  readonly dotted: boolean;
}

/** Characters of a name that are read. */
const longest = 256;

const strokes: Readonly<Record<string, string>> = {
  ß: 'ss', ø: 'o', ł: 'l', æ: 'ae', œ: 'oe', đ: 'd', ð: 'd', ı: 'i', þ: 'th', ħ: 'h', ŋ: 'n', ς: 'σ',
}; // prettier-ignore

const isPlain = /^[\u0000-\u007f]*$/;

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

/** Signs without a meaning for the name: soft hyphens, marks of direction and width zero, trade marks. */
const unread = /[\u00ad\u200b\u200e\u200f\u2060\ufeff™℠©®]/gu;

const firstOf = (text: string): string =>
  text.length <= longest
    ? text
    : Array.from(text.slice(0, 2 * longest))
        .slice(0, longest)
        .join('');

/** What is read of a name: its first 256 characters, in compatible forms, with single blanks. */
export const readName = (name: string): string => {
  const single = /\s\s|[^\S ]/u.test(name) ? name.trim().replace(/\s+/gu, ' ') : name;
  if (single.length <= longest && isPlain.test(single)) return single;
  // A compatibility form opens up to 18 characters; what lies beyond the first 256 is never read.
  const read = firstOf(single.replace(unread, '')).normalize('NFKC').replace(/ [–—] /gu, ' - '); // prettier-ignore
  return firstOf(read);
};

/** Letters of the longest form that is written with some capitals. */
const longestForm = 5;

/** A word as the pattern of words finds it: with a mark before letters that stood apart, and its full stop. */
const wordOf = (written: string, fold: (text: string) => string): FoldedWord => {
  const from = written.startsWith(joined) ? 1 : 0;
  const to = written.endsWith('.') ? written.length - 1 : written.length;
  const dotted = to - from < written.length;
  const bare = dotted ? written.slice(from, to) : written;
  const text = fold(bare);
  const capitals = text !== bare && (bare === bare.toUpperCase() || (bare.length <= longestForm && /\p{Lu}.*\p{Lu}/u.test(bare)));
  return { text, capitals, dotted };
};

const toLower = (text: string): string => text.toLowerCase();

/** Whether letters may stand apart: a letter alone before a dot, a dash or a slash. Cheaper to ask than to look for them all. */
const mayStandApart = /(?:^|[^A-Za-z0-9])[A-Za-z][./-]|[^\u0000-\u007f][./-]/;

/** An apostrophe between two words that a blank was left out of: "Philips'Gloeilampenfabrieken", but not "L'Oréal" nor "Sotheby's". */
const possessive = /(?<=\p{L}{3})[’‘'`´ʼʹ′](?=\p{L}{4})/gu;

/** What was read of a name, as words: research/account-linking N1, up to its tables. */
export const foldWords = (name: string): readonly FoldedWord[] => {
  let shown = name;
  const isAscii = isPlain.test(shown);
  if (!isAscii || shown.includes("'") || shown.includes('`')) shown = shown.replace(possessive, ' ').replace(/[’‘'`´ʼʹ′]/gu, '');
  if (mayStandApart.test(shown)) shown = shown.replace(lettersApart, (letters) => joined + letters.replace(/[./ -]/gu, ''));
  // "&amp;" is what is left of an ampersand that came through a web page.
  if (shown.includes('&') || shown.includes('+')) shown = shown.replace(/&amp;/giu, '&').replace(/[&+](?=.*[\p{L}\p{N}])/gu, ' and ');
  const written = shown.match(isAscii ? /\u0001?[A-Za-z0-9]+\.?/g : /\u0001?[\p{L}\p{N}\p{M}]+\.?/gu);
  const fold = isAscii ? toLower : foldLetters;
  return written === null ? [] : written.map((word) => wordOf(word, fold));
};
