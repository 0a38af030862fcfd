import { type Column, type Columns, declaredTable, float64, goldLineage, type Table, text } from '@audit/contract';
import type { Score } from '../scores/score-definitions.ts';

const number = (description: string, unit: string) => float64({ description, unit, nullable: true });
const word = (description: string) => text({ description, nullable: true });

const partColumns = ({ parts, section: { label } }: Score): Columns =>
  Object.fromEntries(
    parts.flatMap(({ weight, subScore: { name, section } }): readonly (readonly [string, Column])[] => [
      [name, number(`${section.label}: ${section.description}`, '0 to 100')],
      [`${name}_reason`, word(`Why there is no ${name}`)],
      [`${name}_points`, number(`What it gives to ${label}, with weight ${weight} among the inputs that are known`, 'points')],
      [`${name}_lost`, number(`What it takes from ${label}, likewise`, 'points')],
    ]),
  );

/** `gold_customer_<score>`: a score with everything it is made of, a row a customer. */
export const scoreTable = (score: Score): Table =>
  declaredTable('gold', `customer_${score.name}`, {
    grain: ['master_id'],
    description: `${score.section.label}: ${score.section.description}.`,
    columns: {
      master_id: text({ description: 'Master account' }),
      score: number('The score; NULL where too few inputs are known', '0 to 100'),
      band: word(`Band of the score: ${score.section.bands.map(({ name }) => name).join(', ')}`),
      reason: word('Why there is no score'),
      coverage: number('Share of the weights whose inputs are known', 'fraction'),
      ...partColumns(score),
      ...goldLineage,
    },
  });

/** The rows of that table, of `score_values`. */
export const scoreRows = ({ name, parts }: Score): string => {
  const ofParts = parts.flatMap(({ subScore: { name: part } }) => ['', '_reason', '_points', '_lost'].map((what) => `s.${part}${what}`));
  const columns = [
    `s.${name} AS score`,
    `s.${name}_band AS band`,
    `s.${name}_reason AS reason`,
    `s.${name}_coverage AS coverage`,
    ...ofParts,
  ];
  return `(SELECT s.master_id, ${columns.join(', ')} FROM score_values s)`;
};
