import { assert } from '../errors/assertion.ts';

/** Name of an input file: a file is its content. @param sha256 64 lower-case hex digits */
export const sourceId = (sha256: string): string => {
  assert(/^[0-9a-f]{64}$/.test(sha256), 'a SHA-256 is 64 lower-case hex digits', { sha256 });
  return sha256.slice(0, 16);
};
