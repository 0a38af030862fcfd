import { quote } from '@audit/contract';

/** How many parts keys can be cut into; those of a greater number lie within those of a smaller. */
export const partCounts = [4, 16, 64] as const;
export type PartCount = (typeof partCounts)[number];

const quarters = ['0', '4', '8', 'c'];
const digits = Array.from({ length: 16 }, (_, digit) => digit.toString(16));
const names: Readonly<Record<PartCount, readonly string[]>> = {
  4: quarters,
  16: digits,
  64: digits.flatMap((digit) => quarters.map((quarter) => digit + quarter)),
};

/** The names of the parts, in order. */
export const partNames = (count: PartCount): readonly string[] => names[count];

const quarterOf = (digit: string): string => `TRANSLATE(${digit}, '0123456789abcdef', '000044448888cccc')`;

/** Model text for the name of the part a row is in, by the MD5 of its key: every engine has it, and it spreads any ids. */
export const partOf = (key: readonly string[], count: PartCount): string => {
  const hex = `@md5_hex(${key.map((column) => `@text(${quote(column)})`).join(` || '|' || `)})`;
  const [first, second] = [`SUBSTR(${hex}, 1, 1)`, `SUBSTR(${hex}, 2, 1)`];
  if (count === 4) return quarterOf(first);
  return count === 16 ? first : `${first} || ${quarterOf(second)}`;
};
