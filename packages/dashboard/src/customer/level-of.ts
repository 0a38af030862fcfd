import type { Value } from '../format/value-text.ts';

/** A band among the scores of a line; null where it is none. */
export const levelOf = (value: Value | undefined): string | null => (typeof value === 'string' ? value : null);
