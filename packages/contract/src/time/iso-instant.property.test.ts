import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Micros } from '../tables/column.ts';
import { formatInstant, parseInstant } from './instant.ts';
import { scanIsoInstant } from './iso-instant.ts';

const two = (value: number): string => String(value).padStart(2, '0');
const at = (text: string): Micros => parseInstant(text)?.micros as Micros;
const instant = fc.bigInt({ min: at('0001-01-01'), max: at('9999-12-31T23:59:59.999999') }) as fc.Arbitrary<Micros>;

describe('an instant', () => {
  test('survives being written and read', () => {
    fc.assert(
      fc.property(instant, (micros) => {
        expect(parseInstant(formatInstant(micros))).toEqual({ micros, naive: false });
      }),
    );
  });

  test('is read as Date reads it, where Date can', () => {
    const milli = fc.integer({ min: Date.UTC(1000, 0), max: Date.UTC(9999, 0) });
    fc.assert(
      fc.property(milli, fc.integer({ min: -1439, max: 1439 }), (ms, minutes) => {
        const size = Math.abs(minutes);
        const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
        const text = new Date(ms).toISOString().replace('Z', offset);
        expect(parseInstant(text)?.micros).toBe(BigInt(Date.parse(text)) * 1000n);
      }),
    );
  });

  test('is the same in extended and in basic format, with T, t or a space, with point or comma', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom('T', 't', ' '), fc.constantFrom('.', ','), (micros, separator, point) => {
        const extended = formatInstant(micros);
        const basic = extended.replaceAll(/[-:]/g, '').replace('T', separator).replace('.', point);
        expect(parseInstant(basic)).toEqual(parseInstant(extended));
      }),
    );
  });

  test('is found between other bytes, which are never looked at', () => {
    const bytes = new TextEncoder().encode('992024-01-31T10:00:00Z99');
    const out = { seconds: 0, micros: 0, naive: true };
    expect(scanIsoInstant(bytes, 2, 22, out)).toBe(true);
    expect(out).toEqual({ seconds: Date.UTC(2024, 0, 31, 10) / 1000, micros: 0, naive: false });
    expect(scanIsoInstant(bytes, 2, 21, out) && out.naive).toBe(true);
    for (let end = 2; end < 22; end++) {
      const alone = new TextDecoder().decode(bytes.subarray(2, end));
      expect(scanIsoInstant(bytes, 2, end, out)).toBe(parseInstant(alone) !== undefined);
    }
  });

  test('random text is refused or read without a failure, and what is refused leaves the result alone', () => {
    const near = fc.string({ unit: fc.constantFrom(...Array.from('0123456789-:.,TtWZ+ ')), maxLength: 32 });
    fc.assert(
      fc.property(near, (text) => {
        const bytes = new TextEncoder().encode(text);
        const out = { seconds: -7, micros: -7, naive: true };
        if (!scanIsoInstant(bytes, 0, bytes.length, out)) expect(out).toEqual({ seconds: -7, micros: -7, naive: true });
        else expect(Number.isInteger(out.seconds) && out.micros >= 0 && out.micros < 1_000_000).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the end of the text', () => {
  const texts = [
    '2024-01-31',
    '20240131',
    '2024W05',
    '2024-W05',
    '2024-W05-3',
    '2024-01-31T10',
    '2024-01-31T10:30',
    '20240131T103015',
    '2024-01-31T10:30:15',
    '2024-01-31T10:30:15.5',
    '2024-01-31T10:30:15Z',
    '2024-01-31T10:30:15+05',
    '2024-01-3',
    '2024-01-31T1',
  ];

  test.each(texts)('of %s is where it is said to be, whatever stands behind it', (text) => {
    const alone = parseInstant(text);
    for (const behind of '0159-:.,TWZ+ ') {
      const bytes = new TextEncoder().encode(text + behind.repeat(8));
      const out = { seconds: 0, micros: 0, naive: false };
      const found = scanIsoInstant(bytes, 0, text.length, out);
      const micros = BigInt(out.seconds) * 1_000_000n + BigInt(out.micros);
      expect(found ? { micros, naive: out.naive } : undefined).toEqual(alone);
    }
  });
});

describe('week dates', () => {
  test('every day of 400 years is read from its week date', () => {
    const epoch = Date.UTC(1800, 0);
    for (let day = 0; day < 146_097; day += 1 + (day % 3)) {
      const date = new Date(epoch + day * 86_400_000);
      const weekday = ((date.getUTCDay() + 6) % 7) + 1;
      const thursday = new Date(date.getTime() + (4 - weekday) * 86_400_000);
      const year = thursday.getUTCFullYear();
      const week = Math.floor((thursday.getTime() - Date.UTC(year, 0)) / 604_800_000) + 1;
      const text = `${year}-W${two(week)}-${weekday}`;
      if (parseInstant(text)?.micros !== BigInt(date.getTime()) * 1000n) expect.fail(`${text} is not read as ${date.toISOString()}`);
    }
  });
});

describe('what is read', () => {
  test.each([
    ['2024-01-31', '2024-01-31T00:00:00Z', true],
    ['20240131', '2024-01-31T00:00:00Z', true],
    ['2024-W05', '2024-01-29T00:00:00Z', true],
    ['2024W05', '2024-01-29T00:00:00Z', true],
    ['2024W053', '2024-01-31T00:00:00Z', true],
    ['2024-W05-3T10', '2024-01-31T10:00:00Z', true],
    ['2020-W53-5', '2021-01-01T00:00:00Z', true],
    ['2024-01-31T10:30', '2024-01-31T10:30:00Z', true],
    ['2024-01-31T103015', '2024-01-31T10:30:15Z', true],
    ['2024-01-31 10:30:15,5', '2024-01-31T10:30:15.500000Z', true],
    ['2024-01-31T10:30:15.1234567899', '2024-01-31T10:30:15.123456Z', true],
    ['2024-01-31T10:30:15-00:00', '2024-01-31T10:30:15Z', false],
    ['2024-01-31T10+05', '2024-01-31T05:00:00Z', false],
    ['2024-01-31T10:30:15+05:30:15', '2024-01-31T05:00:00Z', false],
    ['2024-01-31T10:30:15-0330', '2024-01-31T14:00:15Z', false],
    ['2000-02-29T00:00:00z', '2000-02-29T00:00:00Z', false],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z', false],
    ['9999-12-31T23:59:59.999999Z', '9999-12-31T23:59:59.999999Z', false],
  ])('%s', (text, expected, naive) => {
    const parsed = parseInstant(text);
    expect(parsed && [formatInstant(parsed.micros), parsed.naive]).toEqual([expected, naive]);
  });
});

describe('what is refused', () => {
  test.each(
    [
      ['', ' ', '2024', '2024-01', '202401', '2024-031', '2024031', '24-01-31', '2024-1-31', '2024/01/31', '31.01.2024', 'yesterday'],
      ['2023-02-29', '1900-02-29', '2024-04-31', '2024-00-10', '2024-13-01', '2024-01-00', '2024-01-32', '0000-01-01', '10000-01-01'],
      ['2021-W53-1', '2024-W00-1', '2024-W54-1', '2024-W05-8', '2024-W05-0', '2024-W05-', '2024-W5-3'],
      [
        '2024-01-31T',
        '2024-01-31T1',
        '2024-01-31T24:00',
        '2024-01-31T10:60',
        '2024-01-31T10:30:60',
        '2024-01-31T10:3',
        '2024-01-31T10:30:',
      ],
      ['2024-01-31  10:30', '2024-01-31_10:30', '2024-01-31T10:30:15.', '2024-01-31T10:30.5', '2024-01-31T10:3015', '2024-01-31T1030:15'],
      ['2024-01-31Z', '2024-01-31T10:30:15ZZ', '2024-01-31T10:30:15+', '2024-01-31T10:30:15+24:00', '2024-01-31T10:30:15+05:60'],
      ['2024-01-31T10:30:15 Z', '2024-01-31T10:30:15+05:3', '2024-01-31T10:30:15Z ', ' 2024-01-31', '2024-01-31T10:30:15−05:00'],
      ['0001-01-01T00:00:00+00:01', '9999-12-31T23:59:59-00:01', '２０２４-01-31', '2024-01-31T10:30:15\u0000'],
    ].flat(),
  )('%j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });
});
