import { trimmedText } from './trimmed-text.ts';

/** The customer of a delivered row, as the tables know it: the id trimmed; empty where there is none. */
export const customerOf = (alias: string): string => `COALESCE(${trimmedText(`${alias}.customer_id`)}, '')`;
