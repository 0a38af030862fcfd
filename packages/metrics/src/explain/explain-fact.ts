import { columnsOfRule } from '@audit/contract';
import { type Session, textLiteral } from '@audit/warehouse';
import type { Definitions } from '../definitions/definitions.ts';
import type { Fact } from '../definitions/unit.ts';
import type { GoldRun, Sources } from '../inputs/sources.ts';
import { modelText } from '../run/model-text.ts';
import { explainScore, explainSubScore } from '../scores/explain-scores.ts';
import { contributingRows, factsOfMetric, formulaOf } from '../values/explained-value.ts';
import { reasonInWords } from '../values/missing-reasons.ts';
import { subScoreRows } from './sub-score-rows.ts';

type Cells = Readonly<Record<string, string | null>>;

/** A value a fact is computed of. */
export interface ExplainedInput {
  readonly name: string;
  readonly label: string;
  readonly unit: Fact['unit'];
  readonly value: string | null;
  readonly reason: string | null;
  /** Of a part of a score: its weight, what it gives, and what it takes. */
  readonly weight?: string;
  readonly points?: string | null;
  readonly lost?: string | null;
}

/** A row of silver a value is made of. */
export interface ExplainedRow {
  readonly source_table: string;
  readonly source_id: string;
  readonly happened_on: string | null;
  readonly amount: string | null;
  readonly note: string | null;
}

/** Why a customer has a value. */
export interface ExplainedFact {
  readonly fact: Fact;
  readonly value: string | null;
  /** Why there is none, in words. */
  readonly reason: string | null;
  readonly formula: string;
  readonly band: string | null;
  readonly coverage: string | null;
  readonly inputs: readonly ExplainedInput[];
  readonly rows: readonly ExplainedRow[];
  /** How many there are, shown or not. */
  readonly rowCount: number;
}

/** Where facts were computed (`computeFacts`). */
export interface ExplainPlace {
  readonly session: Session;
  readonly sources: Sources;
  readonly run: GoldRun;
}

const shownReason = (reason: string | null | undefined): string | null =>
  reason === null || reason === undefined ? null : reasonInWords(reason);

const inputOf = (definitions: Definitions, name: string, facts: Cells): readonly ExplainedInput[] => {
  const fact = definitions.facts.find((one) => one.name === name);
  if (fact === undefined) return [];
  return [{ name, label: fact.label, unit: fact.unit, value: facts[name] ?? null, reason: shownReason(facts[`${name}_reason`]) }];
};

/** What a fact is computed of, and the query of its source rows, for the engine. */
interface Ways {
  readonly formula: string;
  readonly inputs: readonly ExplainedInput[];
  readonly rows: string | undefined;
}

const waysOf = (definitions: Definitions, fact: Fact, facts: Cells, scored: Cells, { run, sources, session }: ExplainPlace): Ways => {
  const { name } = fact;
  if (definitions.metrics.some((metric) => metric.name === name)) {
    const inputs = factsOfMetric(definitions, name).flatMap((input) => inputOf(definitions, input, facts));
    return { formula: formulaOf(definitions, name), inputs, rows: contributingRows(definitions, name, { run, sources }) };
  }
  const subScore = definitions.scores.subScores.find((one) => one.fact === name);
  if (subScore !== undefined) {
    const { rule, section } = subScore;
    const rows = subScoreRows(subScore, run);
    const names = rule === undefined ? (section.kind === 'log_trend' ? [section.of] : []) : columnsOfRule(rule);
    return {
      formula: explainSubScore(subScore),
      inputs: names.flatMap((input) => inputOf(definitions, input, facts)),
      rows: rows === undefined ? undefined : modelText(session, `rows of ${name}`, rows, {}),
    };
  }
  const score = definitions.scores.scores.find((one) => one.fact === name);
  if (score === undefined) return { formula: fact.description, inputs: [], rows: undefined };
  const inputs = score.parts.flatMap(({ weight, subScore: part }) =>
    inputOf(definitions, part.fact, facts).map((input) => ({
      ...input,
      weight,
      points: scored[`${part.name}_points`] ?? null,
      lost: scored[`${part.name}_lost`] ?? null,
    })),
  );
  return { formula: explainScore(score), inputs, rows: undefined };
};

/**
 * Why a customer has a value: the formula with its parameters, what it is computed of, and the newest source rows.
 *
 * @param name of a fact of the definitions @param most rows at most; 0 for all
 */
export const explainFact = async (
  definitions: Definitions,
  fact: Fact,
  master: string,
  most: number,
  place: ExplainPlace,
): Promise<ExplainedFact> => {
  const { session } = place;
  const customer = textLiteral(master);
  const [facts = {}] = await session.evidence(`SELECT * FROM facts f WHERE f.master_id = ${customer}`, 1);
  const [scored = {}] = await session.evidence(`SELECT * FROM score_values s WHERE s.master_id = ${customer}`, 1);
  const { formula, inputs, rows } = waysOf(definitions, fact, facts, scored, place);
  const score = definitions.scores.scores.find((one) => one.fact === fact.name);
  const own = rows === undefined ? undefined : `SELECT * FROM (${rows}) r WHERE r.master_id = ${customer}`;
  const counted = own === undefined ? [] : await session.evidence(`SELECT COUNT(*) AS n FROM (${own}) r`, 1);
  const found =
    own === undefined
      ? []
      : await session.evidence(
          `SELECT source_table, source_id, happened_on, amount, note FROM (${own}) r ORDER BY happened_on DESC NULLS LAST, source_table, source_id`,
          most === 0 ? Number.MAX_SAFE_INTEGER : most,
        );
  return {
    fact,
    value: facts[fact.name] ?? null,
    reason: shownReason(facts[`${fact.name}_reason`]),
    formula,
    band: score === undefined ? null : (scored[`${score.name}_band`] ?? null),
    coverage: score === undefined ? null : (scored[`${score.name}_coverage`] ?? null),
    inputs,
    rows: found as unknown as readonly ExplainedRow[],
    rowCount: Number(counted[0]?.['n'] ?? 0),
  };
};
