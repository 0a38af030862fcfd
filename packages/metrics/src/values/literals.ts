import { textLiteral } from '@audit/warehouse';

/** A day as SQL. */
export const dayLiteral = (day: string): string => `CAST(${textLiteral(day)} AS DATE)`;

/** Texts as the list of an IN; nothing is in an empty one. */
export const listLiteral = (texts: readonly string[]): string => (texts.length === 0 ? '(NULL)' : `(${texts.map(textLiteral).join(', ')})`);
