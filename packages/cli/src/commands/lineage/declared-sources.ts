import type { Config } from '@audit/contract';
import { explainColumn } from '@audit/medallion';
import { factSources, recordSources, servedSources, silverOf } from '@audit/metrics';
import type { Manifest } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { chosenDefinitions } from '../../gold-definitions.ts';
import { baseOf } from '../../jobs/transform-silver.ts';
import { chosenMapping } from '../../transform-mapping.ts';
import { unlessRefused } from '../../unless-refused.ts';

/** What a file of the project says a column of a table is made of, as `table.column`; nothing where none says so. */
export type DeclaredSources = (table: string, column: string) => readonly string[];

/** By the mapping of bronze to silver. */
const mappedSources = (context: CommandContext, config: Config): DeclaredSources => {
  const read = unlessRefused(() => chosenMapping(context, config));
  if (read === undefined) return () => [];
  const base = baseOf(config, read);
  return (table, column) => {
    const mapped = read.tables.find(({ mapping }) => `silver_${mapping.target}` === table);
    return mapped === undefined ? [] : (explainColumn(mapped, column, base)?.from ?? []);
  };
};

const metricsTable = 'gold_customer_metrics';
const servedTable = 'gold_customer_360';
const recordsTable = 'gold_customer_related_record';
/** By the definitions of the customer 360: a value of the page is one of a table of metrics or of a score, which is made of others, or of silver. */
const definedSources = (context: CommandContext, config: Config, manifest: Manifest): DeclaredSources => {
  const silver = silverOf(manifest);
  const definitions = unlessRefused(() => chosenDefinitions(context, config, silver));
  if (definitions === undefined) return () => [];
  const { scores } = definitions.scores;
  const tables = [metricsTable, ...scores.map(({ name }) => `gold_customer_${name}`)];
  const has = (table: string, column: string): boolean => manifest.tables[table]?.declaration?.columns[column] !== undefined;
  /** The table a fact is kept in first. */
  const placeOf = (fact: string): string => `${tables.find((table) => has(table, fact)) ?? servedTable}.${fact}`;
  return (table, column) => {
    const kept = tables.find((one) => has(one, column));
    const served = table === servedTable ? servedSources(column) : undefined;
    if (served !== undefined) return served.filter((place) => manifest.tables[place.split('.')[0] ?? ''] !== undefined);
    if (table === servedTable && kept !== undefined) return [`${kept}.${column}`];
    if (table === recordsTable) return recordSources(silver, column);
    if (table !== servedTable && !tables.includes(table)) return [];
    const sources = factSources(definitions, silver, column);
    return sources === undefined ? [] : [...sources.facts.map(placeOf), ...sources.columns];
  };
};

/** What the mapping and the definitions that count say of the columns of their tables; what is wrong with them is for others to say. */
export const declaredSources = (context: CommandContext, config: Config, manifest: Manifest): DeclaredSources => {
  const [mapped, defined] = [mappedSources(context, config), definedSources(context, config, manifest)];
  return (table, column) => (table.startsWith('silver_') ? mapped(table, column) : defined(table, column));
};
