import { textLiteral } from '@audit/warehouse';

/** SQL of one of the values, by chance of the row: a list whose length is written down is twenty times as fast as one that is asked for it. */
export const pick = (row: string, salt: string, values: readonly (string | number | null)[]): string =>
  `([${values.map((value) => (value === null ? 'NULL' : typeof value === 'number' ? String(value) : textLiteral(value))).join(', ')}])[1 + below(${row}, ${textLiteral(salt)}, ${values.length})]`;
