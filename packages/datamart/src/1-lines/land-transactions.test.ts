import {
  ContentChanged,
  FileRefused,
  InputRefused,
  inputFiles,
  MixedCurrency,
  orders,
  quarantine,
  transactionLines,
} from '@audit/contract';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileSource, type InputSource, type Lake } from '@audit/warehouse';
import { afterAll, describe, expect, test } from 'vitest';
import { jsonSource, openTrialMart, textSource } from '../trial-mart.fixture.ts';

const trial = openTrialMart();
const folder = mkdtempSync(join(tmpdir(), 'audit-landing-'));
afterAll(async () => {
  await trial[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const good = { order_id: 'o', customer_id: 'c', event_ts: '2024-01-01T00:00:00Z', unit_price: 1 };
const thrown = async (work: Promise<unknown>): Promise<unknown> =>
  await work.then(
    () => undefined,
    (error: unknown) => error,
  );
const file = (name: string, records: readonly object[]) => {
  writeFileSync(join(folder, name), JSON.stringify(records));
  return fileSource(join(folder, name), name);
};

const bad: readonly (readonly [string, string | null, string])[] = [
  ['MISSING_FIELD', 'order_id', '{"customer_id":"c","event_ts":"2024-01-01","unit_price":1}'],
  ['MISSING_FIELD', 'event_ts', '{"order_id":"o","customer_id":"c","unit_price":1}'],
  ['BLANK_ID', 'customer_id', '{"order_id":"o","customer_id":"\\u00a0 \\ufeff","event_ts":"2024-01-01","unit_price":1}'],
  ['BAD_TEXT', 'order_id', '{"order_id":["o"],"customer_id":"c","event_ts":"2024-01-01","unit_price":1}'],
  ['BAD_TIMESTAMP', 'order_ts', '{"order_id":"o","customer_id":"c","order_ts":"yesterday","unit_price":1}'],
  ['BAD_NUMBER', 'quantity', '{"order_id":"o","customer_id":"c","event_ts":"2024-01-01","unit_price":1,"quantity":true}'],
  ['BAD_NUMBER', 'unit_price', '{"order_id":"o","customer_id":"c","event_ts":"2024-01-01","unit_price":"1_000"}'],
  ['BAD_NUMBER', 'unit_cost', '{"order_id":"o","customer_id":"c","event_ts":"2024-01-01","unit_price":1,"unit_cost":""}'],
  ['NUMBER_OUT_OF_RANGE', 'unit_price', '{"order_id":"o","customer_id":"c","event_ts":"2024-01-01","unit_price":1e400}'],
  ['NUMBER_OUT_OF_RANGE', 'line_total', '{"order_id":"o","customer_id":"c","event_ts":"2024-01-01","line_total":123456789012345678901}'],
  [
    'NUMBER_OUT_OF_RANGE',
    'line_total',
    '{"order_id":"o","customer_id":"c","event_ts":"2024-01-01","unit_price":999999999,"quantity":999999999999}',
  ],
  ['NUMBER_OUT_OF_RANGE', 'quantity', '{"order_id":"o","customer_id":"c","event_ts":"2024-01-01","unit_price":1,"quantity":0.1234567}'],
  ['NEGATIVE_QUANTITY', 'quantity', '{"order_id":"o","customer_id":"c","event_ts":"2024-01-01","unit_price":1,"quantity":-1}'],
  ['NEGATIVE_PRICE', 'unit_price', '{"order_id":"o","customer_id":"c","event_ts":"2024-01-01","unit_price":-1}'],
  ['NEGATIVE_COST', 'unit_cost', '{"order_id":"o","customer_id":"c","event_ts":"2024-01-01","unit_price":1,"unit_cost":-1}'],
  ['NEGATIVE_TOTAL', 'line_total', '{"order_id":"o","customer_id":"c","event_ts":"2024-01-01","unit_price":1,"discount":2}'],
  ['NON_FINITE', 'unit_price', '{"order_id":"o","customer_id":"c","event_ts":"2024-01-01","unit_price":"NaN"}'],
  ['NON_FINITE', null, '{"order_id":"o","customer_id":"c","event_ts":"2024-01-01","unit_price":Infinity}'],
  ['NOT_JSON', null, '{"order_id":"o",}'],
  ['TOO_DEEP', null, `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
  ['RECORD_TOO_LARGE', null, `{"order_id":"${'x'.repeat(1_100_000)}"}`],
  ['DUPLICATE_KEY', 'order_id', '{"order_id":"o","order_id":"p"}'],
  ['NOT_UTF8', null, '{"order_id":"\\ud800"}'],
];

describe('a bad record', () => {
  const lines = [JSON.stringify(good), ...bad.map(([, , record]) => record)];
  const input = `${lines.join('\n')}\n`;

  test('refuses the run in fail mode: all are counted, the first are named with their places, nothing is written', async () => {
    const lake = trial.lake();
    const error = await thrown(trial.build(lake, [textSource('lines.ndjson', input)]));
    expect(error).toBeInstanceOf(InputRefused);
    const refusal = error as InputRefused;
    expect(Object.values(refusal.counts).reduce((sum, count) => sum + count, 0)).toBe(bad.length);
    expect(refusal.problems).toHaveLength(20);
    expect(refusal.problems.map(({ code, column, record, line }) => [code, column, record, line])).toEqual(
      bad.slice(0, 20).map(([code, column], at) => [code, column, at + 2, at + 2]),
    );
    expect(refusal.message).toContain('lines.ndjson record 8 (line 8), column unit_price: BAD_NUMBER "1_000"');
    expect(lake.head().version).toBe(0);
  });

  test('is kept aside in quarantine mode with place, reason and raw text, and the sums close', async () => {
    const lake = trial.lake();
    const { account } = await trial.build(lake, [textSource('lines.ndjson', input)], { onError: 'quarantine' });
    expect(account).toMatchObject({ received: lines.length, accepted: 1, quarantined: bad.length });
    const rows = await trial.rows(lake, quarantine);
    expect(rows.map(({ code, column_name, record }) => [code, column_name, record])).toEqual(
      bad.map(([code, column], at) => [code, column, BigInt(at + 2)]),
    );
    expect(rows.map(({ raw }) => raw)).toEqual(bad.map(([, , record]) => record.slice(0, 64 * 1024)));
    const starts = lines.map((_, at) =>
      BigInt(
        Buffer.byteLength(
          lines
            .slice(0, at)
            .map((text) => `${text}\n`)
            .join(''),
        ),
      ),
    );
    expect(rows.map(({ byte_position }) => byte_position)).toEqual(starts.slice(1));
  });
});

test('where fields are missing, the columns nothing is read from are named: theirs may be among them', async () => {
  const refusal = async (text: string) => ((await thrown(trial.build(trial.lake(), [textSource('t.csv', text)]))) as InputRefused).message;
  const missing = await refusal('Order ID,customer_id,event_ts,unit_price\nO1,c,2025-01-01,1\n');
  expect(missing).toContain('load the rest with --on-error quarantine; nothing is read from "Order ID":');
  expect(await refusal('order_id,customer_id,event_ts,unit_price,Note\nO1,c,2025-01-01,one,x\n')).not.toContain('Note');
});

test('a time that cannot be read is shown as the file spells it, whatever its format', async () => {
  const message = async (name: string, text: string) =>
    ((await thrown(trial.build(trial.lake(), [textSource(name, text)]))) as InputRefused).message;
  expect(await message('t.csv', 'order_id;event_ts ;customer_id;unit_price\nO1;"30. 2. ""25""";c;1\n')).toContain(
    't.csv record 1 (line 2), column event_ts: BAD_TIMESTAMP "30. 2. \\"25\\""',
  );
  expect(await message('t.ndjson', JSON.stringify({ ...good, event_ts: '2025-02-30' }))).toContain('BAD_TIMESTAMP "2025-02-30"');
});

describe('a damaged file', () => {
  test.each([
    ['TRUNCATED', 'cut.json', `[${JSON.stringify(good)},{"order_id":"p"`],
    ['NOT_A_LIST', 'object.json', '{"a":1}'],
    ['EMPTY_INPUT', 'empty.json', ''],
    ['NOT_JSON', 'text.json', 'hello'],
  ])('%s is refused whole, with nothing written', async (code, name, text) => {
    const lake = trial.lake();
    for (const onError of ['fail', 'quarantine'] as const) {
      const error = await thrown(trial.build(lake, [textSource(name, text)], { onError }));
      expect(error).toBeInstanceOf(FileRefused);
      expect((error as FileRefused).fault).toBe(code);
    }
    expect(lake.head().version).toBe(0);
  });

  test('does not take other files with it in quarantine mode', async () => {
    const lake = trial.lake();
    const sources = [textSource('cut.json', `[${JSON.stringify(good)},{"ord`), jsonSource('whole.json', [good])];
    const { account } = await trial.build(lake, sources, { onError: 'quarantine' });
    expect(account.files.map(({ outcome, accepted }) => [outcome, accepted])).toEqual([
      ['refused', 0],
      ['loaded', 1],
    ]);
    expect((await trial.rows(lake, quarantine)).map(({ record, code, source }) => [record, code, source])).toEqual([
      [0n, 'TRUNCATED', 'cut.json'],
    ]);
    expect(await trial.rows(lake, orders)).toHaveLength(1);
  });

  test('an empty list makes empty marts', async () => {
    const lake = trial.lake();
    await trial.build(lake, [textSource('empty.json', '[]')]);
    expect(await trial.rows(lake, orders)).toEqual([]);
  });
});

describe('lines that contradict each other', () => {
  const line = (order: string, customer: string, more: object = {}) => ({ ...good, order_id: order, customer_id: customer, ...more });

  test('an order of two customers is refused whole, also when the second comes in a later run, and it does not heal', async () => {
    const lake = trial.lake();
    await trial.build(lake, [jsonSource('1.json', [line('a', 'x'), line('b', 'y')])]);
    const error = await thrown(trial.build(lake, [jsonSource('2.json', [line('a', 'z')])]));
    expect(error).toBeInstanceOf(InputRefused);
    expect((error as InputRefused).message).toContain('order a names customers x and z');
    expect(lake.head().version).toBe(1);
    const { account } = await trial.build(lake, [jsonSource('2.json', [line('a', 'z')])], { onError: 'quarantine' });
    expect(account).toMatchObject({ received: 1, accepted: 0, quarantined: 1, withdrawn: 1, linesBefore: 2, linesAfter: 1 });
    expect((await trial.rows(lake, orders)).map((row) => row.order_id)).toEqual(['b']);
    await trial.build(lake, [jsonSource('3.json', [line('a', 'x')])], { onError: 'quarantine' });
    expect((await trial.rows(lake, orders)).map((row) => row.order_id)).toEqual(['b']);
    expect(await trial.rows(lake, quarantine)).toHaveLength(3);
  });

  test('a line refused with others stands in quarantine as it can be loaded again, whatever the zone of the input', async () => {
    const at = { event_ts: '2024-07-01T12:00:00.5', unit_price: '2.50', quantity: 3, discount: '0.001', unit_cost: 1, status: 'paid' };
    const records = [line('a', 'x', at), line('a', 'y', at)];
    const lake = trial.lake();
    const options = { onError: 'quarantine', inputZone: 'America/New_York' } as const;
    await trial.build(lake, [jsonSource('1.json', records)], options);
    const [refused] = await trial.rows(lake, quarantine);
    const [again, straight] = [trial.lake(), trial.lake()];
    await trial.build(again, [textSource('again.ndjson', refused?.raw ?? '')], options);
    await trial.build(straight, [jsonSource('1.json', records.slice(0, 1))], options);
    const kept = async (from: Lake) => (await trial.rows(from, transactionLines)).map(({ source_id: _, ...fields }) => fields);
    expect(await kept(again)).toEqual(await kept(straight));
    expect(JSON.parse(refused?.raw ?? '')).toMatchObject({ event_ts: '2024-07-01T16:00:00.500000Z', line_total: '7.499', quantity: '3' });
  });

  test('a reason shows long ids shortened and on one line; the columns of the quarantine have them whole', async () => {
    const long = `\n${'x'.repeat(5000)}`;
    const records = [line(long, 'x'), line(long, 'y')];
    const error = (await thrown(trial.build(trial.lake(), [jsonSource('1.json', records)]))) as InputRefused;
    expect(error.message.split('\n')).toHaveLength(3);
    expect(error.message.length).toBeLessThan(500);
    const lake = trial.lake();
    await trial.build(lake, [jsonSource('1.json', records)], { onError: 'quarantine' });
    expect((await trial.rows(lake, quarantine)).map(({ order_id }) => order_id)).toEqual([long.trim(), long.trim()]);
  });

  test('a repeated line id refuses all lines of the pair', async () => {
    const lake = trial.lake();
    const records = [line('a', 'x', { line_id: '1' }), line('a', 'x', { line_id: 1 }), line('a', 'x', { line_id: '2' })];
    const { account } = await trial.build(lake, [jsonSource('1.json', records)], { onError: 'quarantine' });
    expect(account).toMatchObject({ accepted: 1, quarantined: 2, reasons: { DUPLICATE_LINE: 2 } });
  });

  test('equal lines without an id are counted, and dropped if asked', async () => {
    const records = [line('a', 'x'), line('a', 'x'), line('a', 'x', { unit_price: 2 })];
    const [kept, dropped] = [trial.lake(), trial.lake()];
    expect((await trial.build(kept, [jsonSource('1.json', records)])).account).toMatchObject({
      accepted: 3,
      duplicates: 1,
      duplicatesDropped: 0,
    });
    const { account } = await trial.build(dropped, [jsonSource('1.json', records)], { duplicates: 'drop' });
    expect(account).toMatchObject({ received: 3, accepted: 2, duplicates: 1, duplicatesDropped: 1 });
    const again = await trial.build(dropped, [jsonSource('2.json', [line('a', 'x')])], { duplicates: 'drop' });
    expect(again.account).toMatchObject({ accepted: 0, duplicatesDropped: 1, linesAfter: 2 });
  });

  test.each(['fail', 'quarantine'] as const)('two currencies refuse the run in %s mode, those of the lake counted', async (onError) => {
    const lake = trial.lake();
    await trial.build(lake, [jsonSource('1.json', [line('a', 'x', { currency: 'EUR' }), line('b', 'x')])]);
    const error = await thrown(
      trial.build(lake, [jsonSource('2.json', [line('c', 'x'), line('d', 'x', { currency: 'usd' })])], { onError }),
    );
    expect(error).toBeInstanceOf(MixedCurrency);
    expect((error as MixedCurrency).message).toContain('EUR (the lake), USD (2.json record 2)');
    expect(lake.head().version).toBe(1);
  });
});

describe('more lines than fit in memory', () => {
  const batch = { blockRows: 2048, rowsInMemory: 5000 };
  const many = (orders_: number, prefix: string) => Array.from({ length: orders_ }, (_, at) => ({ ...good, order_id: `${prefix}${at}` }));

  test('are staged in parts, a conflict is taken out of parts staged before it was known', async () => {
    const lake = trial.lake();
    const sources = [
      file('m1.json', [...many(12_000, 'a'), { ...good, order_id: 'a5', customer_id: 'other' }]),
      file('m2.json', many(100, 'b')),
    ];
    const { account, manifest } = await trial.build(lake, sources, { batch, onError: 'quarantine' });
    expect(account).toMatchObject({ received: 12_101, accepted: 12_099, quarantined: 2 });
    expect(manifest.tables['silver_transaction_lines']?.base.length).toBeGreaterThan(1);
    expect(await trial.rows(lake, orders)).toHaveLength(12_099);
  });

  test('are refused one by one in blocks that are written at once, with their place, value and raw text', async () => {
    const lake = trial.lake();
    const records = many(6000, 'e').map((record, at) => (at % 2500 === 3 ? { ...record, unit_price: -at - 0.5 } : record));
    const { account } = await trial.build(lake, [file('m4.json', records)], { batch, onError: 'quarantine' });
    expect(account).toMatchObject({ received: 6000, accepted: 5997, quarantined: 3, reasons: { NEGATIVE_PRICE: 3 } });
    const kept = await trial.rows(lake, quarantine);
    expect(kept.map(({ record, raw }) => [record, raw])).toEqual(
      [4n, 2504n, 5004n].map((record) => [record, JSON.stringify(records[Number(record) - 1])]),
    );
    const refused = (await thrown(trial.build(trial.lake(), [file('m4.json', records)], { batch }))) as InputRefused;
    expect(refused).toBeInstanceOf(InputRefused);
    expect(refused.message).toContain('-2503.5');
  });

  test('of a file that breaks off are rolled back, those of the file before it stay', async () => {
    const lake = trial.lake();
    writeFileSync(join(folder, 'cut.ndjson.json'), JSON.stringify(many(12_000, 'c')).slice(0, -20));
    const sources = [file('m3.json', many(3000, 'd')), fileSource(join(folder, 'cut.ndjson.json'), 'cut.json')];
    const { account } = await trial.build(lake, sources, { batch, onError: 'quarantine' });
    expect(account.files.map(({ outcome, accepted }) => [outcome, accepted])).toEqual([
      ['loaded', 3000],
      ['refused', 0],
    ]);
    expect(await trial.rows(lake, transactionLines)).toHaveLength(3000);
  });
});

describe('a file that was loaded before', () => {
  test('is not loaded again, whatever it is called', async () => {
    const lake = trial.lake();
    await trial.build(lake, [file('a.json', [good])]);
    const again = await trial.build(lake, [file('a.json', [good]), file('copy-of-a.json', [good])]);
    expect(again.committed).toBe(false);
    expect(again.account.files.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
  });

  test('with other content is refused, added or put in place of the old, as told', async () => {
    const lake = trial.lake();
    await trial.build(lake, [file('b.json', [good])]);
    const other = [{ ...good, order_id: 'p' }];
    expect(await thrown(trial.build(lake, [file('b.json', other)]))).toBeInstanceOf(ContentChanged);
    const replaced = await trial.build(lake, [file('b.json', other)], { whenChanged: 'replace' });
    expect(replaced.account).toMatchObject({ accepted: 1, withdrawn: 1, linesBefore: 1, linesAfter: 1 });
    expect((await trial.rows(lake, orders)).map((row) => row.order_id)).toEqual(['p']);
    await trial.build(lake, [file('b.json', [good])], { whenChanged: 'append' });
    expect((await trial.rows(lake, orders)).map((row) => row.order_id)).toEqual(['o', 'p']);
    expect(await trial.rows(lake, inputFiles)).toHaveLength(2);
  });
});

describe('a file whose content has moved to another path', () => {
  const [old, next] = ['old', 'next'].map((order) => [{ ...good, order_id: order, customer_id: `c ${order}` }]) as [object[], object[]];
  const ordersOf = async (lake: Lake) => (await trial.rows(lake, orders)).map(({ order_id }) => order_id).toSorted();
  const pathsOf = async (lake: Lake) => (await trial.rows(lake, inputFiles)).map(({ path, accepted }) => `${path} ${accepted}`).toSorted();

  test.each([
    ['after', ['a.json', 'a.1.json']],
    ['before', ['a.1.json', 'a.json']],
  ])('keeps its lines when named %s the new file that replaces it', async (_, names) => {
    const lake = trial.lake();
    await trial.build(lake, [file('a.json', old)]);
    file('a.1.json', old);
    file('a.json', next);
    const again = names.map((name) => fileSource(join(folder, name), name));
    const { account } = await trial.build(lake, again, { whenChanged: 'replace' });
    expect(account).toMatchObject({ accepted: 1, withdrawn: 0, linesBefore: 1, linesAfter: 2 });
    expect(await ordersOf(lake)).toEqual(['next', 'old']);
    expect(await pathsOf(lake)).toEqual(['a.1.json 1', 'a.json 1']);
    expect((await trial.build(lake, again, { whenChanged: 'replace' })).committed).toBe(false);
  });

  test('keeps them over a second rotation, and when two files trade their names', async () => {
    const lake = trial.lake();
    const build = async (...sources: readonly InputSource[]) => await trial.build(lake, sources, { whenChanged: 'replace' });
    await build(file('r.json', old));
    await build(file('r.json', next), file('r.1.json', old));
    const third = [{ ...good, order_id: 'third', customer_id: 'c third' }];
    await build(file('r.json', third), file('r.1.json', next), file('r.2.json', old));
    expect(await ordersOf(lake)).toEqual(['next', 'old', 'third']);
    expect(await pathsOf(lake)).toEqual(['r.1.json 1', 'r.2.json 1', 'r.json 1']);
    await build(file('r.json', old), file('r.2.json', third));
    expect(await ordersOf(lake)).toEqual(['next', 'old', 'third']);
    expect(await pathsOf(lake)).toEqual(['r.1.json 1', 'r.2.json 1', 'r.json 1']);
  });

  test('gives them up when nothing holds it any more', async () => {
    const lake = trial.lake();
    await trial.build(lake, [file('g.json', old), file('h.json', next)]);
    const { account } = await trial.build(lake, [file('g.json', next)], { whenChanged: 'replace' });
    expect(account.withdrawn).toBe(1);
    expect(await ordersOf(lake)).toEqual(['next']);
  });
});

describe('returns and statuses', () => {
  test('net mode subtracts returns and shows them apart', async () => {
    const lake = trial.lake();
    const records = [
      { ...good, unit_price: '10', quantity: 3, unit_cost: 4 },
      { ...good, unit_price: '10', quantity: -1, unit_cost: 4 },
    ];
    await trial.build(lake, [jsonSource('1.json', records)], { returns: 'net' });
    expect((await trial.rows(lake, orders))[0]).toMatchObject({
      total_spend: '20.0000',
      total_margin: '12.0000',
      total_quantity: '2.000000',
      returned_spend: '10.0000',
      returned_quantity: '1.000000',
      return_lines: 1n,
    });
  });

  test('amounts are rounded to the minor unit of their currency', async () => {
    const lake = trial.lake();
    await trial.build(lake, [jsonSource('1.json', [{ ...good, unit_price: '10.5', currency: 'jpy' }])]);
    expect((await trial.rows(lake, orders))[0]).toMatchObject({ total_spend: '11.0000', currency: 'JPY' });
  });

  test('excluded statuses stay in the lines and out of the orders', async () => {
    const lake = trial.lake();
    const records = [
      { ...good, status: 'void' },
      { ...good, order_id: 'p', status: 'paid' },
      { ...good, order_id: 'q' },
    ];
    await trial.build(lake, [jsonSource('1.json', records)], { excludeStatus: ['void'] });
    expect((await trial.rows(lake, orders)).map((row) => row.order_id)).toEqual(['p', 'q']);
    expect(await trial.rows(lake, transactionLines)).toHaveLength(3);
  });

  test('times after the clock are counted, refused or allowed, as told', async () => {
    const records = [{ ...good, event_ts: '2026-06-01T00:00:00Z' }];
    expect((await trial.build(trial.lake(), [jsonSource('1.json', records)])).account.future).toBe(1);
    const error = await thrown(trial.build(trial.lake(), [jsonSource('1.json', records)], { future: 'refuse' }));
    expect((error as InputRefused).counts).toEqual({ FUTURE_TIMESTAMP: 1 });
  });
});
