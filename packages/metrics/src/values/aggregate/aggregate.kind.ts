import { type Columns, type JsonFault, readRule, remedyFor, type RuleType } from '@audit/contract';
import { modelSql } from '@audit/warehouse';
import { ruleTypesOf } from '../../definitions/rule-types.ts';
import { type Unit, units } from '../../definitions/unit.ts';
import { defineKind, type MetricScope, valuesOf } from '../kind.ts';
import { sourceRowsSql } from '../source-rows.ts';
import { type Aggregate, aggregateSchema } from './aggregate-schema.ts';
import { aggregateStage, dayOfSql, ownRowSql } from './aggregate.stage.ts';

/** Kinds of columns a unit can be of. */
const fitting: Readonly<Record<Unit, readonly string[]>> = {
  money: ['decimal', 'int64'],
  quantity: ['decimal', 'int64'],
  fraction: ['decimal', 'int64', 'float64'],
  score: ['decimal', 'int64', 'float64'],
  days: ['int64'],
  count: ['int64'],
  date: ['date', 'timestamp'],
  text: ['text'],
  flag: [],
};

const columnFaults = (metric: Aggregate, columns: Columns): readonly JsonFault[] => {
  const { measure, column, unit, table } = metric;
  const names = Object.keys(columns).filter((name) => name !== 'master_id');
  if (measure === 'count')
    return column === undefined
      ? []
      : [{ path: ['column'], what: 'rows are counted, not a column', remedy: 'leave it out, or use "distinct"' }];
  if (column === undefined)
    return [{ path: ['column'], what: 'it is missing', remedy: `name the column of silver_${table} to ${measure}` }];
  const found = columns[column];
  if (found === undefined)
    return [
      {
        path: ['column'],
        what: `silver_${table} has no column "${column}"`,
        remedy: remedyFor(column, names, `name one of ${names.join(', ')}`),
      },
    ];
  if (measure === 'distinct') return [];
  if (found.pii === 'direct')
    return [
      {
        path: ['column'],
        what: `"${column}" identifies a person, and metrics are shown to all`,
        remedy: 'count its values with "distinct", or name another column',
      },
    ];
  if (measure === 'sum' && !['decimal', 'int64', 'float64'].includes(found.type.kind))
    return [{ path: ['column'], what: `"${column}" is a ${found.type.kind}, and cannot be added up`, remedy: 'name a column of numbers' }];
  if (columns[`${column}_base`] !== undefined)
    return [
      {
        path: ['column'],
        what: `"${column}" is in the currency of each row`,
        remedy: `use "${column}_base", which is in the base currency`,
      },
    ];
  if (!fitting[unit].includes(found.type.kind))
    return [
      {
        path: ['unit'],
        what: `"${column}" is a ${found.type.kind}, and its ${measure} is not counted in ${unit}`,
        remedy: `give the unit: one of ${units.filter((one) => fitting[one].includes(found.type.kind)).join(', ')}`,
      },
    ];
  return [];
};

const dayFaults = ({ on, window_days, table }: Aggregate, columns: Columns): readonly JsonFault[] => {
  const days = Object.keys(columns).filter((name) => ['date', 'timestamp'].includes(columns[name]?.type.kind ?? ''));
  if (on === undefined)
    return window_days === undefined
      ? []
      : [{ path: ['window_days'], what: 'a window is of days of a column', remedy: 'name the column: "on"' }];
  return days.includes(on)
    ? []
    : [{ path: ['on'], what: `silver_${table} has no day "${on}"`, remedy: remedyFor(on, days, `name one of ${days.join(', ')}`) }];
};

const whereFaults = ({ where }: Aggregate, types: ReadonlyMap<string, RuleType>): readonly JsonFault[] => {
  if (where === undefined) return [];
  const read = readRule(where, types);
  if ('fault' in read) return [{ ...read.fault, path: ['where', ...read.fault.path] }];
  return read.rule.type.kind === 'bool'
    ? []
    : [{ path: ['where'], what: `it is a condition, and this is a ${read.rule.type.kind}`, remedy: 'compare it with something' }];
};

const unitFault = ({ measure, unit }: Aggregate): readonly JsonFault[] =>
  (measure === 'count' || measure === 'distinct') && unit !== 'count'
    ? [{ path: ['unit'], what: `a ${measure} is not counted in ${unit}`, remedy: 'leave it out' }]
    : [];

const faultsOf = (metric: Aggregate, { silver }: MetricScope): readonly JsonFault[] => {
  const columns = silver.get(metric.table);
  if (columns === undefined) {
    const names = [...silver.keys()];
    return [
      {
        path: ['table'],
        what: `there is no table silver_${metric.table}`,
        remedy: remedyFor(metric.table, names, `name one of ${names.join(', ')}`),
      },
    ];
  }
  if (columns['master_id'] === undefined)
    return [{ path: ['table'], what: `rows of silver_${metric.table} are of no account`, remedy: 'name a table with an account_id' }];
  return [
    ...unitFault(metric),
    ...columnFaults(metric, columns),
    ...dayFaults(metric, columns),
    ...whereFaults(metric, ruleTypesOf(columns)),
  ];
};

/** A count, sum, least, greatest or number of different values of the rows of a silver table. */
export const aggregateKind = defineKind({
  schema: aggregateSchema,
  unitOf: ({ unit }) => unit,
  faultsOf,
  compute: async (metric, { session, run, sources }) => {
    const stage = aggregateStage(metric, sources.columns.get(metric.table) ?? {}, run, sources.has(metric.table));
    await session.materialise(valuesOf(metric.name), modelSql(stage, session.engine, {}));
  },
  rowsOf: (metric, { run, sources }) => {
    const columns = sources.columns.get(metric.table) ?? {};
    const [key] = Object.keys(columns);
    const { column } = metric;
    const isNumber = column !== undefined && ['decimal', 'int64', 'float64'].includes(columns[column]?.type.kind ?? '');
    return sourceRowsSql([
      {
        table: metric.table,
        id: key ?? 'account_id',
        from: `in_${metric.table}`,
        on: metric.on === undefined ? 'NULL' : dayOfSql(metric.on, columns, run.zone, 'duckdb'),
        ...(isNumber ? { amount: `r."${column}"` } : {}),
        note:
          column === undefined || isNumber || columns[column]?.pii === 'direct' ? `'${metric.table}'` : `CAST(r."${column}" AS VARCHAR)`,
        where: ownRowSql(metric, columns, run),
      },
    ]);
  },
  formulaOf: ({ measure, column, table, where, on, window_days }) => {
    const what = measure === 'count' ? 'number of rows' : `${measure} of ${column}`;
    const which = where === undefined ? '' : ` where ${JSON.stringify(where)}`;
    const when = on === undefined ? '' : window_days === undefined ? `, ${on} up to the day` : `, ${on} in the last ${window_days} days`;
    return `${what} of silver_${table}${which}${when}`;
  },
});
