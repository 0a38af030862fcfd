import { sqlType } from '@audit/contract';
import { namedMacros } from '@audit/warehouse';
import type { MappedStages } from './mapped-stages.ts';

/** The statement of a silver table as DuckDB runs it, with what it reads: macros first, then one query. */
export const shownStatement = ({ silver }: MappedStages): string => {
  const { macros, statement } = namedMacros({ name: silver.id, text: silver.model, constants: silver.constants }, 'duckdb');
  const inputs = Object.entries(silver.reads).map(([name, { table }]) => `--   ${name}: ${table.layer}_${table.name}`);
  const columns = Object.entries(silver.writes.columns).map(([name, { type }]) => `${name} ${sqlType(type, 'duckdb')}`);
  const head = [`-- silver_${silver.writes.name} (${columns.join(', ')})`, '-- Names it reads, and the tables they stand for:', ...inputs];
  return `${[...head, '', ...macros, '', `${statement};`].join('\n')}\n`;
};
