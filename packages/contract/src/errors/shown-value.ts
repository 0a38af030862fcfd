import type { Pii } from '../tables/column.ts';

const shownLetters = 40;

/** A bad value as a message may show it: shortened, and masked where the column is personal. */
export const shownValue = (value: string | null, pii: Pii): string | null => {
  if (value === null) return null;
  if (pii !== 'none') return '***';
  return value.length <= shownLetters ? value : `${value.slice(0, shownLetters)}…`;
};
