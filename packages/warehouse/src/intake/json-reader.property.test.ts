import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { deepCount, isDeep } from '../deep-count.fixture.ts';
import type { Field } from './field.ts';
import { type LandedRow, openBench } from './landing.fixture.ts';

const bench = openBench();
afterAll(() => bench[Symbol.asyncDispose]());

const runs = deepCount(40, 4000);
/** A failure shrinks this long at most. */
const shrinkTime = fc.interruptAfterTimeLimit(isDeep ? 3_600_000 : 45_000);
const fields: readonly Field[] = [
  { name: 'a', kind: 'text' },
  { name: 'ключ', kind: 'text' },
  { name: 'raw', kind: 'json' },
];

const string = fc.string({
  unit: fc.oneof(
    { weight: 6, arbitrary: fc.string({ minLength: 1, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.constantFrom('é', '€', '😀', '"', '\\', '\n', '\0', '\u2028', '\u007f') },
  ),
});
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0.1, 1e21, 5e-324, 123456789012345680000),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof({ maxDepth: 4 }, fc.constant(null), fc.boolean(), number, string, tie('list'), tie('object')),
  list: fc.array(tie('any'), { maxLength: 4 }),
  object: fc.dictionary(string, tie('any'), { maxKeys: 4 }),
})).any;
const key = fc.oneof(fc.constantFrom('a', 'ключ', 'raw', '__proto__', 'constructor'), string);
const record = fc.array(fc.tuple(key, value), { maxLength: 7 }).map((entries) => new Map(entries));

/** A string literal with some characters escaped that need no escape. */
const literal = (text: string, escape: number): string =>
  JSON.stringify(text).replaceAll(/[a-z/ ]/g, (mark, at: number, whole: string) =>
    whole[at - 1] !== '\\' && !/\\u[0-9a-f]{0,3}$/.test(whole.slice(0, at)) && (at * 31 + escape) % 5 === 0
      ? `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`
      : mark,
  );
const written = (entries: ReadonlyMap<string, unknown>, { escape, gap }: { escape: number; gap: string }): string =>
  `{${[...entries].map(([name, item]) => `${gap}${literal(name, escape)}${gap}:${gap}${typeof item === 'string' ? literal(item, escape) : JSON.stringify(item)}`).join(',')}${gap}}`;

const expected = (entries: ReadonlyMap<string, unknown>): LandedRow => {
  const bad = ['a', 'ключ'].find((name) => typeof entries.get(name) === 'object' && entries.get(name) !== null);
  const first = [...entries.keys()].find(
    (name) => name === bad || (['a', 'ключ'].includes(name) && typeof entries.get(name) === 'object' && entries.get(name) !== null),
  );
  if (first !== undefined) return { fault: 'BAD_TEXT', fault_column: first, a: null, ключ: null, raw: null };
  const text = (item: unknown): string | null =>
    item === undefined || item === null ? null : typeof item === 'string' ? item : JSON.stringify(item);
  return { fault: null, fault_column: null, a: text(entries.get('a')), ключ: text(entries.get('ключ')), raw: entries.get('raw') ?? null };
};
const landed = ({ fault, fault_column, a, ключ, raw }: LandedRow): LandedRow => ({
  fault,
  fault_column,
  a,
  ключ,
  raw: raw === null ? null : (JSON.parse(raw as string) as unknown),
});

const style = fc.record({ escape: fc.nat(1000), gap: fc.constantFrom('', ' ', '\t', '\r ') });
const windowBytes = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant(1 << 20));

describe('JSON', () => {
  test('lines land as JSON.parse reads them, wherever the input is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 12 }), style, windowBytes, async (records, how, cut) => {
        const text = records.map((entries) => `${written(entries, how)}${how.gap}\n`).join(how.escape % 2 === 0 ? '' : '\r\n');
        const { rows, file } = await bench.land(`\ufeff${text}\n`, fields, { format: 'ndjson', windowBytes: cut, blockRows: 2048 });
        expect(file?.received).toBe(records.length);
        expect(rows.map(landed)).toEqual(records.map(expected));
        expect(rows.map(({ record: position }) => Number(position))).toEqual(records.map((_, index) => index + 1));
      }),
      { numRuns: runs, plugins: [shrinkTime] },
    );
  });

  test('a list lands as JSON.parse reads it, wherever the input is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 12 }), style, windowBytes, async (records, how, cut) => {
        const gap = how.escape % 2 === 0 ? how.gap : `${how.gap}\n`;
        const text = `${gap}[${records.map((entries) => `${gap}${written(entries, { ...how, gap })}${gap}`).join(',')}${gap}]${gap}`;
        const { rows, file } = await bench.land(text, fields, { format: 'json', windowBytes: cut });
        expect(file?.received).toBe(records.length);
        expect(rows.map(landed)).toEqual(records.map(expected));
        const bytes = Buffer.from(text);
        for (const row of rows) {
          const at = Number(row['at']);
          expect(bytes.subarray(at, at + 1).toString()).toBe('{');
          expect(Number(row['line'])).toBe(bytes.subarray(0, at).toString('latin1').split('\n').length);
        }
      }),
      { numRuns: runs, plugins: [shrinkTime] },
    );
  });

  const mutation = fc.record({
    at: fc.nat(10_000),
    byte: fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('{}[]",:\\u0eE-+.ntf \n'))),
    cut: fc.boolean(),
  });
  const mutated = (text: string, changes: readonly { at: number; byte: number; cut: boolean }[]): Buffer => {
    let bytes = Buffer.from(text);
    for (const { at, byte, cut } of changes) {
      if (bytes.length === 0) break;
      const place = at % bytes.length;
      if (cut) bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + 1)]);
      else bytes[place] = byte;
    }
    return bytes;
  };
  const isObject = (item: unknown): boolean => typeof item === 'object' && item !== null && !Array.isArray(item);
  const parsed = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  const parses = (bytes: Uint8Array): boolean => {
    try {
      return isObject(parsed(bytes));
    } catch {
      return false;
    }
  };

  test('a damaged line is refused exactly when JSON.parse refuses it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 6 }),
        style,
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        windowBytes,
        async (records, how, changes, cut) => {
          const bytes = mutated(records.map((entries) => `${written(entries, how)}\n`).join(''), changes);
          const lines = bytes
            .toString('latin1')
            .split('\n')
            .map((line) => Buffer.from(line, 'latin1'))
            .filter((line) => line.toString('latin1').replaceAll(/[ \t\r]/g, '') !== '');
          const { rows, file, refused } = await bench.land(Buffer.concat([Buffer.from('\n'), bytes]), fields, {
            format: 'ndjson',
            windowBytes: cut,
          });
          expect(refused).toBeUndefined();
          expect(file?.received).toBe(lines.length);
          rows.forEach((row, index) => {
            const line = lines[index]!;
            // JSON.parse keeps the last of equal keys and the halves of pairs; we refuse both. The first fault of a record is told, others may follow.
            if (['DUPLICATE_KEY', 'NOT_UTF8', 'BAD_TEXT'].includes(String(row['fault']))) return;
            if (row['fault'] === null) expect(parses(line)).toBe(true);
            else expect({ line: line.toString(), parses: parses(line) }).toEqual({ line: line.toString(), parses: false });
          });
        },
      ),
      { numRuns: runs * 2, plugins: [shrinkTime] },
    );
  });

  test('a damaged list is refused exactly when JSON.parse refuses it, unless only single records are at fault', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 6 }),
        style,
        fc.array(mutation, { minLength: 1, maxLength: 2 }),
        windowBytes,
        async (records, how, changes, cut) => {
          const bytes = mutated(`[${records.map((entries) => written(entries, how)).join(',\n')}]`, changes);
          const { rows, file, refused } = await bench.land(bytes, fields, { format: 'json', windowBytes: cut });
          const whole = ((): unknown => {
            try {
              return parsed(bytes);
            } catch {
              return undefined;
            }
          })();
          if (refused !== undefined) expect(Array.isArray(whole)).toBe(false);
          else if (Array.isArray(whole)) expect(file?.received).toBe(whole.length);
          else expect(rows.some(({ fault }) => fault !== null)).toBe(true);
          if (file !== undefined) expect(rows.length).toBe(file.received);
        },
      ),
      { numRuns: runs * 2, plugins: [shrinkTime] },
    );
  });
});
