import type { SeededRandom } from '@audit/warehouse/proof';

/** Everything the law trims, and after the bar some that look like it and stay (D11). */
const trimmed =
  '\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\ufeff';
const kept = '\u00ad\u180e\u2060\u001c\u001f';

const latin = ['John', 'Doe', "O'Neil", 'a  b', 'a\u00a0b', 'null', 'NULL', '\\', '"', "it''s", '{}', 'a\tb', 'a\nb', '\u0001'];
/** Letters that the upper case of one language, of one host or of one Unicode version does otherwise. */
const letters = [
  'straße',
  'STRAẞE',
  'strasse',
  'ıI',
  'İi',
  'ǆ',
  'ǰ',
  'ΐ',
  'ᾳ',
  'ᾼ',
  'ᾀ',
  'ﬁ',
  'ŉ',
  'σς',
  'ɤ',
  'ƛ',
  '\u1c8a',
  '\ua7db',
  '\u{10d70}',
  'ა',
  'ꭰ',
  '𐐨',
  '𞤢',
];
const scripts = [
  'สมชาย',
  'น้ำ',
  'นํ้า',
  'โด',
  '山田',
  '한글',
  '한글'.normalize('NFD'),
  'é',
  'e\u0301',
  'Å',
  '\u212b',
  '\u0301',
  '😀',
  '\uff21',
  '\u{1f468}\u200d\u{1f469}',
];
/** What the canonical string of the hash cannot tell apart, or nearly so (D17). */
const delimiters = ['A|B', 'A', 'B', '|', 'A|', '__NULL__', '__null__', '__NULL', 'A|__NULL__'];
const blanks = ['', ' ', '\u200b\ufeff', '\u2060'];

export const anyName = (random: SeededRandom): string =>
  random.next() < 0.03
    ? String.fromCodePoint(0x21 + random.below(0xd7ff - 0x21))
    : random.pick(random.pick([latin, latin, letters, scripts, delimiters, blanks]));

export const anyEvidence = (random: SeededRandom): string | number =>
  random.pick([
    'AB1234567890',
    'ab 1234-567890',
    'AB1234567891',
    '1-2345-67890-12-3',
    '๑๒๓๔๕๖๗๘๙๐๑๒๓',
    '１２３４５６７８９０１２３',
    '1234567890123',
    1_234_567_890_123,
    'A–B—C−D‐E‑F‒G―H',
    'a.b/c',
    '-./',
    'ß-1',
    'A|B',
    '__NULL__',
    '_-_NULL_-_',
    '',
  ]);

export const anyCode = (random: SeededRandom, codes: readonly string[]): string =>
  random.next() < 0.85 ? random.pick(codes) : random.pick(['ß', 'ı', 'A|B', '__null__', '__NULL__', 'ＯＴＨＥＲ', '', 'σς', '😀']);

const someMembers = ['SALARY', 'DIVIDEND', 'RENTAL', 'ß', 'ẞ', 'ss', '\uff21', '😀', 'é', 'e\u0301', '__NULL__', '', ' '];

const swapCase = (random: SeededRandom, text: string): string =>
  Array.from(text, (one) => (random.next() < 0.5 ? one : random.next() < 0.5 ? one.toUpperCase() : one.toLowerCase())).join('');

const padding = (random: SeededRandom): string =>
  Array.from({ length: random.below(3) }, () =>
    random.next() < 0.95 ? random.pick(Array.from(trimmed)) : random.pick(Array.from(kept)),
  ).join('');

export const padded = (random: SeededRandom, text: string): string => padding(random) + text + padding(random);

/** The same text as another clerk would type it: most often the same profile, sometimes not. */
export const retyped = (random: SeededRandom, text: string): string => {
  const way = random.next();
  if (way < 0.4) return padded(random, text);
  if (way < 0.85) return swapCase(random, text);
  return text.normalize(random.pick(['NFC', 'NFD', 'NFKC']));
};

/** A list as text or as an array, in any order, with repetitions, blanks and, in an array, lists within and nulls. */
export const anyList = (random: SeededRandom): string | null | readonly (string | null)[] => {
  const members = Array.from({ length: random.below(4) }, () => retyped(random, random.pick(someMembers)));
  const form = random.next();
  if (form < 0.1) return null;
  if (form < 0.8) return members.join('|');
  return random.next() < 0.3 ? [...members, null, 'RENTAL|ss'] : members;
};

/** Ids that differ, and would be one for who trims zeros, folds case, composes letters or reads numbers as doubles; in orders that differ by bytes and by UTF-16 units. */
export const anyCustomerId = (random: SeededRandom, serial: number): string => {
  const style = random.pick(['', '', '00', 'C-', 'c-', 'ลูกค้า ', 'é', 'e\u0301', '😀', '\uff21', '90071992547409', 'fifty code points']);
  return style === 'fifty code points' ? `${serial}-${'😀'.repeat(49 - String(serial).length)}` : `${style}${serial}`;
};

/** Ids that are refused: blank, or of more than 50 code points. */
export const anyRefusedId = (random: SeededRandom): string | null =>
  random.pick([null, '', ' ', '\u3000\u200b', 'x'.repeat(51), '😀'.repeat(51), ` ${'7'.repeat(51)} `]);
