import type { Definitions } from '../definitions/definitions.ts';
import type { Fact } from '../definitions/unit.ts';

/** The fact of a name, or of the score or sub-score of that name, as the tables of scores call them: `health` is `health_score`. */
export const factNamed = ({ facts, scores: { scores, subScores } }: Definitions, name: string): Fact | undefined => {
  const known = (one: string | undefined): Fact | undefined => facts.find((fact) => fact.name === one);
  return known(name) ?? known([...scores, ...subScores].find((one) => one.name === name)?.fact);
};
