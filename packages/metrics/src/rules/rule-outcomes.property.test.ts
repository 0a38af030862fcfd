import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duckDbEngine, render } from '@audit/warehouse';
import { lint } from '@audit/warehouse/proof';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { scoreMasters, scoreRelations } from '../scores/score-masters.ts';
import { shippedTrial } from '../scores/trial-definitions.fixture.ts';
import { allSources, bindCustomers, type TrialCustomer } from '../scores/trial-organisation.fixture.ts';
import { outcomesSql } from './conditions-sql.ts';
import { factValues } from './fact-values.ts';
import { outcomeOf } from './explain-condition.ts';
import { ruleRelations } from './decide-rules.ts';

const folder = mkdtempSync(join(tmpdir(), 'audit-outcomes-'));
const engine = duckDbEngine({ tempDirectory: folder, directories: [folder], threads: 1 });
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const seed = Number(process.env['AUDIT_TEST_SEED'] ?? Date.now() % 1_000_000);
const run = { asOf: '2026-10-31', zone: 'UTC' };

const metrics = fc.record({
  usage_growth: fc.option(fc.constantFrom(-1, -0.31, -0.3, 0, 0.5, 0.51, 2)),
  active_services: fc.option(fc.constantFrom(0, 4, 5)),
  days_overdue: fc.option(fc.constantFrom(0, 15, 16, 30, 31, 90)),
  sla_breaches: fc.option(fc.constantFrom(0, 1, 4)),
  yoy_growth: fc.option(fc.constantFrom(-0.5, 0.2, 0.21)),
  days_to_expiry: fc.option(fc.constantFrom(-5, 29, 30, 89, 90)),
  open_renewals: fc.option(fc.constantFrom(0, 1)),
  last_touch_days: fc.option(fc.constantFrom(0, 59, 60)),
  mrr: fc.option(fc.constantFrom('0.00', '12.50')),
});

test(`each rule and alert says in TypeScript of a customer what it says in SQL (seed ${seed})`, async () => {
  const customers = fc.sample(metrics, { seed, numRuns: 200 }).map((one, at): TrialCustomer => ({ id: `M${at}`, metrics: one }));
  const { scores, rules, facts, metricFacts } = shippedTrial();
  const conditions = [...rules.rules, ...rules.alerts];
  await using session = await engine.session();
  await bindCustomers(session, customers);
  await scoreMasters(session, scores, metricFacts, allSources, run);
  await session.materialise('outcomes_now', render({ name: 'outcomes', text: outcomesSql(conditions), constants: {} }, 'duckdb', {}));
  const said = new Map(
    (await session.evidence('SELECT * FROM outcomes_now', 100_000)).map((row) => [`${row['rule_id']} ${row['master_id']}`, row['fired']]),
  );
  const counts = { fired: 0, undecidable: 0, not_fired: 0 };
  for (const row of await session.evidence('SELECT * FROM facts', 1000)) {
    const values = factValues(facts, row);
    for (const { id, when } of conditions) {
      const ours = outcomeOf(when, values);
      counts[ours] += 1;
      const key = `${id} ${row['master_id']}`;
      const sql = said.has(key) ? (said.get(key) === null ? 'undecidable' : 'fired') : 'not_fired';
      expect([key, sql]).toEqual([key, ours]);
    }
  }
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(50);
});

test('what scores are computed and rules decided by is in the language of models', () => {
  const { scores, rules, facts, metricFacts } = shippedTrial();
  for (const [name, text] of [...scoreRelations(scores, metricFacts, allSources, run), ...ruleRelations(rules, facts, run)]) {
    expect(() => lint(name, text)).not.toThrow();
    for (const engine of ['duckdb', 'spark'] as const) expect(render({ name, text, constants: {} }, engine, {})).not.toContain('@');
  }
});
