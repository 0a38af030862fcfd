import { addDays, type Column, type Columns, decimal, quote, readRule } from '@audit/contract';
import { defineStage, render, type Stage, textLiteral } from '@audit/warehouse';
import { z } from 'zod';
import { ruleTypesOf } from '../../definitions/rule-types.ts';
import { typeOfUnit, type Unit } from '../../definitions/unit.ts';
import type { GoldRun } from '../../inputs/sources.ts';
import { type ModelTexts, modelTexts } from '../model-texts.ts';
import { valuesTable } from '../values-table.ts';
import type { Aggregate } from './aggregate-schema.ts';

const day = (value: string): string => `CAST(${textLiteral(value)} AS DATE)`;

/** The day of a row, in the language of models. */
const dayOf = (on: string, columns: Columns, zone: string): string =>
  columns[on]?.type.kind === 'timestamp' ? `@trunc_date(day, @local_time(r.${quote(on)}, ${textLiteral(zone)}))` : `r.${quote(on)}`;

/** The same for an engine. */
export const dayOfSql = (on: string, columns: Columns, zone: string, engine: 'duckdb'): string =>
  render({ name: 'a day', text: dayOf(on, columns, zone), constants: {} }, engine, {});

/** Which rows count, in the language of models. */
const conditionOf = ({ where, on, window_days }: Aggregate, columns: Columns, run: GoldRun, texts: ModelTexts): string => {
  const parts: string[] = [];
  if (on !== undefined) {
    parts.push(`${dayOf(on, columns, run.zone)} <= ${day(run.asOf)}`);
    if (window_days !== undefined) parts.push(`${dayOf(on, columns, run.zone)} > ${day(addDays(run.asOf, -window_days))}`);
  }
  const read = where === undefined ? undefined : readRule(where, ruleTypesOf(columns));
  if (read !== undefined && 'rule' in read) parts.push(texts.ruleOver('r', read.rule));
  return parts.length === 0 ? 'TRUE' : parts.join(' AND ');
};

/** Which rows count, for an engine. */
export const ownRowSql = (metric: Aggregate, columns: Columns, run: GoldRun): string => {
  const texts = modelTexts();
  const text = conditionOf(metric, columns, run, texts);
  return render({ name: metric.name, text, constants: texts.constants }, 'duckdb', {});
};

/** An exact unit keeps room for sums until it takes its own type. */
const columnOf = (unit: Unit): Column => {
  const about = { description: 'Value', nullable: true } as const;
  return unit === 'money' || unit === 'quantity' ? decimal(38, 4)(about) : { ...about, type: typeOfUnit[unit], pii: 'none' };
};
const spelt: Readonly<Record<Unit, string>> = {
  money: 'DECIMAL(38, 4)',
  quantity: 'DECIMAL(38, 4)',
  fraction: 'DOUBLE',
  score: 'DOUBLE',
  days: 'BIGINT',
  count: 'BIGINT',
  date: 'DATE',
  text: 'VARCHAR',
  flag: 'BOOLEAN',
};

const measured = ({ measure, column, unit }: Aggregate, columns: Columns, zone: string): string => {
  if (measure === 'count') return 'COUNT(*)';
  const name = `r.${quote(column ?? '')}`;
  if (measure === 'distinct') return `COUNT(DISTINCT ${name})`;
  const of = unit === 'date' ? dayOf(column ?? '', columns, zone) : name;
  // A sum that leaves out a missing amount would be taken for the whole.
  return measure === 'sum' ? `@sum_all(${of})` : `${measure.toUpperCase()}(${of})`;
};

/** Rows that count without the value: nothing is made up for them. */
const reasonOf = ({ measure }: Aggregate): string => {
  if (measure === 'count' || measure === 'distinct') return 'NULL';
  return measure === 'sum'
    ? `CASE WHEN g.value IS NULL AND g.master_id IS NOT NULL THEN 'amount_missing' END`
    : `CASE WHEN g.value IS NULL THEN 'no_rows' END`;
};

/** The stage of an aggregate. */
export const aggregateStage = (metric: Aggregate, columns: Columns, run: GoldRun, hasSource: boolean): Stage => {
  const texts = modelTexts();
  const type = spelt[metric.unit];
  const isCounted = ['count', 'distinct', 'sum'].includes(metric.measure);
  const zero = isCounted
    ? `CASE WHEN g.master_id IS NULL THEN CAST(0 AS ${type}) ELSE CAST(g.value AS ${type}) END`
    : `CAST(g.value AS ${type})`;
  const rows = hasSource
    ? `SELECT r.master_id, ${measured(metric, columns, run.zone)} AS value FROM ${quote(`in_${metric.table}`)} r WHERE ${conditionOf(metric, columns, run, texts)} GROUP BY r.master_id`
    : '';
  const model = hasSource
    ? `SELECT m.master_id, ${zero} AS value, ${reasonOf(metric)} AS value_reason FROM masters m LEFT JOIN (${rows}) g ON g.master_id = m.master_id`
    : `SELECT m.master_id, CAST(NULL AS ${type}) AS value, 'no_source' AS value_reason FROM masters m`;
  return defineStage({
    id: `metrics/${metric.name}`,
    reads: {},
    writes: valuesTable('aggregate_values', { value: columnOf(metric.unit) }),
    params: z.strictObject({}),
    model,
    constants: texts.constants,
  });
};
