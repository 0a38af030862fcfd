import { type Column, type JsonFault, quote, readRule, remedyFor, ruleSql, ruleTypeOf, type RuleType, type Table } from '@audit/contract';
import { render, textLiteral } from '@audit/warehouse';
import type { Gate } from './gate-schema.ts';

/** Names of what gates measure, as reports have them. */
export type GateMeasure = 'rows' | 'null_share' | 'duplicates' | 'age_hours' | 'quarantine_share' | 'violations';

/** How a gate is measured over the rows of its table, bound as `judged`. */
export interface GateQuery {
  readonly measure: GateMeasure;
  /** SQL of one row with the columns `measured` and `is_broken`; NULL where nothing could be measured. */
  readonly sql: string;
  /** What is asked for, in words. */
  readonly bound: string;
}

type Query = GateQuery | { readonly fault: JsonFault };

const columnFault = (table: Table, name: string, path: readonly (string | number)[]): Query => ({
  fault: {
    path,
    what: `${table.layer}_${table.name} has no column "${name}"`,
    remedy: remedyFor(name, Object.keys(table.columns), `it has ${Object.keys(table.columns).join(', ')}`),
  },
});

const rowsQuery = ({ at_least: least, at_most: most }: NonNullable<Gate['rows']>): Query => {
  const broken = [...(least === undefined ? [] : [`n < ${least}`]), ...(most === undefined ? [] : [`n > ${most}`])];
  const words = [...(least === undefined ? [] : [`at least ${least}`]), ...(most === undefined ? [] : [`at most ${most}`])];
  const sql = `SELECT n AS measured, ${broken.join(' OR ')} AS is_broken FROM (SELECT COUNT(*) AS n FROM judged) j`;
  return { measure: 'rows', sql, bound: words.join(', ') };
};

const nullShareQuery = (table: Table, { column, at_most: most }: NonNullable<Gate['null_share']>): Query => {
  if (table.columns[column] === undefined) return columnFault(table, column, ['null_share', 'column']);
  const value = `CASE WHEN COUNT(*) > 0 THEN CAST(COUNT(*) - COUNT(${quote(column)}) AS DOUBLE) / COUNT(*) ELSE 0e0 END`;
  const sql = `SELECT m AS measured, m > CAST(${most} AS DOUBLE) AS is_broken FROM (SELECT ${value} AS m FROM judged) j`;
  return { measure: 'null_share', sql, bound: `at most ${most} of ${column} empty` };
};

const uniqueQuery = (table: Table, { columns }: NonNullable<Gate['unique']>): Query => {
  for (const [at, column] of columns.entries())
    if (table.columns[column] === undefined) return columnFault(table, column, ['unique', 'columns', at]);
  const names = columns.map((name) => quote(name)).join(', ');
  const groups = `SELECT COUNT(*) AS n FROM judged GROUP BY ${names} HAVING COUNT(*) > 1`;
  const sql = `SELECT n AS measured, n > 0 AS is_broken FROM (SELECT COUNT(*) AS n FROM (${groups}) g) j`;
  return { measure: 'duplicates', sql, bound: `no value of ${columns.join(', ')} twice` };
};

const instantSql = (name: string, column: Column): string | undefined => {
  if (column.type.kind === 'timestamp') return quote(name);
  return column.type.kind === 'date' ? `CAST(${quote(name)} AS TIMESTAMP)` : undefined;
};

const freshnessQuery = (table: Table, { column, within_hours: hours }: NonNullable<Gate['freshness']>, micros: bigint): Query => {
  const found = table.columns[column];
  if (found === undefined) return columnFault(table, column, ['freshness', 'column']);
  const instant = instantSql(column, found);
  if (instant === undefined) {
    const remedy = 'name a column of dates or times';
    return { fault: { path: ['freshness', 'column'], what: `"${column}" is ${found.type.kind}`, remedy } };
  }
  const age = `CAST(${micros} - us AS DOUBLE) / 3.6e9`;
  const newest = `SELECT EPOCH_US(MAX(${instant})) AS us FROM judged`;
  const sql = `SELECT ${age} AS measured, COALESCE(${age} > CAST(${hours} AS DOUBLE), TRUE) AS is_broken FROM (${newest}) j`;
  return { measure: 'age_hours', sql, bound: `newest ${column} within ${hours} hours` };
};

const ruleQuery = (table: Table, rule: unknown, mostShare: number): Query => {
  const types = Object.entries(table.columns).flatMap(([name, { type }]): [string, RuleType][] => {
    const known = ruleTypeOf(type);
    return known === undefined ? [] : [[name, known]];
  });
  const read = readRule(rule, new Map(types));
  if ('fault' in read) return { fault: { ...read.fault, path: ['rule', ...read.fault.path] } };
  if (read.rule.type.kind !== 'bool')
    return { fault: { path: ['rule'], what: `it gives a ${read.rule.type.kind}`, remedy: 'give a condition that is true or false' } };
  const literal = (value: string | boolean): string => (typeof value === 'boolean' ? String(value).toUpperCase() : textLiteral(value));
  const holds = ruleSql(read.rule, { column: (name) => quote(name), literal });
  const text = `SELECT n AS measured, n > CAST(${mostShare} AS DOUBLE) * total AS is_broken FROM (
    SELECT COUNT(CASE WHEN NOT ${holds} THEN 1 END) AS n, COUNT(*) AS total FROM judged) j`;
  const sql = render({ name: 'rule of a gate', text, constants: {} }, 'duckdb', {});
  const allowed = mostShare === 0 ? 'no row breaks' : `at most ${mostShare} of the rows break`;
  return { measure: 'violations', sql, bound: `${allowed} ${JSON.stringify(rule)}` };
};

/** Where the refused records of a table are counted: `received` and `quarantined` of one row. */
export interface Refusals {
  readonly sql: string;
}

/** What a gate asks of its table. @param micros the clock of the run @param refusals of `quarantine_share` only */
export const gateQuery = (gate: Gate, table: Table, micros: bigint, refusals: Refusals | undefined): Query => {
  if (gate.rows !== undefined) return rowsQuery(gate.rows);
  if (gate.null_share !== undefined) return nullShareQuery(table, gate.null_share);
  if (gate.unique !== undefined) return uniqueQuery(table, gate.unique);
  if (gate.freshness !== undefined) return freshnessQuery(table, gate.freshness, micros);
  if (gate.quarantine_share === undefined) return ruleQuery(table, gate.rule, gate.at_most_share ?? 0);
  const { at_most: most } = gate.quarantine_share;
  if (refusals === undefined) {
    const what = `nothing counts what was refused of ${gate.table}`;
    return { fault: { path: ['table'], what, remedy: 'name a bronze table, a silver table of the mapping, or silver_transaction_lines' } };
  }
  const value = 'CASE WHEN received > 0 THEN CAST(quarantined AS DOUBLE) / received ELSE 0e0 END';
  const sql = `SELECT m AS measured, m > CAST(${most} AS DOUBLE) AS is_broken FROM (SELECT ${value} AS m FROM (${refusals.sql}) r) j`;
  return { measure: 'quarantine_share', sql, bound: `at most ${most} refused` };
};
