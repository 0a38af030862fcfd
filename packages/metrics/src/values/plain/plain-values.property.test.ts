import { readFileSync } from 'node:fs';
import { seededRandom } from '@audit/warehouse/proof';
import { afterAll, describe, expect, test } from 'vitest';
import { readDefinitions } from '../../definitions/read-definitions.ts';
import { shippedDefinitions } from '../../definitions/shipped-definitions.ts';
import type { InputName } from '../../inputs/input-shapes.ts';
import { bindTrialInputs, openTrialEngine, type TrialRow } from '../../trial-inputs.fixture.ts';
import { computeValues } from '../compute-values.ts';
import { computedOf } from '../golden-case.fixture.ts';
import { units } from './plain-money.fixture.ts';
import { plainValues } from './plain-values.fixture.ts';
import { randomCustomer } from './random-customer.fixture.ts';

const isDeep = process.env['AUDIT_TEST_DEEP'] === '1';
const seed = Number(process.env['AUDIT_TEST_SEED'] ?? Date.now() % 1_000_000_007);
/** Organisations of three customers each. */
const organisations = isDeep ? 1000 : 100;

const trial = openTrialEngine();
afterAll(() => trial[Symbol.asyncDispose]());
const definitions = readDefinitions(readFileSync(shippedDefinitions, 'utf8'), shippedDefinitions);

const compute = async (absent: readonly InputName[], run: { readonly asOf: string; readonly zone: string }, salt: number) => {
  const random = seededRandom(seed + salt);
  const customers = new Map<string, Readonly<Record<string, readonly TrialRow[]>>>();
  for (let at = 0; at < organisations * 3; at++) {
    const made = randomCustomer(random, `c${at}`, run.asOf);
    customers.set(`c${at}`, Object.fromEntries(Object.entries(made).filter(([name]) => !absent.includes(name as InputName))));
  }
  const rows: Record<string, TrialRow[]> = {};
  for (const own of customers.values()) for (const [name, given] of Object.entries(own)) (rows[name] ??= []).push(...given);
  const days = (rows['usage'] ?? []).map((row) => String(row['period_date'])).filter((day) => day <= run.asOf);
  await using session = await trial.engine.session();
  const sources = await bindTrialInputs(session, [...customers.keys()], rows, absent);
  await computeValues(definitions, { session, run, sources });
  const lake = {
    ...run,
    hasAssets: !absent.includes('assets'),
    hasInvoices: !absent.includes('invoices'),
    usageUntil: days.toSorted().at(-1),
  };
  return { customers, lake, found: await computedOf(session) };
};

/** Doubles to 1e-12 of their size, all else exactly. */
const isEqual = (expected: string, found: string | undefined): boolean => {
  if (expected === found) return true;
  if (found === undefined || expected.startsWith('?') || found.startsWith('?')) return false;
  return (
    /[.e]/.test(expected + found) &&
    !/^-?\d+\.\d{2}$/.test(expected) &&
    Math.abs(Number(expected) - Number(found)) <= 1e-12 * Math.max(1, Math.abs(Number(expected)))
  );
};

describe.each<readonly [string, readonly InputName[], { readonly asOf: string; readonly zone: string }]>([
  ['with assets and invoices', [], { asOf: '2025-06-30', zone: 'Europe/Berlin' }],
  [
    'with orders alone, on a day of a short month',
    ['assets', 'invoices', 'credit_memos'],
    { asOf: '2024-02-29', zone: 'America/New_York' },
  ],
])(`the SQL and a plain computation agree on ${organisations} organisations of seed ${seed}, %s`, (_, absent, run) => {
  test('value for value, and MRR is what it was plus what moved it', async () => {
    const { customers, lake, found } = await compute(absent, run, run.asOf.length + absent.length);
    const different: string[] = [];
    for (const [customer, rows] of customers) {
      const own = found.get(customer) ?? {};
      for (const [name, expected] of Object.entries(plainValues(rows, lake)))
        if (!isEqual(expected, own[name])) different.push(`${customer} ${name}: ${expected} by hand, ${own[name] ?? 'nothing'} by SQL`);
      if (own['mrr']?.startsWith('?') !== false) continue;
      const of = (name: string): bigint => units(own[name] ?? '');
      const moves = ['mrr_new', 'mrr_expansion', 'mrr_contraction', 'mrr_churn', 'mrr_reactivation', 'mrr_fx'].reduce(
        (sum, name) => sum + of(name),
        0n,
      );
      if (of('mrr_start') + moves !== of('mrr')) different.push(`${customer}: MRR is not what it was plus what moved it`);
    }
    expect(different.slice(0, 5)).toEqual([]);
    // Each outcome that can be drawn is, or the comparison says little.
    const seen = new Set(
      [...found.values()].flatMap((own) =>
        ['yoy_growth', 'usage_growth', 'days_to_expiry'].map((name) => own[name]?.match(/^\?.*/)?.[0] ?? name),
      ),
    );
    expect(seen.size).toBeGreaterThan(8);
  });
});
