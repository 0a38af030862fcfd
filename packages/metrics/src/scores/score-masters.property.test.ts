import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duckDbEngine } from '@audit/warehouse';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { oracleScores } from './score-oracle.fixture.ts';
import { scoreMasters } from './score-masters.ts';
import { readTrial, shippedJson } from './trial-definitions.fixture.ts';
import { allSources, bindCustomers, type TrialCustomer } from './trial-organisation.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'audit-scores-'));
const engine = duckDbEngine({ tempDirectory: folder, directories: [folder], threads: 1 });
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const asOf = '2026-10-31';
// Its clocks went back six days before the as-of day.
const zone = 'Europe/Berlin';
const seed = Number(process.env['AUDIT_TEST_SEED'] ?? Date.now() % 1_000_000);
const organisations = process.env['AUDIT_TEST_DEEP'] === '1' ? 1000 : 100;

const base = Date.UTC(2026, 9, 31);
const day = (least: number, most: number): fc.Arbitrary<string> =>
  fc.integer({ min: -most, max: -least }).map((days) => new Date(base + days * 86_400_000).toISOString().slice(0, 10));
const instant = (least: number, most: number): fc.Arbitrary<string> =>
  fc
    .tuple(day(least, most), fc.integer({ min: 0, max: 86_399 }))
    .map(([on, seconds]) => new Date(Date.parse(`${on}T00:00:00Z`) + seconds * 1000).toISOString().replace('.000Z', 'Z'));
const money = fc.integer({ min: -5000, max: 5_000_000 }).map((cents) => (cents / 100).toFixed(2));
const who = fc.constantFrom('p1', 'p2', 'p3', 'p4', null);
const rare = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { freq: 9 });

const invoice = fc.record({
  due: rare(day(-40, 420)),
  paid: fc.option(day(-20, 400), { freq: 2 }),
  amount: rare(money),
  balance: fc.oneof(fc.constantFrom('0.00', '0.004', null), money),
  status: fc.constantFrom('Posted', 'Posted', 'Posted', 'Draft', 'Written Off', null),
});
const supportCase = fc.record({
  opened: rare(instant(-1, 400)),
  closed: fc.option(instant(-5, 380)),
  isClosed: fc.constantFrom(true, false, null),
  priority: fc.constantFrom('Critical', 'High', 'Medium', 'Low', 'Other', null),
  csat: fc.constantFrom(1, 2, 3, 4, 5, null),
});
const promise = fc.record({
  target: rare(instant(-3, 220)),
  completed: fc.option(instant(-3, 220)),
  isCompleted: fc.constantFrom(true, false, null),
});
const task = fc.record({
  who,
  subtype: fc.constantFrom('Call', 'call', 'Email', 'ListEmail', 'Task', null),
  completed: fc.option(instant(-3, 200)),
  day: rare(day(-3, 200)),
  isClosed: fc.constantFrom(true, false, null),
});
const few = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> => fc.oneof(fc.constant([]), fc.array(arbitrary, { maxLength: 6 }));
const organisation = fc.record({
  invoices: few(invoice),
  cases: few(supportCase),
  promises: few(promise),
  tasks: few(task),
  events: few(fc.record({ who, start: rare(instant(-5, 200)) })),
  contacts: fc.uniqueArray(fc.record({ id: fc.constantFrom('p1', 'p2', 'p3'), bounced: fc.option(instant(-2, 120), { freq: 2 }) }), {
    selector: ({ id }) => id,
  }),
  metrics: fc.record({
    usage_growth: fc.option(fc.oneof(fc.constantFrom(-1, -0.5, 0, 0.5, 1), fc.double({ min: -1, max: 3, noNaN: true }))),
    days_overdue: fc.option(fc.integer({ min: 0, max: 200 })),
    sla_breaches: fc.option(fc.integer({ min: 0, max: 6 })),
  }),
});

const near = (sql: string | null | undefined, ours: number | null): boolean =>
  sql === null || sql === undefined ? ours === null : ours !== null && Math.abs(Number(sql) - ours) <= 2e-9;

test(`scores of random organisations are those a plain computation gives (seed ${seed})`, async () => {
  // Contacts are known by their id: each organisation has people of its own.
  const customers = fc.sample(organisation, { seed, numRuns: organisations }).map((one, at): TrialCustomer => {
    const own = (person: string | null): string | null => (person === null ? null : `${at}-${person}`);
    return {
      ...one,
      id: `M${at}`,
      tasks: one.tasks.map((each) => ({ ...each, who: own(each.who) })),
      events: one.events.map((each) => ({ ...each, who: own(each.who) })),
      contacts: one.contacts.map((each) => ({ ...each, id: own(each.id) ?? '' })),
    };
  });
  // The oracle takes letters for one-way touches: that calls and letters differ is tried, too.
  const sections = shippedJson();
  Object.assign(sections.scores.sub_scores['engagement'] ?? {}, { two_way_subtypes: ['Call'] });
  const { scores, metricFacts } = readTrial(sections);
  await using session = await engine.session();
  await bindCustomers(session, customers);
  await scoreMasters(session, scores, metricFacts, allSources, { asOf, zone });
  const rows = await session.evidence(
    'SELECT s.*, f.champion_left FROM score_values s JOIN facts f ON f.master_id = s.master_id',
    customers.length + 1,
  );
  expect(rows).toHaveLength(customers.length);
  const published = { health: 0, churn_risk: 0 };
  for (const row of rows) {
    const customer = customers.find(({ id }) => id === row['master_id']);
    const ours = oracleScores(customer!, asOf, zone);
    const said = JSON.stringify(customer);
    for (const name of [
      'payment_history',
      'support_quality',
      'usage_trends',
      'engagement',
      'usage_decline',
      'payment_issues',
      'support_problems',
      'low_engagement',
      'health',
      'churn_risk',
      'health_coverage',
    ] as const)
      // prettier-ignore
      if (!near(row[name], ours[name])) expect([name, row[name], said]).toEqual([name, ours[name], said]);
    expect([row['health_band'], row['churn_risk_band'], row['champion_left'], said]).toEqual([
      ours.health_band,
      ours.churn_risk_band,
      ours.champion_left === null ? null : String(ours.champion_left),
      said,
    ]);
    for (const score of scores.scores) {
      const points = score.parts.map(({ subScore }) => row[`${subScore.name}_points`]);
      if (row[score.name] === null) expect(points).toEqual(points.map(() => null));
      else {
        published[score.name as 'health'] += 1;
        const lost = score.parts.reduce((sum, { subScore }) => sum + Number(row[`${subScore.name}_lost`] ?? 0), 0);
        const sum = points.reduce((total, one) => total + Number(one ?? 0), 0);
        expect(Math.abs(sum - Number(row[score.name]))).toBeLessThan(1e-8);
        expect(Math.abs(sum + lost - 100)).toBeLessThan(1e-8);
      }
    }
  }
  // Else nothing was compared.
  expect(Math.min(published.health, published.churn_risk)).toBeGreaterThan(organisations / 4);
});
