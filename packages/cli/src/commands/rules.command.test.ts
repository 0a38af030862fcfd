import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { auditHere } from '../audit-in-process.fixture.ts';
import type { Finished } from '../audit-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-rules-'));
const audit = (...args: readonly string[]): Promise<Finished> =>
  auditHere(args, { cwd, env: { AUDIT_CLOCK: '2026-10-31T18:00:00Z', AUDIT_SILVER_CURRENCY: 'off' } });
const write = (name: string, json: unknown): void => writeFileSync(join(cwd, name), JSON.stringify(json));
const document = ({ stdout }: Finished): Record<string, unknown> => JSON.parse(stdout) as Record<string, unknown>;

const stamp = '2026-10-01T08:00:00.000Z';
const drop = (name: string, rows: readonly object[]): void =>
  writeFileSync(
    join(cwd, 'drop', `${name}.ndjson`),
    rows.map((row) => `${JSON.stringify({ CreatedDate: stamp, SystemModstamp: stamp, ...row })}\n`).join(''),
  );

/** A1 has owed for 20 days and is not in touch, A2 pays and calls, nothing is known of A3. */
beforeAll(async () => {
  mkdirSync(join(cwd, 'drop'));
  drop(
    'Account',
    ['A1', 'A2', 'A3'].map((Id) => ({ Id, Name: `Company ${Id}` })),
  );
  const invoice = { InvoiceDate: '2026-10-01', DueDate: '2026-10-11', TotalAmount: '100.00', Status: 'Posted' };
  drop('Invoice', [
    { Id: 'I1', BillingAccountId: 'A1', ...invoice, Balance: '100.00' },
    { Id: 'I2', BillingAccountId: 'A2', ...invoice, Balance: '0.00', PaidDate: '2026-10-10' },
  ]);
  drop('Task', Array.from({ length: 6 }, (_, at) => ({ Id: `T${at}`, AccountId: 'A2', WhoId: `C${at % 3}`, TaskSubtype: 'Call', Status: 'Completed', IsClosed: true, CompletedDateTime: '2026-10-31T09:00:00.000Z' }))); // prettier-ignore
  for (const command of [
    ['extract', '--source', 'files', '--path', 'drop', '--quiet'],
    ['transform', '--quiet'],
  ]) {
    const { code, stderr } = await audit(...command);
    if (code !== 0) throw new Error(stderr);
  }
}, 60_000);

test('rules are listed with their conditions in words', async () => {
  const { stdout } = await audit('rules', 'list');
  expect(stdout).toMatch(/R001 +HIGH +churn_risk > 70 and days_to_expiry < 90 +Schedule Urgent Retention Call/);
  expect(stdout).toMatch(/health_low +high +health_score < 50 +health_score ≥ 55/);
  const lines = (await audit('rules', 'list', '--json')).stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly id: string });
  expect(lines.map(({ id }) => id).slice(0, 7)).toEqual(['R001', 'R002', 'R003', 'R004', 'R005', 'R006', 'health_low']);
});

test('a preview tells whom rules fire for, and of changed rules only those that differ', async () => {
  const preview = document(await audit('rules', 'preview', '--json')) as {
    as_of: string;
    rules: { rule: string; fired: number; undecidable: number; examples: unknown[] }[];
  };
  const of = (id: string) => preview.rules.find(({ rule }) => rule === id);
  expect(preview.as_of).toBe('2026-10-31');
  expect([of('R001')?.undecidable, of('R003')?.fired, of('R006')?.fired, of('health_low')?.fired, of('health_low')?.undecidable]).toEqual([
    3, 1, 2, 1, 1,
  ]);
  expect(of('R003')?.examples).toEqual([{ customer: 'A1', values: { days_overdue: '20' } }]);
  const rule = {
    title: 'Owes and is silent',
    priority: 'LOW',
    when: { all: [{ gt: ['days_overdue', 0] }, { lt: ['engagement_score', 10] }] },
    action: 'Write a letter',
    reason: 'Owing for {days_overdue} days.',
    expected_outcome: 'An answer',
    expires_after_days: 7,
  };
  write('new-rule.json', { rules: { R007: rule, R006: null } });
  const { stdout } = await audit('rules', 'preview', 'new-rule.json');
  expect(stdout).toContain('R007 fires for 1 customer\n  A1  days_overdue 20, engagement_score 0\n');
  expect(stdout).not.toContain('R003');
  write('wrong-rule.json', { rules: { R007: { ...rule, when: { gt: ['usage_growth', 50] } } } });
  const refused = await audit('rules', 'preview', 'wrong-rule.json');
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('rules.R007.when.gt[1]: 50 stands beside a fraction')]);
});

/** The JSON of a page of the documentation that begins with these words. */
const documented = (page: string, beginning: string): string => {
  const text = readFileSync(new URL(`../../../../docs/metrics/${page}`, import.meta.url), 'utf8');
  return (
    [...text.matchAll(/```json\n([^]*?)```/g)]
      .map((match) => match[1] ?? '')
      .find((block) => block.replaceAll(/\s/g, '').startsWith(beginning)) ?? ''
  );
};

test('the score and the rules of the documentation are added by configuration alone', async () => {
  writeFileSync(join(cwd, 'score.json'), documented('scores.md', '{"scores":{"sub_scores":{"billing_trouble"'));
  const score = document(await audit('rules', 'preview', 'score.json', '--json')) as { rules: unknown };
  // 0.6 × 20 of 60 days + 0.4 × 100 is 60; of A3, who owes nothing, 40.
  expect(score.rules).toEqual([
    { rule: 'R007', customers: 3, fired: 1, undecidable: 0, not_fired: 2, examples: [{ customer: 'A1', values: { attention: 60 } }] },
  ]);
  writeFileSync(join(cwd, 'rule.json'), documented('rules.md', '{"rules":{"R008"'));
  const rule = document(await audit('rules', 'preview', 'rule.json', '--json')) as {
    rules: readonly { readonly rule: string; readonly undecidable: number }[];
  };
  expect(rule.rules.map(({ rule, undecidable }) => [rule, undecidable])).toEqual([['R008', 2]]);
});

test('a comparison tells who would change band and for whom rules would fire otherwise', async () => {
  write('new-weights.json', { scores: { scores: { health: { weights: { payment_history: 0.45, engagement: 0.05 } } } } });
  const { changes } = document(await audit('rules', 'diff', 'new-weights.json', '--json')) as { changes: unknown };
  expect(changes).toEqual([
    { of: 'health', what: 'band', before: 'critical', after: 'at_risk', customers: 1, examples: ['A1'] },
    { of: 'health_low', what: 'outcome', before: 'fired', after: 'not_fired', customers: 1, examples: ['A1'] },
  ]);
  write('half-a-weight.json', { scores: { scores: { health: { weights: { payment_history: 0.45 } } } } });
  const refused = await audit('rules', 'diff', 'half-a-weight.json');
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('scores.scores.health.weights: they add up to 1.15')]);
  write('same.json', { rules: {} });
  expect((await audit('rules', 'diff', 'same.json')).stdout).toBe(
    '2026-10-31: nobody would change band, and no rule would fire otherwise.\n',
  );
});

test('rules are tried on a customer, part by part with values and why there are none', async () => {
  const { stdout } = await audit('rules', 'test', 'R001', 'R003', '--customer', 'A1');
  expect(stdout).toBe(
    `A1 on 2026-10-31

R001 undecidable
  ?  churn_risk > 70      churn_risk unknown (too few of its parts are known)
  ?  days_to_expiry < 90  days_to_expiry unknown (the lake has no table it could be computed of)
R003 fires
  yes  days_overdue > 15  days_overdue 20
`,
  );
  const unknown = await audit('rules', 'test', '--customer', 'A9');
  expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('there is no customer A9 on 2026-10-31')]);
});

test('rules are tried on cases of a file; one that is not as expected is exit code 3', async () => {
  const cases = [
    {
      name: 'seventy is not above seventy',
      facts: { churn_risk: 70, days_to_expiry: 10 },
      expect: { R001: 'not_fired', churn_high: 'fired' },
    },
    { name: 'no contract', facts: { churn_risk: 70.01 }, expect: { R001: 'undecidable' } },
  ];
  write('rule-cases.json', cases);
  const passed = await audit('rules', 'test', '--cases', 'rule-cases.json');
  expect([passed.code, passed.stdout]).toEqual([0, expect.stringContaining('2 cases as expected, 0 not\n')]);
  write('rule-cases.json', [...cases, { name: 'wrong', facts: { usage_growth: 0.5, active_services: 4 }, expect: { R002: 'fired' } }]);
  const failed = await audit('rules', 'test', '--cases', 'rule-cases.json');
  expect([failed.code, failed.stdout]).toEqual([3, expect.stringContaining('R002 does not fire, EXPECTED: fires\n')]);
  write('rule-cases.json', [{ name: 'x', facts: { churn_rsk: 1, usage_growth: 'much' }, expect: { R01: 'fired' } }]);
  const refused = await audit('rules', 'test', '--cases', 'rule-cases.json');
  expect(refused.code).toBe(2);
  for (const line of [
    '[0].facts.churn_rsk: there is no metric "churn_rsk"; did you mean "churn_risk"?',
    '[0].facts.usage_growth: "much" is no value of it',
    '[0].expect.R01: there is no rule "R01"; did you mean "R001"?',
  ])
    // prettier-ignore
    expect(refused.stderr).toContain(line);
  const noRule = await audit('rules', 'test', 'R01', '--cases', 'rule-cases.json');
  expect([noRule.code, noRule.stderr]).toEqual([2, expect.stringContaining('did you mean "R001"?')]);
});
