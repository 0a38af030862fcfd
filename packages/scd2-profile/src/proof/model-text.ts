/** The texts of decisions D10 to D16, said once more and otherwise than the product says them: by Unicode property and by the host's own tables. */

const space = String.raw`[\p{White_Space}\u200b\ufeff]`;
const edges = new RegExp(`^${space}+|${space}+$`, 'gu');
const separators = new RegExp(String.raw`${space}|[-./\u2010-\u2015\u2212]`, 'gu');

const written = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'bigint' ? String(value) : typeof value === 'string' ? value : '';

/** Trimmed, and null where nothing is left. */
export const textOf = (value: unknown): string | null => {
  const trimmed = written(value).replaceAll(edges, '');
  return trimmed === '' ? null : trimmed;
};

/** Lower-case letters whose upper case came with Unicode 15 to 17; the law is frozen at 14. */
const tooNew = /[\u019b\u0264\u1c8a\ua7cd\ua7cf\ua7d3\ua7d5\ua7db\u{10d70}-\u{10d85}\u{16ebb}-\u{16ed3}]/u;
/** Greek with iota below: its upper case is two letters, its title case the one that stands 8 or 9 places on. */
const iotaBelow = /[\u1f80-\u1f87\u1f90-\u1f97\u1fa0-\u1fa7]/u;
const iotaBelowAlone = /[\u1fb3\u1fc3\u1ff3]/u;

const upperOne = (letter: string): string => {
  const code = letter.codePointAt(0) ?? 0;
  if (letter === 'ß') return 'ẞ';
  if (iotaBelow.test(letter)) return String.fromCodePoint(code + 8);
  if (iotaBelowAlone.test(letter)) return String.fromCodePoint(code + 9);
  const upper = letter.toUpperCase();
  return tooNew.test(letter) || Array.from(upper).length > 1 ? letter : upper;
};

/** Upper case of the law: one code point for one, of no language. */
export const upperOf = (text: string): string => Array.from(text, upperOne).join('');

/** National id or passport: upper case, European digits, without what people put between. */
export const evidenceOf = (value: unknown): string | null => {
  const upper = upperOf(textOf(value) ?? '');
  const digits = upper.replaceAll(/[๐-๙０-９]/gu, (digit) => String((digit.codePointAt(0) ?? 0) - (digit < '\uff10' ? 0x0e50 : 0xff10)));
  return textOf(digits.replaceAll(separators, ''));
};

/** Order of UTF-8 bytes, which is not the order of UTF-16 units. */
export const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Members of a set: split at |, trimmed, upper case, once each, in byte order. */
export const membersOf = (value: unknown): readonly string[] => {
  const listed: readonly unknown[] = Array.isArray(value) ? value : [value];
  const raw = listed.flatMap((one) => written(one).split('|'));
  const members = raw.map((one) => upperOf(textOf(one) ?? '')).filter((one) => one !== '');
  return [...new Set(members)].toSorted(byBytes);
};
