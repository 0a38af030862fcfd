import { textLiteral } from '@audit/warehouse';
import type { GoldRun, Sources } from '../inputs/sources.ts';
import { dayWords } from '../sql/day-words.ts';
import { championSql } from './engagement-sql.ts';
import type { FurtherFact } from './score-definitions.ts';

/** What is told of earlier runs, one row a master: aggregates over `scores_before (as_of, master_id, name, value)`, all in one pass. */
const memorySql = (further: readonly FurtherFact[], run: GoldRun): string => {
  const { today } = dayWords(run);
  const told = further.flatMap(({ name, section }): readonly string[] => {
    if (section.kind === 'champion_left') return [];
    const of = `h.name = ${textLiteral(section.of)}`;
    if (section.kind === 'missing_days') {
      return [
        `MAX(CASE WHEN ${of} AND h.value IS NOT NULL THEN h.as_of END) AS ${name}_known_on`,
        `MIN(CASE WHEN ${of} THEN h.as_of END) AS ${name}_first_on`,
      ];
    }
    const then = `${of} AND h.as_of <= @add_days(${today}, -${section.days}) AND h.as_of >= @add_days(${today}, -${section.days + section.within_days})`;
    // The order of NULL is that of no day: of such a run nothing is told.
    return [
      `@max_by(CASE WHEN ${then} THEN h.value END, CASE WHEN ${then} THEN h.as_of END) AS ${name}_value`,
      `COUNT(CASE WHEN ${then} THEN 1 END) AS ${name}_runs`,
    ];
  });
  return `SELECT h.master_id, ${[...told, 'COUNT(*) AS told'].join(',\n  ')}\nFROM scores_before h\nWHERE h.as_of < ${today}\nGROUP BY h.master_id`;
};

/** Relation of a fact that is computed of silver: `champion_of_<name>`. */
const championRelation = (name: string): string => `champion_of_${name}`;

const hasTouches = (sources: Pick<Sources, 'has'>): boolean => sources.has('contacts') && (sources.has('tasks') || sources.has('events'));

/** The relations further facts are computed into, by their names. */
export const furtherRelations = (
  further: readonly FurtherFact[],
  sources: Pick<Sources, 'has'>,
  run: GoldRun,
): readonly (readonly [string, string])[] => [
  ...further.flatMap(({ name, section }) =>
    section.kind === 'champion_left' && hasTouches(sources) ? [[championRelation(name), championSql(section, run)] as const] : [],
  ),
  ['score_memory', memorySql(further, run)],
];

/** Joins of further facts, by `master_id`, to `score_values s`; earlier runs are `h`. */
export const furtherJoins = (further: readonly FurtherFact[], sources: Pick<Sources, 'has'>): readonly string[] => [
  ...further.flatMap(({ name, section }) =>
    section.kind === 'champion_left' && hasTouches(sources)
      ? [`LEFT JOIN ${championRelation(name)} f_${name} ON f_${name}.master_id = s.master_id`]
      : [],
  ),
  'LEFT JOIN score_memory h ON h.master_id = s.master_id',
];

/** A further fact and, where it has one, why it has no value, of these joins. */
export const furtherColumns = ({ name, section }: FurtherFact, sources: Pick<Sources, 'has'>, run: GoldRun): readonly string[] => {
  const { today } = dayWords(run);
  switch (section.kind) {
    case 'value_ago':
      return [
        `h.${name}_value AS ${name}`,
        `CASE WHEN h.${name}_value IS NOT NULL THEN NULL WHEN h.${name}_runs > 0 THEN 'had_none' ELSE 'no_history' END AS ${name}_reason`,
      ];
    case 'missing_days': {
      const since = `COALESCE(h.${name}_known_on, h.${name}_first_on)`;
      return [`CASE WHEN s.${section.of} IS NOT NULL OR ${since} IS NULL THEN 0 ELSE @days_between(${since}, ${today}) END AS ${name}`];
    }
    case 'champion_left':
      return hasTouches(sources)
        ? [`f_${name}.has_left AS ${name}`, `CASE WHEN f_${name}.has_left IS NULL THEN 'no_champion' END AS ${name}_reason`]
        : [`CAST(NULL AS BOOLEAN) AS ${name}`, `'no_source' AS ${name}_reason`];
  }
};
