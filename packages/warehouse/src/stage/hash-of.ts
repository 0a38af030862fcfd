import { createHash } from 'node:crypto';

/** SHA-256 of a JSON value, in hex. Order of keys counts. */
export const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** Whether two values are the same JSON; order of keys counts. */
export const sameJson = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

/** Names the work of a run: the same work has the same key, and goes on where it was left. */
export const runKeyOf = (work: readonly unknown[]): string => hashOf(work).slice(0, 24);
