import { afterAll, describe, expect, test } from 'vitest';
import { bytesSource, openBench } from './landing.fixture.ts';
import { lookThrough } from './look-through.ts';
import { fileSource } from './input-source.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const bench = openBench();
afterAll(async () => await bench[Symbol.asyncDispose]());

const file = (name: string, text: string): ReturnType<typeof fileSource> => {
  const path = join(bench.folder, name);
  writeFileSync(path, text);
  return fileSource(path, name);
};
const refusal = async (name: string, text: string): Promise<unknown> =>
  await lookThrough(bench.engine, file(name, text)).then(
    () => 'not refused',
    (error: { readonly fault?: string; readonly reason?: string }) => [error.fault, error.reason],
  );

describe('columns nobody knew', () => {
  test('are found wherever they first appear, however many there are', async () => {
    const keys = Array.from({ length: 700 }, (_, at) => `Field_${at}__c`);
    const lines = keys.map((key, at) => JSON.stringify({ Id: String(at), [key]: at })).join('\n');
    const look = await lookThrough(bench.engine, file('wide.ndjson', lines));
    expect(look).toMatchObject({ format: 'ndjson', received: 700, columns: ['Id', ...keys] });
  });

  test.each([
    ['one', 1, 1],
    ['as many as are remembered but one', 255, 1],
    ['as many as are remembered', 256, 2],
    ['more', 300, 2],
  ])('cost one pass, and another where there may be more: %s', async (_, keys, passes) => {
    const text = JSON.stringify(Object.fromEntries(Array.from({ length: keys }, (_none, at) => [`k${at}`, at])));
    let opened = 0;
    const source = file('passes.ndjson', text);
    const look = await lookThrough(bench.engine, { ...source, open: async () => ((opened += 1), await source.open()) });
    expect([look.columns.length, opened]).toEqual([keys, passes]);
  });

  test('are those of the header of a CSV, in its order', async () => {
    const look = await lookThrough(bench.engine, file('a.csv', 'Id;record;Line;fault\n1;2;3;4\n'));
    expect(look.columns).toEqual(['Id', 'record', 'Line', 'fault']);
  });

  test.each([
    ['one without a name', 'a.csv', 'Id,,Name\n1,2,3\n', 'BAD_HEADER', 'column 2 of the header has no name'],
    ['one named twice', 'b.csv', 'Id,Id\n1,2\n', 'BAD_HEADER', 'the header names the column "Id" twice'],
    ['one with a line break in its name', 'c.ndjson', '{"a\\nb": 1}', 'BAD_HEADER', 'it has a column called "a\\nb"'],
    [
      'too many',
      'd.ndjson',
      Array.from({ length: 2001 }, (_, at) => `{"k${at}": 1}`).join('\n'),
      'BAD_HEADER',
      'it has more than 2000 different columns',
    ],
    [
      'one of JSON with a name too long to keep',
      'f.ndjson',
      `{"Id": 1}\n{"${'x'.repeat(257)}": 2}`,
      'BAD_HEADER',
      `it has a column whose name is longer than 256 bytes: "${'x'.repeat(40)}" and so on`,
    ],
    ['none at all', 'e.csv', '\n', 'EMPTY_INPUT', 'there is no header line'],
  ])('are refused: %s', async (_, name, text, fault, reason) => {
    expect(await refusal(name, text)).toEqual([fault, reason]);
  });
});

test('a value of any kind keeps its text, of an object or a list its JSON; null and absent are null', async () => {
  const text = '{"record": "a\\"b", "n": 1.50e400, "t": true, "o": {"x": [1, 2]}, "z": null}\n{"record": [1]}';
  const fields = ['record', 'n', 't', 'o', 'z'].map((name, at) => ({ name, kind: 'any' as const, as: `c${at}` }));
  const { rows } = await bench.land(bytesSource(text, 'x.ndjson'), fields);
  expect(rows.map(({ c0, c1, c2, c3, c4, fault }) => [c0, c1, c2, c3, c4, fault])).toEqual([
    ['a"b', '1.50e400', 'true', '{"x": [1, 2]}', null, null],
    ['[1]', null, null, null, null, null],
  ]);
});
