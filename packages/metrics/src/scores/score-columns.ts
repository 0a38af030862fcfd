import { type Column, type Columns, float64, text } from '@audit/contract';
import type { Score } from './score-definitions.ts';

/** Columns of a score in `score_values`, after `master_id`: the score, what it is worth, and of each part its value and what it does to the score. */
export const scoreColumns = ({ name, section, parts }: Score): Columns => ({
  [name]: float64({ description: section.description, unit: '0 to 100', nullable: true }),
  [`${name}_band`]: text({ description: `One of ${section.bands.map((band) => band.name).join(', ')}`, nullable: true }),
  [`${name}_reason`]: text({ description: 'Why there is no score', nullable: true }),
  [`${name}_coverage`]: float64({ description: 'Weight of the parts that are known', unit: 'fraction' }),
  ...Object.fromEntries(
    parts.flatMap(({ subScore: { name: part, section: about }, weight }): readonly (readonly [string, Column])[] => [
      [part, float64({ description: about.description, unit: '0 to 100', nullable: true })],
      [`${part}_reason`, text({ description: `Why there is no ${about.label.toLowerCase()}`, nullable: true })],
      [
        `${part}_points`,
        float64({ description: `Points it gives to the score, at a weight of ${weight}`, unit: 'points', nullable: true }),
      ],
      [`${part}_lost`, float64({ description: 'Points it costs the score', unit: 'points', nullable: true })],
    ]),
  ),
});
