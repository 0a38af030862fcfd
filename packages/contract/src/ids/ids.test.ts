import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Assertion } from '../errors/assertion.ts';
import type { Micros } from '../tables/column.ts';
import { runId } from './run-id.ts';
import { sourceId } from './source-id.ts';
import { trimId, trimmedCharacters } from './trim-id.ts';

test('a run id says when the run was and sorts by it', () => {
  const entropy = Uint8Array.of(0, 255, 16, 1, 2);
  const first = runId(1_706_695_200_000_000n as Micros, entropy);
  expect(first).toBe('20240131T100000Z-00ff100102');
  expect(runId(1_706_695_201_000_000n as Micros, entropy) > first).toBe(true);
});

test('a source id is the beginning of the checksum, and of nothing else', () => {
  expect(sourceId('0123456789abcdef'.repeat(4))).toBe('0123456789abcdef');
  expect(() => sourceId('../../etc/passwd')).toThrow(Assertion);
});

test('the trim set is the 25 spaces of Unicode, zero width space and the byte order mark', () => {
  const spaces = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code)).filter((c) => /\p{White_Space}/u.test(c));
  expect(Array.from(trimmedCharacters).toSorted()).toEqual([...spaces, '\u200B', '\uFEFF'].toSorted());
});

test('trimming cuts the ends and keeps the inside', () => {
  const edge = fc.string({ unit: fc.constantFrom(...Array.from(trimmedCharacters)) });
  const inside = fc.string({ unit: fc.constantFrom('a', 'é', '𝒳', ' ', '\t', '\u00A0', '\u200D') }).filter((text) => trimId(text) === text);
  fc.assert(
    fc.property(edge, inside, edge, (left, id, right) => {
      expect(trimId(left + id + right)).toBe(id);
    }),
  );
  expect(trimId(' a b\u0085')).toBe('a b');
});
