import { afterAll, describe, expect, test } from 'vitest';
import { openTrialMapping } from './trial-mapping.fixture.ts';

const trial = openTrialMapping();
afterAll(async () => await trial[Symbol.asyncDispose]());

/** What a column makes of texts: the value, or the problem a row is refused for. */
const made = async (
  column: object,
  texts: readonly (string | null)[],
  table: object = {},
): Promise<readonly (string | null | undefined)[]> => {
  const rows = texts.map((text, at) => ({ Id: `${100 + at}`, Given: text }));
  const { silver, refused } = await trial.run({ ...table, columns: [{ source: 'Given', target: 'made', ...column }] }, rows);
  return rows.map(({ Id }) => silver.find(({ id }) => id === Id)?.['made'] ?? refused.find(({ id }) => id === Id)?.['_problems'] ?? null);
};

describe('texts', () => {
  test('blanks are cut off, and what is then empty is null; or they stay', async () => {
    expect(await made({}, ['  a b\t', '   ', '', null])).toEqual(['a b', null, null, null]);
    expect(await made({ trim: false }, ['  a '])).toEqual(['  a ']);
  });

  test('texts that mean null are null; a missing value is kept, refused or replaced', async () => {
    expect(await made({ null: { values: ['N/A', '-'] } }, ['N/A', '-', 'n/a'])).toEqual([null, null, 'n/a']);
    expect(await made({ null: { values: ['N/A'], policy: 'reject' } }, ['N/A', 'x'])).toEqual(['made MISSING_FIELD null', 'x']);
    expect(await made({ null: { values: ['N/A'], default: 'none' } }, ['N/A', null, 'x'])).toEqual(['none', 'none', 'x']);
    expect(await made({ type: 'decimal(9,2)', null: { default: 0 } }, ['', '1.5', 'x'])).toEqual(['0.00', '1.50', 'made BAD_NUMBER type']);
  });

  test('patterns are replaced one after the other, before letters are changed', async () => {
    expect(
      await made(
        {
          replace: [
            { pattern: '[0-9]+$', with: '#' },
            { pattern: '\\s+', with: ' ' },
          ],
          case: 'upper',
        },
        ['ab   12', 'straße', '12'],
      ),
    ).toEqual(['AB #', 'STRAẞE', '#']);
    expect(await made({ replace: [{ pattern: '(.)-(.)', with: '\\2\\1' }] }, ['a-b'])).toEqual(['ba']);
    expect(await made({ case: 'lower' }, ['ÄÖ Ab'])).toEqual(['äö ab']);
    expect(await made({ case: 'title' }, ['new YORK city'])).toEqual(['New York City']);
  });

  test('a code table maps; what is not in it stays, becomes null or a default, or is refused', async () => {
    const values = { H: 'hot', C: 'cold' };
    expect(await made({ map: { values } }, ['H', 'C', 'x', null])).toEqual(['hot', 'cold', 'x', null]);
    expect(await made({ map: { values, unmatched: 'null' } }, ['H', 'x'])).toEqual(['hot', null]);
    expect(await made({ map: { values, unmatched: 'default', default: 'other' } }, ['H', 'x', null])).toEqual(['hot', 'other', null]);
    expect(await made({ map: { values, unmatched: 'reject' } }, ['H', 'x', null])).toEqual(['hot', 'made NOT_IN_LIST map', null]);
    expect(await made({ map: { values, ignore_case: true, unmatched: 'null' } }, ['h', 'H'])).toEqual(['hot', 'hot']);
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`k${at}`, `v${at}`]));
    expect(await made({ map: { values: many, unmatched: 'reject' } }, ['k7', 'k29', 'k30', null])).toEqual([
      'v7',
      'v29',
      'made NOT_IN_LIST map',
      null,
    ]);
    expect(await made({ type: 'int64', map: { values: { one: '1' } } }, ['one', '2'])).toEqual(['1', '2']);
  });
});

describe('numbers', () => {
  test('every digit counts: what does not fit is refused, never rounded silently', async () => {
    const texts = ['12.34', '12.3400', '-0.5', '+7', '1.15056052E8', '12.345', '1e20', '1,234.5', 'true', 'NaN', '99999999999999999.99'];
    expect(await made({ type: 'decimal(18,2)' }, texts)).toEqual([
      '12.34',
      '12.34',
      '-0.50',
      '7.00',
      '115056052.00',
      'made NUMBER_OUT_OF_RANGE type',
      'made NUMBER_OUT_OF_RANGE type',
      'made BAD_NUMBER type',
      'made BAD_NUMBER type',
      'made BAD_NUMBER type',
      'made NUMBER_OUT_OF_RANGE type',
    ]);
    expect(await made({ type: 'decimal(18,2)', parse: { round: true } }, ['12.345', '-12.345', '12.344'])).toEqual([
      '12.35',
      '-12.35',
      '12.34',
    ]);
    expect(await made({ type: 'int64' }, ['5', '5.0', '5.5', '-3', '12345678901234567'])).toEqual([
      '5',
      '5',
      'made NUMBER_OUT_OF_RANGE type',
      '-3',
      '12345678901234567',
    ]);
    expect(await made({ type: 'float64' }, ['1e-3', '2', 'x'])).toEqual(['0.001', '2.0', 'made BAD_NUMBER type']);
  });

  test('a decimal comma and marks between thousands are read where the mapping says so, and only in their places', async () => {
    const german = { type: 'decimal(18,2)', parse: { decimal: ',', group: '.' } };
    expect(await made(german, ['1.234.567,89', '12,5', '1234,5', '1.23,4', '12.34'])).toEqual([
      '1234567.89',
      '12.50',
      '1234.50',
      'made BAD_NUMBER type',
      'made BAD_NUMBER type',
    ]);
    expect(await made({ type: 'decimal(18,2)', parse: { group: ',' } }, ['1,234.50', '1234.5', '12,34.5'])).toEqual([
      '1234.50',
      '1234.50',
      'made BAD_NUMBER type',
    ]);
    expect(await made({ type: 'decimal(18,2)', parse: { group: "'" } }, ["1'234.50"])).toEqual(['1234.50']);
  });

  test('what may not be below zero says which rule of the intake it breaks', async () => {
    for (const [what, code] of [
      ['quantity', 'NEGATIVE_QUANTITY'],
      ['price', 'NEGATIVE_PRICE'],
      ['cost', 'NEGATIVE_COST'],
      ['total', 'NEGATIVE_TOTAL'],
    ] as const)
      expect(await made({ type: 'decimal(18,2)', validate: { not_negative: what } }, ['-0.01', '0'])).toEqual([
        `made ${code} validate.not_negative`,
        '0.00',
      ]);
  });
});

describe('days, times, truth', () => {
  test('ISO is the default: an offset is told apart from UTC, a day that is none is refused', async () => {
    expect(await made({ type: 'timestamp' }, ['2024-01-31T10:00:00+02:00', '2024-01-31T10:00:00.123Z', '2024-01-31', '31.1.2024'])).toEqual(
      ['2024-01-31 08:00:00', '2024-01-31 10:00:00.123', '2024-01-31 00:00:00', 'made BAD_TIMESTAMP type'],
    );
    expect(await made({ type: 'date' }, ['2024-02-29', '2023-02-29', '20240131'])).toEqual([
      '2024-02-29',
      'made BAD_DATE type',
      '2024-01-31',
    ]);
  });

  test('other formats are tried in their order', async () => {
    expect(
      await made({ type: 'date', parse: { formats: ['DD.MM.YYYY', 'M/D/YYYY'] } }, ['31.01.2024', '1/2/2024', '30.02.2024', '2024-01-31']),
    ).toEqual(['2024-01-31', '2024-01-02', 'made BAD_DATE type', 'made BAD_DATE type']);
    expect(
      await made({ type: 'timestamp', parse: { formats: ['DD.MM.YYYY HH:mm', 'DD.MM.YYYY'] } }, [
        '31.01.2024 07:05',
        '31.01.2024',
        '31.01.2024 25:00',
      ]),
    ).toEqual(['2024-01-31 07:05:00', '2024-01-31 00:00:00', 'made BAD_TIMESTAMP type']);
  });

  test('only true and false are true and false', async () => {
    expect(await made({ type: 'bool' }, ['true', 'FALSE', 'yes', '1', null])).toEqual([
      'true',
      'false',
      'made BAD_BOOLEAN type',
      'made BAD_BOOLEAN type',
      null,
    ]);
    expect(await made({ type: 'bool', map: { values: { yes: 'true', no: 'false' } } }, ['yes', 'no', 'true'])).toEqual([
      'true',
      'false',
      'true',
    ]);
  });
});

describe('special texts', () => {
  test('countries by code, name, local name and with full stops', async () => {
    const texts = ['de', 'DEU', 'Germany', 'Deutschland', 'U.S.A.', "Côte d'Ivoire", 'Federal Republic of Germany', 'Atlantis', null];
    expect(await made({ country: true }, texts)).toEqual(['DE', 'DE', 'DE', 'DE', 'US', 'CI', 'DE', 'made BAD_COUNTRY country', null]);
  });

  test('telephone numbers in full, by their own country, or by digits alone', async () => {
    expect(await made({ phone: {} }, ['+49 (0)171 / 123 45 67', '0049 171 1234567', '030 1234567 ext. 12', '12'])).toEqual([
      '+491711234567',
      '+491711234567',
      '0301234567',
      'made BAD_PHONE phone',
    ]);
    expect(await made({ phone: { default: 'DE' } }, ['030 1234567', '+1 (555) 012-3456'])).toEqual(['+49301234567', '+15550123456']);
    expect(await made({ phone: { default: 'IT' } }, ['06 1234567'])).toEqual(['+39061234567']);
    expect(await made({ phone: { default: 'US' } }, ['1 555 012 3456', '555-012-3456'])).toEqual(['+15550123456', '+15550123456']);
  });

  test('the country of a telephone number is that of its row', async () => {
    const columns = [
      { source: 'Land', target: 'country', country: true },
      { source: 'Tel', target: 'phone', phone: { country: 'country' } },
    ];
    const { silver } = await trial.run({ columns }, [
      { Land: 'France', Tel: '01 23 45 67 89' },
      { Land: 'Schweiz', Tel: '044 668 18 00' },
    ]);
    expect(silver.map(({ phone }) => phone)).toEqual(['+33123456789', '+41446681800']);
  });

  test('e-mail addresses in small letters, web sites with a scheme or as their domain', async () => {
    expect(await made({ email: true }, ['Anna.M@Example.COM', 'mailto:a@b.co', 'a@b', 'a b@c.de', 'a@@b.de'])).toEqual([
      'anna.m@example.com',
      'a@b.co',
      'made BAD_EMAIL email',
      'made BAD_EMAIL email',
      'made BAD_EMAIL email',
    ]);
    expect(await made({ url: 'full' }, ['WWW.Example.com/Path/', 'http://a.de', 'https://a.de/x?y=1', 'not a url'])).toEqual([
      'https://www.example.com/Path',
      'http://a.de',
      'https://a.de/x?y=1',
      'made BAD_URL url',
    ]);
    expect(await made({ url: 'domain' }, ['https://www.Example.co.uk/x', 'shop.example.com:8080', 'n/a'])).toEqual([
      'example.co.uk',
      'shop.example.com',
      'made BAD_URL url',
    ]);
  });
});

describe('rules', () => {
  test('lists, ranges, lengths and patterns; unknown is no fault', async () => {
    expect(await made({ validate: { enum: ['a', 'b'] } }, ['a', 'c', null])).toEqual(['a', 'made NOT_IN_LIST validate.enum', null]);
    expect(await made({ type: 'int64', validate: { range: { min: 1, max: 5 } } }, ['1', '0', '6', null])).toEqual([
      '1',
      'made OUT_OF_RANGE validate.range',
      'made OUT_OF_RANGE validate.range',
      null,
    ]);
    expect(await made({ type: 'date', validate: { range: { min: '2000-01-01' } } }, ['1999-12-31', '2000-01-01'])).toEqual([
      'made OUT_OF_RANGE validate.range',
      '2000-01-01',
    ]);
    expect(await made({ validate: { length: { min: 2, max: 3 } } }, ['a', 'äöü', 'abcd'])).toEqual([
      'made BAD_LENGTH validate.length',
      'äöü',
      'made BAD_LENGTH validate.length',
    ]);
    expect(await made({ validate: { pattern: '[A-Z]{2}\\d+$' } }, ['AB12', 'xAB12', 'AB12x'])).toEqual([
      'AB12',
      'made BAD_PATTERN validate.pattern',
      'made BAD_PATTERN validate.pattern',
    ]);
  });

  test('a value may be taken out and noted instead of refusing the row', async () => {
    const columns = [
      { source: 'N', target: 'n', type: 'int64', on_error: 'null' },
      { source: 'E', target: 'e', email: true, on_error: 'null' },
    ];
    const { silver, refused } = await trial.run({ columns }, [
      { N: 'x', E: 'y' },
      { N: '1', E: 'a@b.de' },
    ]);
    expect(refused).toEqual([]);
    expect(silver.map(({ n, e, _flags }) => [n, e, _flags])).toEqual([
      [null, null, 'n BAD_NUMBER type; e BAD_EMAIL email'],
      ['1', 'a@b.de', null],
    ]);
  });

  test('a refused record stands with all that is wrong, and as it was received', async () => {
    const columns = [
      { source: 'N', target: 'n', type: 'int64' },
      { source: 'D', target: 'd', type: 'date' },
    ];
    const { silver, refused } = await trial.run({ columns }, [{ N: 'x', D: '$5 "\\"' }]);
    expect(silver).toEqual([]);
    expect(refused[0]).toMatchObject({
      _column: 'n',
      _code: 'BAD_NUMBER',
      _rule: 'type',
      _problems: 'n BAD_NUMBER type; d BAD_DATE type',
    });
    expect(JSON.parse(refused[0]?.['_raw'] ?? '')).toEqual({ Id: 'id0', N: 'x', D: '$5 "\\"' });
  });
});

describe('rows', () => {
  const columns = [
    { source: 'SystemModstamp', target: 'stamp', type: 'timestamp' },
    { source: 'V', target: 'v' },
  ];

  test('of a record the newest row counts: by its stamp as an instant, then by when it was extracted', async () => {
    const rows = [
      { Id: 'a', SystemModstamp: '2024-01-01T12:00:00+02:00', V: 'older' },
      { Id: 'a', SystemModstamp: '2024-01-01T11:00:00Z', V: 'newer' },
      { Id: 'b', SystemModstamp: '2024-01-01T00:00:00Z', V: 'again', _extracted_at: '2026-01-02 00:00:00' },
      { Id: 'b', SystemModstamp: '2024-01-01T00:00:00.000Z', V: 'first' },
    ];
    const { silver } = await trial.run({ columns }, rows);
    expect(silver.map(({ id, v }) => [id, v])).toEqual([
      ['a', 'newer'],
      ['b', 'again'],
    ]);
  });

  test('a record that is gone is in neither table, and comes back with a newer row', async () => {
    const gone = { Id: 'a', SystemModstamp: '2024-01-02T00:00:00Z', _is_deleted: 'true' };
    const rows = [{ Id: 'a', SystemModstamp: '2024-01-01T00:00:00Z', V: 'x' }, gone];
    expect(await trial.run({ columns }, rows)).toEqual({ silver: [], refused: [] });
    const { silver } = await trial.run({ columns }, [...rows, { Id: 'a', SystemModstamp: '2024-01-03T00:00:00Z', V: 'y' }]);
    expect(silver.map(({ v }) => v)).toEqual(['y']);
  });

  test('columns are derived from each other, and a filter leaves rows out that are not refused', async () => {
    const table = {
      columns: [
        { source: 'P', target: 'price', type: 'decimal(18,2)' },
        { source: 'Q', target: 'quantity', type: 'int64' },
      ],
      derive: {
        is_large: { value: { gt: ['total', 100] }, type: 'bool' },
        total: { value: { mul: ['price', 'quantity'] }, type: 'decimal(18,2)' },
        share: { value: { div: ['price', 'total'] }, type: 'decimal(9,4)' },
      },
      filter: { gt: ['quantity', 0] },
    };
    const { silver, refused } = await trial.run(table, [
      { P: '60.5', Q: '2' },
      { P: '1', Q: '0' },
      { P: '1', Q: null },
      { P: 'x', Q: '0' },
    ]);
    expect(silver.map(({ total, is_large: large, share }) => [total, large, share])).toEqual([['121.00', 'true', '0.5000']]);
    expect(refused.map(({ _problems }) => _problems)).toEqual(['price BAD_NUMBER type']);
  });
});
