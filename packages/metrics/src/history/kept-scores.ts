import type { Definitions } from '../definitions/definitions.ts';
import { scoreHistory } from '../scores/score-masters.ts';
import type { KeptScore } from './score-history.ts';

/** Days of which every score is kept; of sub-scores none, save those a fact of earlier days asks for. */
const scoreDays = 35;

/** What is kept from day to day: every score, and the sub-scores that facts of earlier days ask for, as far back as they ask. */
export const keptScores = ({ scores }: Pick<Definitions, 'scores'>): readonly KeptScore[] => {
  const looks = scoreHistory(scores);
  return [
    ...scores.scores.map(({ name }) => ({ name, band: `${name}_band`, days: Math.max(scoreDays, looks.get(name) ?? 0) })),
    ...scores.subScores.flatMap(({ name }) => {
      const days = looks.get(name);
      return days === undefined ? [] : [{ name, band: undefined, days }];
    }),
  ];
};
