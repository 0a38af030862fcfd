import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { InputRefused } from '../errors/intake.ts';
import type { Micros } from '../tables/column.ts';
import { parseInstant } from '../time/instant.ts';
import { CustomerContract, type SerialisedCustomer } from './customer-contract.ts';

interface Probe {
  readonly probe: string;
  readonly input?: readonly Record<string, unknown>[];
  readonly result: { readonly ok?: readonly SerialisedCustomer[]; readonly error?: string; readonly args?: readonly string[] };
}
const fixture = new URL('../../../../fixtures/autoclv/probes-contract.json', import.meta.url);
const probes = JSON.parse(readFileSync(fixture, 'utf8')) as { readonly validate: readonly Probe[]; readonly merge: readonly Probe[] };

const contract = new CustomerContract({ clock: () => parseInstant('2026-01-01T00:00:00Z')?.micros as Micros });
const good = { customer_id: '1', acquisition_ts: '2024-01-01T00:00:00+00:00' };
const { customer_id: _id, ...withoutId } = good;
const { acquisition_ts: _ts, ...withoutTs } = good;

/** The inputs, which the fixture names but does not hold. Python's datetimes are Dates here, or ISO text where they have no offset. */
const inputs: Readonly<Record<string, unknown>> = {
  ok: good,
  'missing id': withoutId,
  'id empty': { ...good, customer_id: '' },
  'id 0 (int)': { ...good, customer_id: 0 },
  'id int': { ...good, customer_id: 5 },
  'id blanks': { ...good, customer_id: '  ' },
  'no ts': withoutTs,
  'ts string': { ...good, acquisition_ts: '2024-01-01' },
  'ts 1969-12-31': { ...good, acquisition_ts: '1969-12-31T00:00:00' },
  'ts 1970-01-01': { ...good, acquisition_ts: '1970-01-01T00:00:00' },
  'ts future': { ...good, acquisition_ts: '2999-01-01T00:00:00' },
  'source blank -> default': { ...good, source_system: '' },
  'source own': { ...good, source_system: 'erp' },
  'visible "false" string': { ...good, is_visible: 'false' },
  'visible None': { ...good, is_visible: null },
  'visible 0': { ...good, is_visible: 0 },
  'metadata None': { ...good, metadata: null },
  'metadata list': { ...good, metadata: [1] },
  'metadata int keys': { ...good, metadata: { 1: 'a' } },
};

/** Where we differ on purpose (datamart.md sections 1 and 5), with what we do instead. */
const differences: Readonly<Record<string, string>> = {
  'id blanks': 'refused BLANK_ID: ids are trimmed',
  'ts string': 'accepted: ISO text is a time',
  'visible "false" string': 'refused BAD_BOOLEAN: real booleans only',
  'visible None': 'refused BAD_BOOLEAN: real booleans only',
  'visible 0': 'refused BAD_BOOLEAN: real booleans only',
};

/** The code by which we refuse what the founding system refuses too. */
const refusals: Readonly<Record<string, string>> = {
  'missing id': 'MISSING_FIELD',
  'id empty': 'BLANK_ID',
  'id 0 (int)': 'MISSING_FIELD',
  'no ts': 'MISSING_FIELD',
  'ts 1969-12-31': 'BAD_TIMESTAMP',
  'ts future': 'FUTURE_TIMESTAMP',
  'metadata list': 'BAD_METADATA',
};

const outcome = (record: unknown): string | readonly SerialisedCustomer[] => {
  try {
    return contract.validateRecords([record], { sourceSystem: 'crm' }).map((accepted) => contract.toSerialisable(accepted));
  } catch (error) {
    if (error instanceof InputRefused) return `refused ${error.problems.map((problem) => problem.code).join()}`;
    throw error;
  }
};

/** Times compared as instants; those without an offset are UTC. */
const withInstants = (records: readonly SerialisedCustomer[]): unknown[] =>
  records.map(({ customer_id, acquisition_ts, source_system, is_visible, metadata }) => ({
    customer_id,
    acquisition_ts: parseInstant(acquisition_ts)?.micros,
    source_system,
    is_visible,
    metadata,
  }));

describe('of the 19 records AutoCLV was asked to validate', () => {
  test('every one is asked here', () => {
    expect(probes.validate.map((probe) => probe.probe)).toEqual(Object.keys(inputs));
  });

  test.each(probes.validate.filter(({ probe, result }) => result.ok !== undefined && !(probe in differences)))(
    '"$probe" gives the same record',
    ({ probe, result }) => {
      const ours = outcome(inputs[probe]);
      if (typeof ours === 'string') expect.fail(ours);
      expect(withInstants(ours)).toEqual(withInstants(result.ok ?? []));
    },
  );

  test.each(probes.validate.filter(({ probe, result }) => result.error !== undefined && !(probe in differences)))(
    '"$probe" is refused by both',
    ({ probe }) => {
      expect(outcome(inputs[probe])).toBe(`refused ${refusals[probe]}`);
    },
  );

  test.each(Object.entries(differences))('"%s" is a difference: %s', (probe, difference) => {
    const theirs = probes.validate.find((candidate) => candidate.probe === probe)?.result;
    const ours = outcome(inputs[probe]);
    expect(typeof ours === 'string').toBe(difference.startsWith('refused'));
    expect(theirs?.ok !== undefined).toBe(difference.startsWith('refused'));
    if (typeof ours === 'string') expect(difference.startsWith(`${ours}:`)).toBe(true);
  });

  test('the text of a time is read as that time', () => {
    expect(outcome(inputs['ts string'])).toMatchObject([{ acquisition_ts: '2024-01-01T00:00:00Z' }]);
  });
});

describe('of the 5 lists AutoCLV was asked to merge', () => {
  const merged = (probe: Probe): readonly SerialisedCustomer[] =>
    contract.merge(contract.validateRecords(probe.input ?? [])).map((customer) => contract.toSerialisable(customer));
  const named = (name: string): Probe => probes.merge.find(({ probe }) => probe.startsWith(name)) ?? expect.fail(`no probe ${name}`);

  test('there are five', () => {
    expect(probes.merge.length).toBe(5);
  });

  test.each(['earliest ts wins', 'equal instants', 'single record int metadata keys'])('"%s" gives the same customers', (name) => {
    const probe = named(name);
    expect(withInstants(merged(probe))).toEqual(withInstants(probe.result.ok ?? []));
  });

  test('"naive + aware" is a difference: a time without offset is read in a zone, where AutoCLV fails', () => {
    const probe = named('naive + aware');
    expect(probe.result.error).toBe('TypeError');
    expect(merged(probe)).toMatchObject([{ customer_id: '1', acquisition_ts: '2024-01-01T00:00:00Z' }]);
  });

  test('"case/space differing ids" is a difference: "A1 " is A1 once trimmed; letter case still tells customers apart', () => {
    const probe = named('case/space');
    expect(probe.result.ok?.map((customer) => customer.customer_id)).toEqual(['A1', 'a1', 'A1 ']);
    expect(merged(probe).map((customer) => customer.customer_id)).toEqual(['A1', 'a1']);
  });

  test('all source systems are kept, where AutoCLV keeps the first', () => {
    expect(merged(named('earliest ts wins'))[0]?.source_systems).toEqual(['web', 'erp', 'crm']);
  });
});
