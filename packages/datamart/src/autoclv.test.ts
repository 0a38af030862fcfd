import { readFileSync } from 'node:fs';
import {
  customerPeriods,
  FileRefused,
  formatInstant,
  InputRefused,
  type Micros,
  orders,
  parseInstant,
  plainNumber,
  quarantine,
  type Table,
} from '@audit/contract';
import type { Lake } from '@audit/warehouse';
import { afterAll, describe, expect, test } from 'vitest';
import { openTrialMart, textSource } from './trial-mart.fixture.ts';

const trial = openTrialMart();
afterAll(() => trial[Symbol.asyncDispose]());

const fixture = (name: string): string => readFileSync(new URL(`../../../fixtures/autoclv/${name}`, import.meta.url), 'utf8');
const lists = {
  orders,
  periods_month: customerPeriods.month,
  periods_quarter: customerPeriods.quarter,
  periods_year: customerPeriods.year,
};
type Cells = Readonly<Record<string, unknown>>;

const isTime = (column: string): boolean => /_(?:ts|start|end)$/.test(column);
/** Naive times of theirs are UTC. */
const instant = (text: unknown): string => formatInstant(parseInstant(String(text))?.micros ?? (0n as Micros));
const theirs = (column: string, value: unknown): string =>
  isTime(column) ? instant(value) : typeof value === 'number' ? plainNumber(String(value)) : String(value);
const ours = (column: string, value: unknown): string => {
  if (value === null) return 'null';
  if (isTime(column)) return formatInstant(value as Micros);
  const text = typeof value === 'string' ? value : (value as bigint).toString();
  return typeof value === 'string' && !column.endsWith('_id') ? plainNumber(text) : text;
};

const fieldsThatDiffer = (row: string, one: Cells, other: Cells): readonly string[] =>
  Object.keys(one).flatMap((column) => {
    const [before, after] = [theirs(column, one[column]), ours(column, other[column])];
    return before === after ? [] : [`${row} ${column} ${before} → ${after}`];
  });

/** Every field of their output that ours does not equal, and rows only one of the two has. */
const differences = async (lake: Lake, expected: Readonly<Record<string, readonly Cells[]>>): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const [list, table] of Object.entries(lists)) {
    const keyOf = (row: Cells, time: typeof ours): string =>
      list === 'orders' ? String(row['order_id']) : `${String(row['customer_id'])} ${time('period_start', row['period_start'])}`;
    const rows: readonly Cells[] = await trial.rows<Table>(lake, table);
    const left = new Map(rows.map((row) => [keyOf(row, ours), row]));
    for (const row of expected[list] ?? []) {
      const key = keyOf(row, theirs);
      const mine = left.get(key);
      left.delete(key);
      found.push(...(mine === undefined ? [`${list} ${key} only theirs`] : fieldsThatDiffer(`${list} ${key}`, row, mine)));
    }
    for (const key of left.keys()) found.push(`${list} ${key} only ours`);
  }
  return found;
};

describe('AutoCLV’s five cases', () => {
  const declared = JSON.parse(fixture('differences.json')) as Readonly<Record<string, readonly string[]>>;

  test.each(['01-plain', '02-money', '03-time', '04-quirks', '05-empty'])(
    '%s gives its output, but for the declared differences',
    async (name) => {
      const lake = trial.lake();
      await trial.build(lake, [textSource('case.json', fixture(`${name}.input.json`))], { onError: 'quarantine' });
      const expected = JSON.parse(fixture(`${name}.autoclv-output.json`)) as Readonly<Record<string, readonly Cells[]>>;
      expect(await differences(lake, expected)).toEqual(declared[name]);
    },
  );

  test('the only difference of plain lines and of money is the margin of lines without a cost, which is unknown, not 100 %', () => {
    for (const name of ['01-plain', '02-money']) for (const line of declared[name] ?? []) expect(line).toMatch(/ total_margin \S+ → null$/);
  });

  test('rows come in the order of UTF-8 bytes, then time, then order id', async () => {
    const lake = trial.lake();
    await trial.build(lake, [textSource('case.json', fixture('04-quirks.input.json'))], { onError: 'quarantine' });
    const rows = await trial.rows(lake, orders);
    expect(rows.map((row) => [row.customer_id, row.order_id])).toEqual([
      ['1', '1.0'],
      ['Z', 'Q4'],
      ['a10', 'Q5'],
      ['tie', 'Q0'],
      ['tie', 'Q10'],
      ['tie', 'Q9'],
      ['z', 'Q1'],
      ['é', 'Q3'],
      ['～', 'Q8'],
      ['😀', 'Q7'],
    ]);
  });

  test('what they merged, invented or cut silently is refused with its reason', async () => {
    const lake = trial.lake();
    const { account } = await trial.build(lake, [textSource('case.json', fixture('04-quirks.input.json'))], { onError: 'quarantine' });
    expect(account).toMatchObject({ received: 16, accepted: 12, quarantined: 4, duplicates: 1, duplicatesDropped: 0 });
    const refused = await trial.rows(lake, quarantine);
    expect(refused.map(({ record, code, column_name }) => [record, code, column_name])).toEqual([
      [3n, 'ORDER_CUSTOMER_CONFLICT', 'customer_id'],
      [4n, 'ORDER_CUSTOMER_CONFLICT', 'customer_id'],
      [8n, 'BAD_NUMBER', 'quantity'],
      [11n, 'MISSING_FIELD', 'order_id'],
    ]);
    expect(refused[0]?.reason).toBe('order Q2 names customers y and z');
  });
});

interface Probe {
  readonly probe: string;
  readonly input_text: string;
  readonly result: { readonly error?: string; readonly ok?: Readonly<Record<string, readonly Cells[]>> };
}
const probes = JSON.parse(fixture('probes-datamart.json')) as readonly Probe[];

/** What we say to each probe: the code we refuse it with, or null where we accept it. */
const answers: Readonly<Record<string, string | null>> = {
  'missing order_id': 'MISSING_FIELD order_id',
  'missing customer_id': 'MISSING_FIELD customer_id',
  'missing ts': 'MISSING_FIELD event_ts',
  'ts null + order_ts string': null,
  'ts epoch number': 'BAD_TIMESTAMP event_ts',
  'ts not ISO': 'BAD_TIMESTAMP event_ts',
  'ts empty string': 'BAD_TIMESTAMP event_ts',
  'negative quantity': 'NEGATIVE_QUANTITY quantity',
  'quantity text': 'BAD_NUMBER quantity',
  'quantity decimal text': null,
  'negative unit_price': 'NEGATIVE_PRICE unit_price',
  'unit_price null': 'MISSING_FIELD unit_price',
  'unit_price text': 'BAD_NUMBER unit_price',
  'unit_price with comma': 'BAD_NUMBER unit_price',
  'unit_price NaN': 'NON_FINITE',
  'unit_price Infinity': 'NON_FINITE',
  'line_total null': null,
  'line_total negative': 'NEGATIVE_TOTAL line_total',
  'negative unit_cost': 'NEGATIVE_COST unit_cost',
  'negative unit_cost with line_margin': null,
  'line_margin null': null,
  'naive+aware same order': null,
  'naive+aware same customer, other order': null,
  'naive+aware different customers': null,
  'object not list': 'NOT_A_LIST',
  'list of non-objects': 'NOT_JSON',
  'second row bad': 'NEGATIVE_QUANTITY quantity',
  'year 9999-12-31 (year period)': 'BAD_TIMESTAMP event_ts',
  'quantity huge text': 'NUMBER_OUT_OF_RANGE quantity',
};
/** Probes on which we differ by design: they are stricter or laxer than we are. */
const deliberate = new Set([
  'ts null + order_ts string', // a null falls back to order_ts
  'quantity decimal text', // fractional quantities are kept
  'line_total null', // null is absent
  'line_margin null',
  'naive+aware same order', // naive times are read in --input-tz
  'naive+aware same customer, other order',
  'quantity huge text', // more digits than a quantity holds
]);

describe('AutoCLV’s probes of the mart', () => {
  test.each(probes.map((probe) => [probe.probe, probe] as const))('%s', async (name, { input_text, result }) => {
    const lake = trial.lake();
    const building = trial.build(lake, [textSource('probe.json', input_text)]);
    const answer = answers[name];
    if (answer === null) {
      await building;
      if (result.ok !== undefined)
        expect(await differences(lake, { ...result.ok, periods_month: [] })).toEqual(await onlyMonthsAndMargins(lake, result.ok));
    } else {
      const error = await building.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(codeOf(error)).toBe(answer);
      expect(lake.head().version).toBe(0);
    }
    expect(deliberate.has(name)).toBe((result.ok === undefined) !== (answer !== null));
  });
});

const codeOf = (error: unknown): string => {
  if (error instanceof FileRefused) return error.fault;
  expect(error).toBeInstanceOf(InputRefused);
  const [problem] = (error as InputRefused).problems;
  return [problem?.code, ...(problem?.column === null ? [] : [problem?.column])].join(' ');
};

/** Their probes made no months, and called a margin without a cost 100 %. */
const onlyMonthsAndMargins = async (lake: Lake, ok: Readonly<Record<string, readonly Cells[]>>): Promise<readonly string[]> =>
  (await differences(lake, { ...ok, periods_month: [] })).filter(
    (line) => line.startsWith('periods_month') || / total_margin \S+ → null$/.test(line),
  );
