import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import type { Field } from './field.ts';
import { bytesSource, openBench } from './landing.fixture.ts';

const bench = openBench();
afterAll(() => bench[Symbol.asyncDispose]());

const fields: readonly Field[] = [
  { name: 'id', kind: 'text' },
  { name: 'at_time', kind: 'instant' },
  { name: 'ok', kind: 'flag' },
  { name: 'meta', kind: 'json' },
];
const good = '{"id":"good"}';
const deep = (levels: number): string => `{"x":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;

/** Records that are refused alone, and the reason. */
const badRecords: Readonly<Record<string, readonly [record: string | Buffer, fault: string]>> = {
  'a record of 65 levels': [deep(65), 'TOO_DEEP'],
  '40 KB of nested lists': [`{"x":${'['.repeat(40_000)}${']'.repeat(40_000)}}`, 'TOO_DEEP'],
  '40 KB of nested objects': [`${'{"x":'.repeat(8000)}1${'}'.repeat(8000)}`, 'TOO_DEEP'],
  'a key given twice': ['{"id":"1","id":"2"}', 'DUPLICATE_KEY'],
  'a key given twice, once with escapes': ['{"id":"1","\\u0069d":"2"}', 'DUPLICATE_KEY'],
  'an unknown key given twice': ['{"id":"1","zzz":1,"zzz":2}', 'DUPLICATE_KEY'],
  'a key beyond those remembered, given twice': [
    `{${Array.from({ length: 2000 }, (_, k) => `"k${k}":1`).join(',')},"k1999":1}`,
    'DUPLICATE_KEY',
  ],
  '__proto__ given twice': ['{"__proto__":1,"__proto__":2}', 'DUPLICATE_KEY'],
  NaN: ['{"id":NaN}', 'NON_FINITE'],
  '-Infinity inside an unknown column': ['{"id":"1","x":{"y":[-Infinity]}}', 'NON_FINITE'],
  'half of a surrogate pair': ['{"id":"\\ud83d"}', 'NOT_UTF8'],
  'the wrong half of a surrogate pair': ['{"id":"\\ude00\\ud83d"}', 'NOT_UTF8'],
  'half of a pair in a key': ['{"\\ud83d":1}', 'NOT_UTF8'],
  'half of a pair in an unknown column': ['{"x":["\\ud83d"]}', 'NOT_UTF8'],
  'bytes that are not UTF-8': [Buffer.concat([Buffer.from('{"id":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]), 'NOT_UTF8'],
  'a surrogate in UTF-8': [Buffer.concat([Buffer.from('{"id":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]), 'NOT_UTF8'],
  'an overlong form': [Buffer.concat([Buffer.from('{"id":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]), 'NOT_UTF8'],
  'an object where text is expected': ['{"id":{"a":1}}', 'BAD_TEXT'],
  'a string of 20 MB': [`{"id":"${'x'.repeat(20_000_000)}"}`, 'RECORD_TOO_LARGE'],
  'a record of 1.2 MB within one read': [`{"id":"${'x'.repeat(1_200_000)}"}`, 'RECORD_TOO_LARGE'],
  'a list instead of an object': ['[1]', 'NOT_JSON'],
  'a number instead of an object': ['17', 'NOT_JSON'],
};

/** Text that is no JSON at all. */
const syntaxErrors: Readonly<Record<string, string>> = {
  'a trailing comma': '{"id":"1",}',
  'single quotes': "{'id':'1'}",
  'a key without quotes': '{id:"1"}',
  'a raw control character': '{"id":"a\tb"}',
  'an unknown escape': '{"id":"\\x41"}',
  'a leading zero': '{"id":01}',
  'a leading plus': '{"id":+1}',
  'a bare point': '{"id":1.}',
  'a point first': '{"id":.5}',
  'half an exponent': '{"id":1e}',
  'a comment': '{"id":1/*x*/}',
  'a missing colon': '{"id" "1"}',
  'a mismatched bracket': '{"x":[1}]',
  'a short unicode escape': '{"id":"\\u12"}',
  'a word': '{"id":yes}',
};

describe('a bad record is one fault and its neighbours land', () => {
  for (const [what, [record, fault]] of Object.entries(badRecords)) {
    const bytes = Buffer.from(record as string);
    test(`${what}, in NDJSON`, async () => {
      const { rows, raw, file } = await bench.land(Buffer.concat([Buffer.from(`${good}\n`), bytes, Buffer.from(`\n${good}\n`)]), fields, {
        format: 'ndjson',
      });
      expect(file?.received).toBe(3);
      expect(rows.map((row) => [Number(row['record']), Number(row['line']), row['fault'], row['id']])).toEqual([
        [1, 1, null, 'good'],
        [2, 2, fault, null],
        [3, 3, null, 'good'],
      ]);
      expect(Number(rows[1]?.['at'])).toBe(good.length + 1);
      expect(raw.get(2)?.slice(0, 20_000)).toBe(bytes.toString('utf8').slice(0, 20_000));
      expect(raw.get(2)!.length).toBeLessThanOrEqual(64 * 1024);
    });
    test(`${what}, in a JSON list`, async () => {
      const { rows, file } = await bench.land(Buffer.concat([Buffer.from(`[${good},\n`), bytes, Buffer.from(`,${good}]`)]), fields, {
        format: 'json',
      });
      expect(file?.received).toBe(3);
      expect(rows.map((row) => [Number(row['record']), Number(row['line']), row['fault'], row['id']])).toEqual([
        [1, 1, null, 'good'],
        [2, 2, fault, null],
        [3, 2, null, 'good'],
      ]);
    });
  }

  for (const [what, record] of Object.entries(syntaxErrors)) {
    test(`${what}: the line in NDJSON, the file in a list`, async () => {
      const lines = await bench.land(`${good}\n${record}\n${good}`, fields, { format: 'ndjson' });
      expect(lines.rows.map(({ fault }) => fault)).toEqual([null, 'NOT_JSON', null]);
      const { refused } = await bench.land(`[${good},${record}]`, fields, { format: 'json' });
      expect(refused?.fault).toBe('NOT_JSON');
      expect(refused?.bytePosition).toBeGreaterThan(good.length + 1);
      expect(refused?.bytePosition).toBeLessThanOrEqual(good.length + 2 + record.length);
    });
  }
});

describe('what is unusual but fine lands', () => {
  const land = async (record: string): Promise<Readonly<Record<string, unknown>> | undefined> =>
    (await bench.land(record, fields, { format: 'ndjson' })).rows[0];

  test('numbers and booleans keep the text they were written with', async () => {
    for (const text of ['1.0', '1e400', '-0', '12345678901234567890.12345678901234567890', 'true', '1E+2'])
      expect(await land(`{"id":${text}}`)).toMatchObject({ fault: null, id: text });
  });
  test('64 levels', async () => expect(await land(deep(64))).toMatchObject({ fault: null }));
  test('__proto__ and constructor are columns like others', async () => {
    const { file, rows } = await bench.land('{"__proto__":{"id":"x"},"constructor":1,"id":"mine"}', fields, { format: 'ndjson' });
    expect(rows[0]).toMatchObject({ fault: null, id: 'mine' });
    expect(file?.unknownColumns).toEqual(['__proto__', 'constructor']);
  });
  test('NUL in text', async () => expect(await land('{"id":"a\\u0000b"}')).toMatchObject({ fault: null, id: 'a\0b' }));
  test('a key that means another when its escapes are not taken out', async () => {
    const { rows } = await bench.land('{"a\\"b":1}\n{"a"b":1}\n', fields, { format: 'ndjson' });
    expect(rows.map(({ fault }) => fault)).toEqual([null, 'NOT_JSON']);
  });
  test('an empty list, and lines of nothing but blanks', async () => {
    expect((await bench.land(' [ ] \n', fields, { format: 'json' })).file?.received).toBe(0);
    expect((await bench.land(' \n\r\n\t\n', fields, { format: 'ndjson' })).file?.received).toBe(0);
  });
  test('instants and flags carry their state', async () => {
    const lines = [
      '{"at_time":"2024-02-29T23:59:59.1234567+02:00","ok":true}',
      '{"at_time":"2024-W09-4 10:00","ok":false}',
      '{"at_time":1709251199,"ok":"true"}',
      '{"at_time":null}',
      '{"at_time":"2024-\\u0030\\u0032-29Z"}',
      '{"at_time":"1500-01-01T00:00:00.000001Z"}',
      '{"ok":null}',
    ];
    const { rows } = await bench.land(lines.join('\n'), fields, { format: 'ndjson' });
    expect(rows.map((row) => [row['at_time'], row['at_time_is'], row['ok'], row['ok_is']])).toEqual([
      ['2024-02-29 21:59:59.123456', 1, true, 1],
      ['2024-02-29 10:00:00', 2, false, 1],
      [null, 3, null, 3],
      [null, 0, null, 0],
      [null, 3, null, 0],
      ['1500-01-01 00:00:00.000001', 1, null, 0],
      [null, 0, null, 3],
    ]);
  });
  test('columns that first appear late have a value from there on', async () => {
    const lines = Array.from({ length: 5000 }, (_, k) => (k < 3000 ? `{"id":"${k}"}` : `{"id":"${k}","ok":true,"meta":[${k}]}`));
    const { rows } = await bench.land(lines.join('\n'), fields, { format: 'ndjson' });
    expect(rows[2999]).toMatchObject({ id: '2999', ok: null, ok_is: 0, meta: null });
    expect(rows[3000]).toMatchObject({ id: '3000', ok: true, ok_is: 1, meta: '[3000]' });
    expect(rows).toHaveLength(5000);
  });
  test('texts around the 12 bytes DuckDB keeps in place, in many blocks', async () => {
    const lines = Array.from({ length: 9000 }, (_, k) => ({ id: 'é'.repeat(k % 9) + 'x'.repeat(k % 40), meta: { k } }));
    const { rows } = await bench.land(lines.map((line) => JSON.stringify(line)).join('\n'), fields, {
      format: 'ndjson',
      blockRows: 4096,
      windowBytes: 10_000,
    });
    expect(rows.map(({ id, meta }) => ({ id, meta: JSON.parse(String(meta)) as unknown }))).toEqual(lines);
  });
});

describe('a file that cannot be read to its end is refused with its place', () => {
  const lines = Array.from({ length: 2000 }, (_, k) => `{"id":"${k}"}`).join('\n');
  const cases: Readonly<
    Record<string, readonly [input: Uint8Array | string, format: 'json' | 'ndjson' | 'csv' | undefined, fault: string]>
  > = {
    'no bytes': ['', 'json', 'EMPTY_INPUT'],
    'no bytes, compressed': [gzipSync(''), 'ndjson', 'EMPTY_INPUT'],
    'only white space where a list is expected': [' \n ', 'json', 'EMPTY_INPUT'],
    'a list that is not closed': [`[${good}`, 'json', 'TRUNCATED'],
    'a list cut in a record': [`[${good},{"id":"x`, 'json', 'TRUNCATED'],
    'a list cut after a comma': [`[${good},`, 'json', 'TRUNCATED'],
    'text after the list': [`[${good}] x`, 'json', 'NOT_JSON'],
    'two lists': [`[${good}][${good}]`, 'json', 'NOT_JSON'],
    'no comma between records': [`[${good} ${good}]`, 'json', 'NOT_JSON'],
    'a lone object': [good, 'json', 'NOT_A_LIST'],
    'a lone number': ['17', 'json', 'NOT_JSON'],
    'a cut gzip': [gzipSync(lines).subarray(0, 500), 'ndjson', 'TRUNCATED'],
    'a cut zstd': [zstdCompressSync(lines).subarray(0, 500), 'ndjson', 'TRUNCATED'],
    'a gzip with a flipped bit': [flipped(gzipSync(lines), 300), 'ndjson', 'BAD_COMPRESSION'],
    'a CSV with an open quote': ['id,x\n"a,b\nc,d\n', 'csv', 'TRUNCATED'],
    'a CSV with a column twice': ['id,id\n1,2\n', 'csv', 'BAD_HEADER'],
    'a CSV of unknown columns': ['p,q\n1,2\n', 'csv', 'BAD_HEADER'],
    'a picture': [Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), undefined, 'NOT_UTF8'],
    'text where Parquet is expected': ['PAR1 this is no parquet', undefined, 'NOT_PARQUET'],
    'text where Arrow is expected': ['ARROW1 this is no arrow', undefined, 'NOT_ARROW'],
  };
  for (const [what, [input, format, fault]] of Object.entries(cases)) {
    test(what, async () => {
      const { refused } = await bench.land(input, fields, { format });
      expect(refused?.fault).toBe(fault);
      expect(refused?.message).toContain('bytes');
    });
  }

  test('a gzip bomb, before it has grown', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 32));
    const { refused } = await bench.land(bomb, fields, { format: 'ndjson' });
    expect(refused?.fault).toBe('EXPANDS_TOO_FAR');
    expect(refused?.bytePosition).toBeLessThan(40 * 1024 * 1024);
  });

  test('an input above the limit given', async () => {
    const { refused } = await bench.land(lines, fields, { format: 'ndjson', maxInput: 1000 });
    expect(refused?.fault).toBe('EXPANDS_TOO_FAR');
  });

  test('a last line that is cut is one fault: the lines before it are whole', async () => {
    const { rows, file } = await bench.land(`${good}\n{"id":"x`, fields, { format: 'ndjson' });
    expect(rows.map(({ fault }) => fault)).toEqual([null, 'TRUNCATED']);
    expect(file?.received).toBe(2);
  });
});

test('CSV rows with too few or too many cells, or text after a quote, are faults of their own', async () => {
  const { rows } = await bench.land('id,ok\n1,true\n2\n3,false,x\n"4"x,true\n\n"5",TRUE\n6,no\n', fields, { format: 'csv' });
  expect(rows.map((row) => [Number(row['line']), row['fault'], row['id'], row['ok'], row['ok_is']])).toEqual([
    [2, null, '1', true, 1],
    [3, 'RAGGED_ROW', null, null, 0],
    [4, 'RAGGED_ROW', null, null, 0],
    [5, 'BAD_QUOTES', null, null, 0],
    [7, null, '5', true, 1],
    [8, null, '6', null, 3],
  ]);
});

test('a failure of the taker ends the landing with that failure, and nothing is left behind', async () => {
  const { landFile } = await import('./land-file.ts');
  const input = Array.from({ length: 50_000 }, (_, k) => `{"id":"${k}"}`).join('\n');
  const stop = new RangeError('enough');
  await expect(
    landFile(bench.engine, bytesSource(input), fields, { format: 'ndjson', blockRows: 4096 }, () => Promise.reject(stop)),
  ).rejects.toBe(stop);
  await using session = await bench.engine.session();
  const left = await session.connection.runAndReadAll(`SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'landed%'`);
  expect(left.getRows()).toEqual([]);
});

function flipped(bytes: Buffer, at: number): Buffer {
  bytes[at]! ^= 0x10;
  return bytes;
}
