import { columnsOfRule } from '@audit/contract';
import { type Session, textLiteral } from '@audit/warehouse';
import type { Definitions } from '../definitions/definitions.ts';
import { type FactValues, factValues } from '../rules/fact-values.ts';
import { explainScore, explainSubScore } from './explain-scores.ts';
import type { SubScore } from './score-definitions.ts';
import { isOfSilver, subScoreRelation } from './sub-scores-sql.ts';

/** A part of a customer's score: what it is, how it came about, and what it does to the score. */
export interface ExplainedScorePart {
  readonly name: string;
  readonly label: string;
  readonly value: number | null;
  /** Why there is no value. */
  readonly reason: string | null;
  readonly weight: number;
  /** Points it gives to the score, and those it costs; null where the part or the score is unknown. */
  readonly points: number | null;
  readonly lost: number | null;
  /** How it is computed, in words. */
  readonly how: string;
  /** What it was computed of: facts by name, or counts and parts of its own. */
  readonly inputs: FactValues;
}

/** A customer's score with its parts, as `audit` explains it. */
export interface ExplainedScore {
  readonly name: string;
  readonly label: string;
  readonly value: number | null;
  readonly band: string | null;
  readonly coverage: number;
  readonly reason: string | null;
  readonly how: string;
  readonly parts: readonly ExplainedScorePart[];
}

type Row = Readonly<Record<string, string | null>>;

const numberOf = (text: string | null | undefined): number | null => (text === null || text === undefined ? null : Number(text));

const rowOf = async (session: Session, relation: string, master: string): Promise<Row> =>
  (await session.evidence(`SELECT * FROM ${relation} r WHERE r.master_id = ${textLiteral(master)}`, 1))[0] ?? {};

const inputsOf = async (session: Session, subScore: SubScore, facts: FactValues, master: string): Promise<FactValues> => {
  const { section, rule } = subScore;
  if (section.kind === 'log_trend') return { [section.of]: facts[section.of] ?? null };
  if (rule !== undefined) return Object.fromEntries(columnsOfRule(rule).map((name) => [name, facts[name] ?? null]));
  if (!isOfSilver(subScore)) return {};
  const row = await rowOf(session, subScoreRelation(subScore), master);
  const names = Object.keys(row).filter((name) => name !== 'master_id' && name !== 'score');
  return Object.fromEntries(names.map((name) => [name, numberOf(row[name])]));
};

/**
 * A score of a customer with its parts, over a session in which facts were computed (`computeFacts`).
 *
 * @param name of the score in the definitions @returns undefined for a name or a customer there is not
 */
export const explainedScore = async (
  session: Session,
  definitions: Definitions,
  name: string,
  master: string,
): Promise<ExplainedScore | undefined> => {
  const score = definitions.scores.scores.find((one) => one.name === name || one.fact === name);
  if (score === undefined) return undefined;
  const row = await rowOf(session, 'score_values', master);
  if (row['master_id'] === undefined) return undefined;
  const facts = factValues(definitions.facts, await rowOf(session, 'facts', master));
  const parts: ExplainedScorePart[] = [];
  for (const { subScore, weight } of score.parts) {
    parts.push({
      name: subScore.name,
      label: subScore.section.label,
      value: numberOf(row[subScore.name]),
      reason: row[`${subScore.name}_reason`] ?? null,
      weight: Number(weight),
      points: numberOf(row[`${subScore.name}_points`]),
      lost: numberOf(row[`${subScore.name}_lost`]),
      how: explainSubScore(subScore),
      inputs: await inputsOf(session, subScore, facts, master),
    });
  }
  return {
    name: score.name,
    label: score.section.label,
    value: numberOf(row[score.name]),
    band: row[`${score.name}_band`] ?? null,
    coverage: Number(row[`${score.name}_coverage`]),
    reason: row[`${score.name}_reason`] ?? null,
    how: explainScore(score),
    parts,
  };
};
