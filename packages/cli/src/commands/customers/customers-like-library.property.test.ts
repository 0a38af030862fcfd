import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Conflict, CustomerContract, type Micros, parseInstant, type Problem, type SerialisedCustomer } from '@audit/contract';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { auditHere as audit } from '../../audit-in-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-customers-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const clock = '2026-01-01T00:00:00Z';
const contract = new CustomerContract({ clock: () => parseInstant(clock)?.micros as Micros });
const hiding = new CustomerContract({ clock: () => parseInstant(clock)?.micros as Micros, enforceVisibility: true });

const id = fc.constantFrom('1', ' 1', '2\u00A0', '0', 7, 1.5, true, 'Ünï', 'c\u0000d');
const time = fc.constantFrom(
  '2024-02-29T23:59:59.1234567+02:00',
  '2024-02-29',
  '1970-01-01T00:00:00Z',
  '2025-06-01 08:30',
  '2026-01-01T00:00:00Z',
);
const json = fc.oneof(
  fc.constantFrom(null, 0, -1.5, 1e-7, 1e21, true, '', 'é"\\\n\u0001', 'a,]'),
  fc.jsonValue({ maxDepth: 2 }).filter((value) => !Object.is(value, -0) && JSON.stringify(value).length < 200),
);
const metadata = fc.option(
  fc.dictionary(fc.constantFrom('tier', 'x', '__proto__', 'é', '', '$.a', 'q"'), json, { maxKeys: 3, noNullPrototype: true }),
);
const good = fc.record(
  { customer_id: id, acquisition_ts: time, source_system: fc.constantFrom('web', ' erp ', '', null), is_visible: fc.boolean(), metadata },
  { requiredKeys: ['customer_id', 'acquisition_ts'], noNullPrototype: true },
);
/** The fault, if any, is in one field; what the library and files tell apart is left out: the number 0, the empty text as a time. */
const broken = fc.oneof(
  { weight: 4, arbitrary: good },
  fc
    .tuple(
      good,
      fc.constantFrom<object>(
        { customer_id: null },
        { customer_id: ' \t' },
        { acquisition_ts: null },
        { acquisition_ts: 'soon' },
        { acquisition_ts: 1_700_000_000 },
        { acquisition_ts: '1969-12-31T23:59:59.999999Z' },
        { acquisition_ts: '2026-01-01T00:00:00.000001Z' },
        { is_visible: null },
        { is_visible: 'true' },
        { is_visible: 0 },
        { metadata: [1] },
        { metadata: 'text' },
        { metadata: '{"a":1}' },
        { customer_id: ['1'] },
        { source_system: { name: 'x' } },
      ),
    )
    .map(([record, fault]) => ({ ...record, ...fault })),
);

const files = (records: fc.Arbitrary<object>) => fc.array(fc.array(records, { maxLength: 25 }), { minLength: 1, maxLength: 3 });
const write = (lists: readonly (readonly object[])[]): readonly string[] =>
  lists.map((list, at) => {
    writeFileSync(join(cwd, `${at}.json`), JSON.stringify(list));
    return `${at}.json`;
  });
const parsed = (text: string): readonly unknown[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const run = async (verb: string, names: readonly string[], ...flags: readonly string[]) =>
  await audit(['customers', verb, ...names, '--source-system', ' crm ', '--json', ...flags], { cwd, env: { AUDIT_CLOCK: clock } });
const runs = (usual: number) => ({ numRuns: process.env['AUDIT_TEST_DEEP'] === '1' ? usual * 20 : usual, endOnFailure: true });

/** Conflicts by name: the library has keys of metadata in order of first sight. */
const byField = (customer: SerialisedCustomer): SerialisedCustomer => {
  const order = ({ field }: Conflict): string => (field.startsWith('metadata.') ? `1${field}` : `0${field}`);
  return { ...customer, conflicts: (customer.conflicts ?? []).toSorted((left, right) => (order(left) < order(right) ? -1 : 1)) };
};

test('merge prints what the library merges: values, lineage and conflicts, customers in order of first sight', async () => {
  await fc.assert(
    fc.asyncProperty(files(good), fc.boolean(), async (lists, enforce) => {
      const names = write(lists);
      const { code, stdout } = await run('merge', names, ...(enforce ? ['--enforce-visibility'] : []));
      expect(code).toBe(0);
      const library = enforce ? hiding : contract;
      const records = lists.flatMap((list, at) => library.validateRecords(list, { sourceSystem: 'crm', source: names[at] ?? '' }));
      const expected = library.merge(records).map((customer) => byField(library.toSerialisable(customer)));
      expect((parsed(stdout) as SerialisedCustomer[]).map(byField)).toEqual(plain(expected));
    }),
    runs(6),
  );
});

test('validate prints what the library accepts, or names every record it refuses', async () => {
  await fc.assert(
    fc.asyncProperty(files(broken), async (lists) => {
      const names = write(lists);
      const { code, stdout } = await run('validate', names);
      const outcomes = lists.map((list, at) => contract.inspectRecords(list, { sourceSystem: 'crm', source: names[at] ?? '' }));
      const problems = outcomes.flatMap((outcome) => outcome.problems);
      if (problems.length === 0) {
        const records = outcomes.flatMap(({ accepted }) => accepted.map((record) => contract.toSerialisable(record)));
        expect({ code, records: parsed(stdout) }).toEqual({ code: 0, records: plain(records) });
        return;
      }
      expect(code).toBe(3);
      const { error } = JSON.parse(stdout) as { readonly error: { readonly facts: { readonly problems: readonly Problem[] } } };
      const place = ({ source, record, column, code: reason }: Problem): string =>
        `${source} record ${record}, column ${column}: ${reason}`;
      expect(error.facts.problems.map(place)).toEqual(problems.map(place));
    }),
    runs(6),
  );
});
