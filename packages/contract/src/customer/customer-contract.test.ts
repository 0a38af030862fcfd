import { describe, expect, test } from 'vitest';
import { ConfigError } from '../errors/config.ts';
import { InputRefused } from '../errors/intake.ts';
import type { Micros } from '../tables/column.ts';
import { formatInstant, parseInstant } from '../time/instant.ts';
import { CustomerContract, type CustomerContractOptions } from './customer-contract.ts';
import type { SurvivorshipPolicy } from './survivorship.ts';

const clock = (): Micros => parseInstant('2026-01-01T00:00:00Z')?.micros as Micros;
const contractWith = (options: CustomerContractOptions = {}): CustomerContract => new CustomerContract({ clock, ...options });
const contract = contractWith();
const good = { customer_id: '1', acquisition_ts: '2024-01-01', source_system: 'crm' };

const faultsOf = (...records: unknown[]): (string | null)[][] =>
  contract.inspectRecords(records).problems.map(({ code, column, value }) => [code, column, value]);

describe('validation', () => {
  test('every bad record is named with its place, and nothing is lost', () => {
    const records = [good, { ...good, customer_id: ' ' }, 'text', { ...good, acquisition_ts: 'soon' }, good];
    const { accepted, problems, hidden } = contract.inspectRecords(records, { source: 'crm.json' });
    expect(accepted.map((record) => record.origin)).toEqual([
      { source: 'crm.json', record: 1 },
      { source: 'crm.json', record: 5 },
    ]);
    expect(problems.map(({ source, record, code, column }) => [source, record, code, column])).toEqual([
      ['crm.json', 2, 'BLANK_ID', 'customer_id'],
      ['crm.json', 3, 'NOT_JSON', null],
      ['crm.json', 4, 'BAD_TIMESTAMP', 'acquisition_ts'],
    ]);
    expect(accepted.length + problems.length + hidden).toBe(records.length);
  });

  test('validateRecords refuses them all at once, counted by code', () => {
    const bad = Array.from({ length: 25 }, () => ({ ...good, customer_id: null }));
    expect(() => contract.validateRecords([...bad, { ...good, is_visible: 'no' }])).toThrow(InputRefused);
    expect(() => contract.validateRecords([...bad, { ...good, is_visible: 'no' }])).toThrow(
      /26 bad records \(MISSING_FIELD 25, BAD_BOOLEAN 1\)/,
    );
  });

  test('personal values are masked, others shown', () => {
    expect(faultsOf({ ...good, customer_id: { name: 'Ann' } }, { ...good, metadata: 'Ann' }, { ...good, acquisition_ts: 'soon' })).toEqual([
      ['BAD_TEXT', 'customer_id', null],
      ['BAD_METADATA', 'metadata', '***'],
      ['BAD_TIMESTAMP', 'acquisition_ts', 'soon'],
    ]);
  });

  test('ids are trimmed and numbers keep their digits; a float that is none is no id', () => {
    const ids = contract.validateRecords([' 7\u00A0', 12n, 12.5].map((customer_id) => ({ ...good, customer_id })));
    expect(ids.map((record) => record.customerId)).toEqual(['7', '12', '12.5']);
    expect(faultsOf({ ...good, customer_id: Number.NaN })).toEqual([['BAD_TEXT', 'customer_id', null]]);
  });

  test('times without an offset are read in the zone of the contract, Dates as they are', () => {
    const berlin = contractWith({ inputTimezone: 'Europe/Berlin' });
    const records = berlin.validateRecords(
      ['2024-07-01', '2024-07-01T00:00Z', new Date(0)].map((acquisition_ts) => ({ ...good, acquisition_ts })),
    );
    expect(records.map((record) => formatInstant(record.acquisitionTs))).toEqual([
      '2024-06-30T22:00:00Z',
      '2024-07-01T00:00:00Z',
      '1970-01-01T00:00:00Z',
    ]);
    expect(() => contractWith({ inputTimezone: 'Mars' })).toThrow(ConfigError);
    expect(faultsOf({ ...good, acquisition_ts: new Date(Number.NaN) })).toEqual([['BAD_TIMESTAMP', 'acquisition_ts', null]]);
  });

  test('a time that is absent, null or empty is missing', () => {
    for (const acquisition_ts of [undefined, null, '']) expect(faultsOf({ ...good, acquisition_ts })[0]?.[0]).toBe('MISSING_FIELD');
  });

  test('the present itself is not the future', () => {
    expect(contract.validateRecords([{ ...good, acquisition_ts: '2026-01-01T00:00:00Z' }]).length).toBe(1);
    expect(faultsOf({ ...good, acquisition_ts: '2026-01-01T00:00:00.000001Z' })[0]?.[0]).toBe('FUTURE_TIMESTAMP');
  });

  test('a record without any source system is refused', () => {
    expect(faultsOf({ ...good, source_system: ' ' })).toEqual([['MISSING_FIELD', 'source_system', ' ']]);
  });

  test('enforced visibility leaves invisible records out before their metadata is looked at', () => {
    const hiding = contractWith({ enforceVisibility: true });
    const records = [{ ...good, is_visible: false, metadata: 'broken' }, good];
    expect(hiding.inspectRecords(records)).toMatchObject({ accepted: [{ customerId: '1' }], hidden: 1, problems: [] });
    expect(contract.inspectRecords(records).problems.length).toBe(1);
  });

  test('metadata is a copy, holds only JSON, and may have any name for a key', () => {
    const metadata = JSON.parse('{"__proto__": {"a": [1, null]}, "b": true}') as Record<string, unknown>;
    const [record] = contract.validateRecords([{ ...good, metadata }]);
    metadata['b'] = false;
    expect(JSON.stringify(record?.metadata)).toBe('{"__proto__":{"a":[1,null]},"b":true}');
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    const nested = (levels: number): unknown => (levels === 0 ? 1 : { in: nested(levels - 1) });
    expect(contract.validateRecords([{ ...good, metadata: nested(64) }]).length).toBe(1);
    for (const bad of [{ n: Number.NaN }, { n: 1n }, { d: new Date(0) }, circle, nested(65)])
      expect(faultsOf({ ...good, metadata: bad })[0]?.[0]).toBe('BAD_METADATA');
  });
});

describe('merge', () => {
  const records = [
    { customer_id: 'c', acquisition_ts: '2024-03-01', source_system: 'web', is_visible: false, metadata: { tier: 'gold', city: 'Oslo' } },
    { customer_id: 'd', acquisition_ts: '2024-01-05', source_system: 'web' },
    { customer_id: 'c', acquisition_ts: '2024-01-01', source_system: 'billing', is_visible: true, metadata: { tier: 'g' } },
    {
      customer_id: 'c',
      acquisition_ts: '2024-02-01',
      source_system: 'crm',
      is_visible: false,
      metadata: { tier: 'platinum', city: 'Oslo' },
    },
  ];
  const from = (record: number, sourceSystem: string): object => ({ source: 'a.json', record, sourceSystem });
  const mergedWith = (survivorship: Partial<SurvivorshipPolicy>) => {
    const merging = contractWith({ survivorship });
    return merging.merge(merging.validateRecords(records, { source: 'a.json' }))[0] ?? expect.fail('nothing merged');
  };

  test('gives one customer an id, in order of first sight, with all source systems', () => {
    const merged = contract.merge(contract.validateRecords(records));
    expect(merged.map((customer) => [customer.customerId, customer.recordCount, customer.sourceSystems])).toEqual([
      ['c', 3, ['web', 'billing', 'crm']],
      ['d', 1, ['web']],
    ]);
    expect(merged[1]?.conflicts).toEqual([]);
  });

  test('says of every field which record it is from', () => {
    expect(mergedWith({}).lineage).toEqual({
      acquisition_ts: from(3, 'billing'),
      source_system: from(1, 'web'),
      is_visible: from(3, 'billing'),
      metadata: { tier: from(4, 'crm'), city: from(4, 'crm') },
    });
  });

  test('of equal values the first one seen is kept, for metadata the last one', () => {
    const twice = contract.validateRecords([1, 2].map((n) => ({ ...good, source_system: `s${n}`, metadata: { a: 1 } })));
    expect(contract.merge(twice)[0]?.lineage).toMatchObject({
      acquisition_ts: { record: 1 },
      source_system: { record: 1 },
      is_visible: { record: 1 },
      metadata: { a: { record: 2 } },
    });
    for (const survivorship of [{ acquisition_ts: 'latest' }, { source_system: 'longest' }, { is_visible: 'all' }] as const) {
      const [merged] = contractWith({ survivorship }).merge(twice);
      expect(merged?.lineage).toMatchObject({ acquisition_ts: { record: 1 }, source_system: { record: 1 }, is_visible: { record: 1 } });
    }
  });

  test('reports what the records disagree on, and not what they agree on', () => {
    expect(mergedWith({}).conflicts).toEqual([
      {
        field: 'acquisition_ts',
        kept: '2024-01-01T00:00:00Z',
        keptFrom: from(3, 'billing'),
        discarded: ['2024-03-01T00:00:00Z', '2024-02-01T00:00:00Z'],
      },
      { field: 'is_visible', kept: true, keptFrom: from(3, 'billing'), discarded: [false] },
      { field: 'metadata.tier', kept: 'platinum', keptFrom: from(4, 'crm'), discarded: ['gold', 'g'] },
    ]);
  });

  const priority = { by: 'source_priority', order: ['crm', 'web'] } as const;
  test.each<[Partial<SurvivorshipPolicy>, unknown]>([
    [{ acquisition_ts: 'latest' }, { acquisitionTs: parseInstant('2024-03-01')?.micros }],
    [{ acquisition_ts: priority }, { acquisitionTs: parseInstant('2024-02-01')?.micros }],
    [{ source_system: 'latest' }, { sourceSystem: 'crm' }],
    [{ source_system: 'longest' }, { sourceSystem: 'billing' }],
    [{ source_system: { by: 'source_priority', order: [] } }, { sourceSystem: 'web' }],
    [{ is_visible: 'all' }, { isVisible: false }],
    [{ is_visible: 'earliest' }, { isVisible: false }],
    [{ is_visible: 'latest' }, { isVisible: false }],
    [{ is_visible: { by: 'source_priority', order: ['billing'] } }, { isVisible: true }],
    [{ metadata: 'earliest' }, { metadata: { tier: 'gold' } }],
    [{ metadata: 'longest' }, { metadata: { tier: 'platinum' } }],
    [{ metadata: { by: 'source_priority', order: ['web'] } }, { metadata: { tier: 'gold' } }],
    [{ metadata: { by: 'source_priority', order: [] } }, { metadata: { tier: 'platinum' } }],
  ])('survivorship %j', (policy, expected) => {
    expect(mergedWith(policy)).toMatchObject(expected as object);
  });

  test('the serialised customer carries lineage and conflicts, the serialised record does not', () => {
    const [record] = contract.validateRecords([good]);
    if (record === undefined) expect.fail('nothing accepted');
    expect(Object.keys(contract.toSerialisable(record))).toEqual([
      'customer_id',
      'acquisition_ts',
      'source_system',
      'is_visible',
      'metadata',
    ]);
    const [customer] = contract.merge([record]);
    expect(customer && contract.toSerialisable(customer)).toMatchObject({
      source_systems: ['crm'],
      conflicts: [],
      lineage: { metadata: {} },
    });
  });
});
