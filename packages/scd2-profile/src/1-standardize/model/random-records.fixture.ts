import { type Micros, type Row, trimmedCharacters } from '@audit/contract';
import { enumAttributes, otherAttributes, scalarAttributes, setAttributes } from '@audit/contract/profile';
import * as fc from 'fast-check';
import type { Delivered } from '../../trial-profile.fixture.ts';
import type { catalogCodes } from '../catalogs/catalog-codes.ts';

const orNull = <T>(value: fc.Arbitrary<T>, nulls = 1): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: nulls, arbitrary: fc.constant(null) }, { weight: 6, arbitrary: value });

const letters = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...Array.from('abzABZ059 ._-~|\'"\\$%')) },
  { weight: 3, arbitrary: fc.constantFrom(...Array.from(trimmedCharacters)) },
  { weight: 3, arbitrary: fc.constantFrom(...Array.from('สมชายโด่นิรันดร์๐๑๙ำ\u0E38\u0E4D')) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'ß',
      'ı',
      'İ',
      'i',
      'ŉ',
      'ǰ',
      'ΐ',
      'ς',
      'ﬁ',
      'ᾳ',
      'ǆ',
      'ǅ',
      'é',
      'e\u0301',
      '\u0345',
      'µ',
      'ÿ',
      'ⱥ',
      'ა',
      '𐐨',
      '𞤢',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('０', '９', '\u2010', '\u2015', '\u2212', '/', '😀', '\uE000', '\u{10FFFF}', '\u001F', '\u007F'),
  },
);
const words = fc.array(letters, { maxLength: 14 }).map((parts) => parts.join(''));
const blank = fc.constantFrom('', ' ', '\t\n', '\u200B', '\u3000 \uFEFF');
const padded = <T extends string>(text: fc.Arbitrary<T>): fc.Arbitrary<string> =>
  fc.tuple(blank, text, blank).map(([before, middle, after]) => before + middle + after);
const token = fc.constantFrom('__NULL__', '__null__', '|', 'a|b', '~0');
const text = fc.oneof({ weight: 6, arbitrary: words }, { weight: 2, arbitrary: padded(words) }, blank, token);

const code = fc.constantFrom('OTHER', 'other', 'Other ', 'UNKNOWN', 'mr', 'MR', 'นาย', 'straße', 'TH', 'ASSET_BAND_1', 'i', 'ı');
const enumeration = fc.oneof({ weight: 8, arbitrary: padded(code) }, { weight: 1, arbitrary: text });
const setText = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.oneof(padded(code), words, blank), { maxLength: 6 }).map((parts) => parts.join('|')) },
  fc.constantFrom('', '|', '||', ' | \u3000'),
);

const two = (value: number): string => String(value).padStart(2, '0');
const year = fc.oneof(fc.integer({ min: 1900, max: 2030 }), fc.constantFrom(0, 1, 1582, 2000, 2400, 2528, 2600, 9999));
const calendar = fc
  .tuple(year, fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }), fc.constantFrom('-', '-', '-', '', '/'))
  .map(([y, m, d, dash]) => [String(y).padStart(4, '0'), two(m), two(d)].join(dash));
const week = fc
  .tuple(year, fc.integer({ min: 0, max: 54 }), fc.integer({ min: 0, max: 8 }), fc.constantFrom('-', ''), fc.boolean())
  .map(([y, w, d, dash, hasDay]) => `${String(y).padStart(4, '0')}${dash}W${two(w)}${hasDay ? `${dash}${d}` : ''}`);
const leapDay = fc.constantFrom(
  '2000-02-29',
  '2007-02-28',
  '2007-12-03',
  '2007-12-04',
  '1905-12-03',
  '1904-02-29',
  '2026-01-01',
  '1900-02-29',
);
const randomBirthdate: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof({ weight: 5, arbitrary: calendar }, { weight: 2, arbitrary: leapDay }, week, words),
    fc.constantFrom('', '', '', ' ', 'T00:00:00', ' 00:00:00', 'x', 'é', '08', '|'),
  )
  .map(([date, rest]) => date + rest);

const clock = fc
  .tuple(fc.integer({ min: 0, max: 24 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }))
  .map((parts) => parts.map(two).join(':'));
const fraction = fc.constantFrom('', '', '.5', '.123456', '.1234567', '.999999999999', '.000000', '.0000005');
const zone = fc.constantFrom('', '', 'Z', 'Z', '+07:00', '-0330', '+14', '+23:59', '-00:00', '+24:00', '+7:00', '+07:00x');
const randomInstant: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.integer({ min: 20, max: 31 }), fc.constantFrom('T', ' '), clock, fraction, zone)
      .map(([day, separator, time, rest, offset]) => `2025-11-${day}${separator}${time}${rest}${offset}`),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('2025-11-30T08:00:00Z', '2025-12-03T00:00:00Z', '2025-12-03T00:00:00.000001Z', '2025-11-30 15:00+07'),
  },
  fc.constantFrom(
    '2025-11-30',
    '2025-11-30T08',
    '2025-11-30T08:01Z',
    '0000-01-01T00:00:00',
    '9999-12-31T23:59:59',
    '2025-02-29T00:00:00',
    'yesterday',
    '0',
    '  ',
  ),
);

/** What a source may deliver: few customers, so that their records meet. */
const randomRecord: fc.Arbitrary<Delivered> = fc.record({
  customer_id: orNull(
    fc.oneof({ weight: 9, arbitrary: padded(fc.nat(40).map((id) => `c${id}`)) }, blank, fc.constantFrom('x'.repeat(50), '😀'.repeat(51))),
  ),
  op: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, fc.constantFrom('DELETE', 'delete', '')),
  ...Object.fromEntries(scalarAttributes.map((name) => [name, orNull(text)])),
  evidence_unique_key: orNull(fc.oneof(text, padded(fc.constantFrom('1-1017-00230-70-8', '1101700230709', 'ab 123/4', '๑๑๐๑๗๐๐๒๓๐๗๐๘')))),
  birthdate: orNull(padded(randomBirthdate)),
  ...Object.fromEntries(enumAttributes.map((name) => [name, orNull(enumeration)])),
  ...Object.fromEntries(otherAttributes.map((name) => [`${name}_other`, orNull(text, 4)])),
  ...Object.fromEntries(setAttributes.map((name) => [`${name}_list`, orNull(setText)])),
  evidence_type: orNull(text, 4),
  last_modified_ts: orNull(padded(randomInstant)),
});

/** A delivery in which records repeat, wholly and but for one column. */
export const randomRecords = (size: number): fc.Arbitrary<readonly Delivered[]> =>
  fc
    .tuple(
      fc.array(randomRecord, { minLength: size, maxLength: size }),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom<keyof Delivered>('firstname', 'occupation_other', 'evidence_type', 'op'), orNull(text)), {
        maxLength: size,
      }),
    )
    .map(([records, repeats]) => [
      ...records,
      ...repeats.map(([at, column, value], step) => ({ ...records[at % records.length]!, ...(step % 3 === 0 ? {} : { [column]: value }) })),
    ]);

const catalogs = [...enumAttributes, ...setAttributes].map((name) => `customer_${name}${/asset|monthly/.test(name) ? '_bands' : ''}`);
/** Catalogs that know some of the codes above, some without OTHER. */
export const sampleCodes: readonly Row<typeof catalogCodes>[] = catalogs.flatMap((catalog, at) =>
  [
    ['UNKNOWN', 'UNKNOWN'],
    ['MR', 'MR'],
    ['นาย', 'MR'],
    ['STRAẞE', 'ROAD'],
    ['TH', 'TH'],
    ...(at % 2 === 0 ? [['OTHER', 'OTHER']] : []),
  ].map(([raw = '', code = '']) => ({ catalog, raw, code })),
);

/** 2025-12-03T10:00:00Z: some of the instants above are later. */
export const randomExtractTs = 1_764_756_000_000_000n as Micros;
