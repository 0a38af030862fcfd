import { textLiteral } from '@audit/warehouse';
import type { GoldRun, Sources } from '../inputs/sources.ts';
import { dayWords } from '../sql/day-words.ts';
import type { FurtherFact } from './score-definitions.ts';

/** A fact beside metrics and scores: what it is joined with, by `master_id`, and its columns. */
export interface FurtherSql {
  /** Query of one row a master, or undefined where there is nothing to join. */
  readonly from: string | undefined;
  /** Columns, of that query under the alias, and of `score_values s`. */
  readonly columns: (alias: string) => readonly string[];
}

/** Rows of earlier runs: `scores_before (as_of, master_id, name, value)`, days before the as-of day. */
const before = (name: string, today: string): string =>
  `SELECT h.master_id, h.as_of, h.value FROM scores_before h WHERE h.name = ${textLiteral(name)} AND h.as_of < ${today}`;

export const furtherSql = (
  { name, section }: FurtherFact,
  run: GoldRun,
  sources: Pick<Sources, 'has'>,
  championSql: string | undefined,
): FurtherSql => {
  const { today } = dayWords(run);
  switch (section.kind) {
    case 'value_ago': {
      const since = `@add_days(${today}, -${section.days + section.within_days})`;
      return {
        from: `SELECT e.master_id, @max_by(e.value, e.as_of) AS value, COUNT(*) AS runs FROM (${before(section.of, today)}) e WHERE e.as_of <= @add_days(${today}, -${section.days}) AND e.as_of >= ${since} GROUP BY e.master_id`,
        columns: (alias) => [
          `${alias}.value AS ${name}`,
          `CASE WHEN ${alias}.runs IS NULL THEN 'no_history' WHEN ${alias}.value IS NULL THEN 'had_none' END AS ${name}_reason`,
        ],
      };
    }
    case 'missing_days':
      return {
        from: `SELECT e.master_id, COALESCE(MAX(CASE WHEN e.value IS NOT NULL THEN e.as_of END), MIN(e.as_of)) AS since FROM (${before(section.of, today)}) e GROUP BY e.master_id`,
        columns: (alias) => [
          `CASE WHEN s.${section.of} IS NOT NULL OR ${alias}.since IS NULL THEN 0 ELSE @days_between(${alias}.since, ${today}) END AS ${name}`,
        ],
      };
    case 'champion_left': {
      const has = sources.has('contacts') && (sources.has('tasks') || sources.has('events'));
      if (!has) return { from: undefined, columns: () => [`CAST(NULL AS BOOLEAN) AS ${name}`, `'no_source' AS ${name}_reason`] };
      return {
        from: championSql,
        columns: (alias) => [
          `${alias}.has_left AS ${name}`,
          `CASE WHEN ${alias}.has_left IS NULL THEN 'no_champion' END AS ${name}_reason`,
        ],
      };
    }
  }
};
