import type { Decimal } from '@audit/contract';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deepCount } from '../deep-count.fixture.ts';
import { contentHash } from './content-hash.ts';
import { encodeRows } from './encode-rows.ts';
import { everyType, type EveryType, manyRows } from './every-type.fixture.ts';

const hash = (rows: readonly EveryType[]): string => contentHash(encodeRows(rows, everyType), everyType);
const first: EveryType = { ...emptyRow(), d18: '1.0000' as Decimal, t: '1' };

function emptyRow(): EveryType {
  const names = Object.keys(everyType.columns).map((name) => [name, null]);
  return { ...(Object.fromEntries(names) as EveryType), i: 0n };
}

describe('the content hash', () => {
  test('does not depend on the order of rows, nor on batches', () => {
    fc.assert(
      fc.property(manyRows(100), fc.nat(100), (rows, cut) => {
        const place = cut % (rows.length + 1);
        const table = encodeRows(rows, everyType);
        expect(hash(rows.toReversed())).toBe(hash(rows));
        expect(contentHash(table.slice(place).concat(table.slice(0, place)), everyType)).toBe(hash(rows));
      }),
      { numRuns: deepCount(30, 2000) },
    );
  });

  test.each<[string, readonly EveryType[]]>([
    ['a row more', [first, first]],
    ['no row', []],
    ['a value', [{ ...first, d18: '1.0001' as Decimal }]],
    ['a value in another column', [{ ...first, t: null, n64: 1n }]],
    ['empty text for none', [{ ...first, l: [] }]],
    ['a null in a list', [{ ...first, l: [null] }]],
  ])('tells apart %s', (_, rows) => {
    expect(hash(rows)).not.toBe(hash([first]));
  });
});
