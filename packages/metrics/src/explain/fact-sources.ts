import { loudTokens } from '@audit/warehouse';
import type { Definitions } from '../definitions/definitions.ts';
import { convertedName } from '../inputs/converted-name.ts';
import { amountsOf, baseName } from '../inputs/input-tables.ts';
import type { SilverColumns, Sources } from '../inputs/sources.ts';
import { recordColumnSql } from '../records/records-sql.ts';
import { factsOfSubScore, scoreRows } from '../scores/score-rows.ts';
import { isOfSilver } from '../scores/sub-scores-sql.ts';
import { factsOfMetric } from '../values/explained-value.ts';
import { modelOfItems } from '../values/recurring/recurring.kind.ts';
import { factNamed } from './fact-named.ts';

/** What a column of facts is computed of. */
export interface FactSources {
  /** Facts, by name. */
  readonly facts: readonly string[];
  /** Columns of silver, as `silver_invoices.total_amount`; none where it is computed of facts. */
  readonly columns: readonly string[];
}

const beside = /_(?:reason|band|coverage|points|lost)$/;

/** The fact a column of gold tells, or tells something beside. */
const factOf = (definitions: Definitions, column: string): string | undefined => {
  const [own, other] = [column, column.replace(beside, '')].map((name) => factNamed(definitions, name)?.name);
  // A band is a fact of its own, and comes of its score.
  return beside.test(column) ? (other ?? own) : own;
};

const factsOf = (definitions: Definitions, fact: string): readonly string[] => {
  const { scores, subScores } = definitions.scores;
  const score = scores.find((one) => one.fact === fact);
  if (score !== undefined) return score.parts.map(({ subScore }) => subScore.fact);
  const subScore = subScores.find((one) => one.fact === fact);
  if (subScore !== undefined) return isOfSilver(subScore) ? [] : factsOfSubScore(subScore);
  return definitions.metrics.some(({ name }) => name === fact) ? factsOfMetric(definitions, fact) : [];
};

const silverName = (silver: SilverColumns, table: string, column: string): string => {
  const amount = amountsOf(table).find((one) => baseName(one) === column);
  return `silver_${table}.${amount === undefined ? column : convertedName(silver.get(table) ?? {}, amount)}`;
};

/** Columns of the relations `in_<table>` that a query names: a name that two of them have is taken for both. */
const namedColumns = (sql: string, silver: SilverColumns): readonly string[] =>
  sql.split(/\bUNION ALL\b/).flatMap((branch) => {
    const words = new Set(loudTokens(branch).flatMap(({ kind, text }) => (kind === 'word' ? [text] : [])));
    const tables = [...words].flatMap((word) => (word.startsWith('in_') ? [word.slice(3)] : []));
    const own = tables.flatMap((table) =>
      Object.keys(silver.get(table) ?? {})
        .filter((column) => column !== 'master_id' && words.has(column))
        .map((column) => silverName(silver, table, column)),
    );
    const behind = [...words].flatMap((word) => modelOfItems(word) ?? []);
    return [...own, ...behind.flatMap((model) => namedColumns(model, silver))];
  });

/** Of a query only its names count: the day and the zone are nobody's. */
const anyRun = { asOf: '2000-01-01', zone: 'UTC' };

/** Columns of silver that a column of `gold_customer_related_record` is made of. @param silver tables of the lake (`silverOf`) */
export const recordSources = (silver: SilverColumns, column: string): readonly string[] =>
  [...new Set(namedColumns(recordColumnSql(anyRun, column), silver))].toSorted();

/**
 * What a column of the customer's metrics, scores or 360 is computed of, by the definitions: other facts, or columns of silver. It may name a column too
 * many, never one too few.
 *
 * @param silver tables of the lake (`silverOf`) @returns undefined for a column that is no fact
 */
export const factSources = (definitions: Definitions, silver: SilverColumns, column: string): FactSources | undefined => {
  const fact = factOf(definitions, column);
  if (fact === undefined) return undefined;
  const facts = factsOf(definitions, fact);
  if (facts.length > 0) return { facts: [...new Set(facts)], columns: [] };
  const sources: Sources = { has: (table) => silver.has(table), columns: silver, isLinked: true, notes: [] };
  const sql = scoreRows(definitions, fact, { engine: 'duckdb', run: anyRun, sources });
  return { facts: [], columns: [...new Set(namedColumns(sql, silver))].toSorted() };
};
