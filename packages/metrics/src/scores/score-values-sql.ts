import { textLiteral } from '@audit/warehouse';
import { double, steady } from '../sql/words.ts';
import type { Score, ScoreDefinitions } from './score-definitions.ts';

const exact = (value: string, precision: number, scale: number): string => `CAST(${value} AS DECIMAL(${precision}, ${scale}))`;
const weightSql = (weight: string): string => exact(textLiteral(weight), 9, 6);

/** Why a score is NULL. */
const insufficient = 'insufficient data';

/** The band of a value: half-open, the last one with its end. */
const bandSql = ({ section }: Score, value: string): string => {
  const rising = section.bands.toSorted((a, b) => a.from - b.from);
  const below = rising.slice(0, -1).map(({ name, to }) => `WHEN ${value} < ${double(to)} THEN ${textLiteral(name)}`);
  return `CASE WHEN ${value} IS NULL THEN NULL ${below.join(' ')} ELSE ${textLiteral(rising.at(-1)?.name ?? '')} END`;
};

/** Sums over parts that are known: of their weights, and of weight times value; both exact. */
const sumsSql = ({ name, parts }: Score): readonly string[] => {
  const known = (part: Score['parts'][number], sum: string): string => `CASE WHEN b.${part.subScore.fact} IS NULL THEN 0 ELSE ${sum} END`;
  const weights = parts.map((part) => known(part, weightSql(part.weight)));
  const values = parts.map((part) => known(part, `${weightSql(part.weight)} * ${exact(`b.${part.subScore.fact}`, 12, 9)}`));
  return [`(${weights.join(' + ')}) AS _present_${name}`, `(${values.join(' + ')}) AS _weighed_${name}`];
};

const columnsSql = (score: Score): readonly string[] => {
  const { name, parts } = score;
  const value = `s._value_${name}`;
  const ofParts = parts.flatMap(({ subScore, weight }) => {
    const share = `@ratio(${weightSql(weight)}, s._present_${name})`;
    const points = (of: string): string => `CASE WHEN ${value} IS NOT NULL THEN ${share} * ${of} END`;
    return [
      `${points(`s.${subScore.fact}`)} AS ${subScore.name}_points`,
      `${points(`(100e0 - s.${subScore.fact})`)} AS ${subScore.name}_lost`,
    ];
  });
  return [
    `${value} AS ${name}`,
    `${bandSql(score, value)} AS ${name}_band`,
    `CASE WHEN ${value} IS NULL THEN ${textLiteral(insufficient)} END AS ${name}_reason`,
    `CAST(s._present_${name} AS DOUBLE) AS ${name}_coverage`,
    ...ofParts,
  ];
};

/**
 * `score_values`, of `sub_score_values (master_id, <fact>, <fact>_reason …)`: of each score its value, band, reason and coverage, and of each part its
 * sub-score, the points it gave and those it cost.
 */
export const scoreValuesSql = ({ scores, subScores }: ScoreDefinitions): string => {
  const sums = scores.flatMap(sumsSql);
  const values = scores.map(({ name, section }) => {
    const enough = `w._present_${name} >= ${exact(textLiteral(String(section.least_coverage)), 9, 6)} AND w._present_${name} > 0`;
    return `CASE WHEN ${enough} THEN ${steady(`@ratio(w._weighed_${name}, w._present_${name})`)} END AS _value_${name}`;
  });
  const parts = subScores.flatMap(({ name, fact }) => [`s.${fact} AS ${name}`, `s.${fact}_reason AS ${name}_reason`]);
  return `SELECT s.master_id, ${[...scores.flatMap(columnsSql), ...parts].join(',\n  ')}
FROM (
  SELECT w.*, ${values.join(',\n    ')}
  FROM (SELECT b.*, ${sums.join(',\n    ')} FROM sub_score_values b) w
) s`;
};
