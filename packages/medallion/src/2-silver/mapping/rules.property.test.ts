import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluateRule, readRule, type Rule, ruleSql, type RuleType, type RuleValue } from '@audit/contract';
import { duckDbEngine, render, textLiteral } from '@audit/warehouse';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'audit-rules-'));
const engine = duckDbEngine({ tempDirectory: folder, directories: [folder], threads: 1 });
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const columns: Readonly<Record<string, RuleType & { readonly sql: string }>> = {
  price: { kind: 'number', whole: 7, scale: 2, sql: 'DECIMAL(9, 2)' },
  count: { kind: 'number', whole: 9, scale: 0, sql: 'DECIMAL(9, 0)' },
  bytes: { kind: 'number', whole: 19, scale: 0, sql: 'BIGINT' },
  share: { kind: 'ratio', sql: 'DOUBLE' },
  stage: { kind: 'text', sql: 'VARCHAR' },
  open: { kind: 'bool', sql: 'BOOLEAN' },
  from_day: { kind: 'date', sql: 'DATE' },
  to_day: { kind: 'date', sql: 'DATE' },
};
const types = new Map<string, RuleType>(Object.entries(columns));

const day = fc.integer({ min: 0, max: 900 }).map((n) => new Date(Date.UTC(2024, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
const rowArbitrary = fc.record({
  price: fc.option(fc.integer({ min: -5000, max: 5000 }).map((n) => (n / 100).toFixed(2))),
  count: fc.option(fc.integer({ min: -3, max: 9 }).map(String)),
  bytes: fc.option(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }).map(String)),
  share: fc.option(fc.integer({ min: -8, max: 8 }).map((n) => n / 4)),
  stage: fc.option(fc.constantFrom('won', 'lost', '')),
  open: fc.option(fc.boolean()),
  from_day: fc.option(day),
  to_day: fc.option(day),
});

const { number, condition } = fc.letrec((tie) => ({
  number: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>('price', 'count', 'bytes', 'share', 2, -1.5, { number: '0.25' }, 0),
    fc
      .tuple(fc.constantFrom('add', 'sub', 'mul', 'div', 'min', 'max', 'coalesce'), tie('number'), tie('number'))
      .map(([op, a, b]) => ({ [op]: [a, b] })),
    tie('number').map((a) => ({ abs: [a] })),
    fc.constant<unknown>({ days_between: ['from_day', 'to_day'] }),
  ),
  condition: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(
      'open',
      true,
      false,
      { eq: ['stage', { text: 'won' }] },
      { in: ['stage', ['won', '']] },
      { lt: ['from_day', { date: '2025-01-01' }] },
      { is_null: ['stage'] },
    ),
    fc.tuple(fc.constantFrom('gt', 'gte', 'lt', 'lte', 'eq', 'ne'), tie('number'), tie('number')).map(([op, a, b]) => ({ [op]: [a, b] })),
    fc.tuple(tie('number'), tie('number'), tie('number')).map((args) => ({ between: args })),
    fc
      .tuple(fc.constantFrom('all', 'any'), fc.array(tie('condition'), { minLength: 1, maxLength: 3 }))
      .map(([op, args]) => ({ [op]: args })),
    tie('condition').map((a) => ({ not: [a] })),
    tie('number').map((a) => ({ is_known: [a] })),
  ),
}));

const sqlOf = (rule: Rule): string => {
  const leaves = {
    column: (name: string) => `t."${name}"`,
    literal: (value: string | boolean) => (typeof value === 'boolean' ? (value ? 'TRUE' : 'FALSE') : textLiteral(value)),
  };
  return render({ name: 'rule', text: ruleSql(rule, leaves), constants: {} }, 'duckdb', {});
};

const cell = (value: RuleValue, sql: string): string => `CAST(${value === null ? 'NULL' : textLiteral(String(value))} AS ${sql})`;

/** What the engine gives, in the spelling of the evaluation. */
const spelt = (text: string | null | undefined, type: RuleType): RuleValue => {
  if (text === null || text === undefined) return null;
  if (type.kind === 'bool') return text === 'true';
  if (type.kind === 'ratio') return Number(text);
  return type.kind === 'number' ? text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') : text;
};

test('a rule means in SQL what it means in TypeScript, for every row, missing values included', async () => {
  await using session = await engine.session();
  const rules = fc.sample(fc.oneof(number, condition), {
    seed: Number(process.env['AUDIT_TEST_SEED'] ?? 7),
    numRuns: process.env['AUDIT_TEST_DEEP'] === '1' ? 3000 : 150,
  });
  const rows = fc.sample(rowArbitrary, { seed: 11, numRuns: 40 }) as readonly Readonly<Record<string, RuleValue>>[];
  const values = rows.map(
    (row) =>
      `(${Object.entries(columns)
        .map(([name, { sql }]) => cell(row[name] ?? null, sql))
        .join(', ')})`,
  );
  await session.materialise('t', `SELECT * FROM (VALUES ${values.join(', ')}) AS v(${Object.keys(columns).join(', ')})`);
  let compared = 0;
  for (const json of rules) {
    const read = readRule(json, types);
    // Nested deeper, or with more digits, than a rule may have: refused when it is read.
    if ('fault' in read) continue;
    const found = await session.evidence(`SELECT ${sqlOf(read.rule)} AS x FROM t`, rows.length);
    const asked = rows.map((row) => evaluateRule(read.rule, row));
    for (const [at, { x }] of found.entries()) {
      const [sql, ours] = [spelt(x, read.rule.type), asked[at] ?? null];
      if (typeof ours === 'number' && typeof sql === 'number')
        expect(Math.abs(sql - ours)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(ours)));
      else expect([JSON.stringify(json), at, sql]).toEqual([JSON.stringify(json), at, ours]);
    }
    compared++;
  }
  expect(compared).toBeGreaterThan(rules.length / 2);
});

test('a missing value leaves a rule open, but for one side that decides it', () => {
  const value = (json: unknown, row: Readonly<Record<string, RuleValue>>): RuleValue => {
    const read = readRule(json, types);
    return 'rule' in read ? evaluateRule(read.rule, row) : read.fault.what;
  };
  const risk = { all: [{ gt: ['price', 70] }, { lt: ['count', 90] }] };
  expect([value(risk, { price: '71', count: '5' }), value(risk, { price: '71' }), value(risk, { price: '70' })]).toEqual([
    true,
    null,
    false,
  ]);
  expect(value({ min: ['price', 'count'] }, { price: '1.50' })).toBe(null);
  expect(value({ max: ['price', 'count'] }, { price: '1.50', count: '1' })).toBe('1.5');
  expect(value({ mul: ['price', 'count'] }, { price: '0.10', count: '3' })).toBe('0.3');
  expect(value({ div: ['price', 'count'] }, { price: '1', count: '0' })).toBe(null);
});

test('rules are bounded, and typed when they are read', () => {
  const faultOf = (json: unknown): string => {
    const read = readRule(json, types);
    return 'fault' in read ? `${read.fault.path.join('.')}: ${read.fault.what}` : '';
  };
  let deep: unknown = 'open';
  for (let level = 0; level < 8; level++) deep = { not: [deep] };
  expect(faultOf(deep)).toContain('nested more than 8 levels');
  expect(faultOf({ any: Array.from({ length: 200 }, () => 'open') })).toContain('more than 200 parts');
  expect(faultOf({ gt: ['price', { text: 'x' }] })).toBe('gt: it compares number, text');
  expect(faultOf({ gt: ['from_day', 'price'] })).toBe('gt: it compares date, number');
  expect(faultOf({ all: ['price'] })).toBe('all: it joins number');
  expect(faultOf({ mul: [{ mul: ['price', 'price'] }, { mul: ['price', { mul: ['price', 'price'] }] }] })).toContain('may have 45 digits');
  expect(faultOf({ eq: ['stage', { date: '2024-02-30' }] })).toContain('there is no operator "date"');
  expect(faultOf({ in: ['stage', []] })).toContain('is no list, or empty');
});
