import { createHash } from 'node:crypto';

/** SHA-256 of a JSON value, in hex. Order of keys counts. */
export const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
