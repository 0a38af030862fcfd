import { type Column, type Columns, columnsOfRule, declaredTable, quote, sqlType, text } from '@audit/contract';
import { defineStage, modelSql } from '@audit/warehouse';
import { z } from 'zod';
import type { Definitions } from '../definitions/definitions.ts';
import { type Fact, typeOfUnit, type Unit } from '../definitions/unit.ts';
import { derivedLevels, type DerivedValue } from './derived/derived-levels.ts';
import { type ValueContext, valuesOf } from './kind.ts';
import { kindOf } from './kinds.ts';
import type { Metric } from './metrics-schema.ts';
import { modelTexts } from './model-texts.ts';

/** Units as the dictionary of tables says them; days of the calendar, texts and flags have none. */
const unitWords: Readonly<Partial<Record<Unit, string>>> = {
  money: 'base currency',
  fraction: 'fraction',
  score: '0 to 100',
  days: 'days',
};

const columnOf = ({ description, unit }: Fact): Column => {
  const column = { type: typeOfUnit[unit], description, nullable: true, pii: 'none' } as const;
  const told = unitWords[unit];
  return told === undefined ? column : { ...column, unit: told };
};

/** Columns of `metric_values` after `master_id`: each metric, and why it has no value. */
export const metricColumns = ({ metricFacts }: Pick<Definitions, 'metricFacts'>): Columns =>
  Object.fromEntries(
    metricFacts.flatMap((fact): readonly (readonly [string, Column])[] => [
      [fact.name, columnOf(fact)],
      [`${fact.name}_reason`, text({ description: `Why there is no ${fact.name}: a word of docs/metrics`, nullable: true })],
    ]),
  );

/** Metrics in an order in which each comes after those it is computed of. */
const inOrder = (metrics: readonly Metric[]): readonly Metric[] => {
  const first = (metric: Metric): boolean => (kindOf(metric.kind)?.readsOf(metric) ?? []).length === 0;
  return [...metrics.filter(first), ...metrics.filter((metric) => !first(metric))];
};

/** A metric that is computed from silver, or a part of one, in the type of its unit. */
const takenSql = (metric: Metric, fact: Fact): readonly string[] => {
  const [of, column] = metric.kind === 'part' ? [metric.of, metric.part] : [metric.name, 'value'];
  const from = `${quote(valuesOf(of))}.${quote(column)}`;
  const type = sqlType(typeOfUnit[fact.unit], 'duckdb');
  const cast = type.startsWith('DECIMAL') ? `TRY_CAST(${from} AS ${type})` : from;
  return [
    `${cast} AS ${quote(fact.name)}`,
    `CASE WHEN ${from} IS NULL THEN ${quote(valuesOf(of))}.${quote(`${column}_reason`)} WHEN ${cast} IS NULL THEN 'out_of_range' END AS ${quote(`${fact.name}_reason`)}`,
  ];
};

/** Why a derived metric has no value: the first of its inputs that has none, else that its formula gives none. */
const derivedReason = ({ fact, rule }: DerivedValue): string => {
  const inputs = columnsOfRule(rule).map((name) => `WHEN d.${quote(name)} IS NULL THEN 'missing:${name}'`);
  return `CASE WHEN d.${quote(fact.name)} IS NOT NULL THEN NULL ${inputs.join(' ')} ELSE 'undefined' END AS ${quote(`${fact.name}_reason`)}`;
};

const valuesModel = ({
  metrics,
  metricFacts,
}: Definitions): { readonly model: string; readonly constants: Readonly<Record<string, string>> } => {
  const texts = modelTexts();
  const taken = metrics.flatMap((metric, at) => (metric.kind === 'derived' ? [] : takenSql(metric, metricFacts[at]!)));
  const whole = metrics.flatMap((metric) => (metric.kind === 'derived' || metric.kind === 'part' ? [] : [quote(valuesOf(metric.name))]));
  const joins = whole.map((name) => `LEFT JOIN ${name} ON ${name}.master_id = m.master_id`);
  const ctes = [`level_a AS (SELECT ${['m.master_id', ...taken].join(', ')} FROM masters m ${joins.join(' ')})`];
  let from = 'level_a';
  for (const level of derivedLevels(metrics, metricFacts)) {
    const values = level.map(
      ({ fact, rule }) => `TRY_CAST(${texts.ruleOver('b', rule)} AS ${sqlType(typeOfUnit[fact.unit], 'duckdb')}) AS ${quote(fact.name)}`,
    );
    ctes.push(`${from}_derived AS (SELECT b.*, ${values.join(', ')} FROM ${from} b)`);
    ctes.push(`${from}_next AS (SELECT d.*, ${level.map(derivedReason).join(', ')} FROM ${from}_derived d)`);
    from = `${from}_next`;
  }
  const columns = ['master_id', ...Object.keys(metricColumns({ metricFacts }))].map((name) => `f.${quote(name)}`);
  return { model: `WITH ${ctes.join(', ')} SELECT ${columns.join(', ')} FROM ${from} f`, constants: texts.constants };
};

/**
 * Makes `metric_values`: one row a master account, each metric `<name>` in the type of its unit and `<name>_reason`.
 *
 * @param context a session with the bound inputs (`bindGoldInputs`)
 */
export const computeValues = async (definitions: Definitions, context: ValueContext): Promise<void> => {
  const { session } = context;
  for (const metric of inOrder(definitions.metrics)) await kindOf(metric.kind)?.compute(metric, context);
  const stage = defineStage({
    id: 'metrics/metric-values',
    reads: {},
    writes: declaredTable('gold', 'metric_values', {
      grain: ['master_id'],
      description: 'Values of all metrics.',
      columns: { master_id: text({ description: 'Master account' }), ...metricColumns(definitions) },
    }),
    params: z.strictObject({}),
    ...valuesModel(definitions),
  });
  await session.materialise('metric_values', modelSql(stage, session.engine, {}));
};
