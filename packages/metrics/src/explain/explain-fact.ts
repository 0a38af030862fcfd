import { type Session, textLiteral } from '@audit/warehouse';
import type { Definitions } from '../definitions/definitions.ts';
import type { Fact } from '../definitions/unit.ts';
import { explainScore, explainSubScore } from '../scores/explain-scores.ts';
import type { SubScore } from '../scores/score-definitions.ts';
import { factsOfSubScore, scoreRows } from '../scores/score-rows.ts';
import { isOfSilver, subScoreRelation } from '../scores/sub-scores-sql.ts';
import { factsOfMetric, formulaOf } from '../values/explained-value.ts';
import type { ValueContext } from '../values/kind.ts';
import { reasonInWords } from '../values/missing-reasons.ts';

type Cells = Readonly<Record<string, string | null>>;

/** A value a fact is computed of. Values are text: exact numbers stay exact. */
export interface ExplainedInput {
  readonly name: string;
  readonly label: string;
  readonly unit: Fact['unit'];
  readonly value: string | null;
  /** Why there is none, in words. */
  readonly reason: string | null;
  /** Of a part of a score: its weight, what it gives, what it takes, how it is computed, and of what. */
  readonly weight?: string;
  readonly points?: string | null;
  readonly lost?: string | null;
  readonly formula?: string;
  readonly inputs?: Cells;
}

/** A record of silver that a value is made of. */
export interface SourceRow {
  readonly source_table: string;
  readonly source_id: string;
  readonly happened_on: string | null;
  /** In the base currency, or a quantity. */
  readonly amount: string | null;
  readonly note: string | null;
}

/** Why a customer has a value. */
export interface ExplainedFact {
  readonly fact: Fact;
  readonly value: string | null;
  /** Why there is none, in words. */
  readonly reason: string | null;
  /** How it is computed, in words, with its parameters. */
  readonly formula: string;
  readonly band: string | null;
  readonly coverage: string | null;
  readonly inputs: readonly ExplainedInput[];
  /** The newest of its source rows, and how many there are. */
  readonly rows: readonly SourceRow[];
  readonly rowCount: number;
}

const inWords = (reason: string | null | undefined): string | null =>
  reason === null || reason === undefined ? null : reasonInWords(reason);

/** What a person knows of the customer and the session. */
interface Place {
  readonly definitions: Definitions;
  readonly session: Session;
  readonly customer: string;
  readonly facts: Cells;
  readonly scored: Cells;
}

const rowOf = async (session: Session, relation: string, customer: string): Promise<Cells> =>
  (await session.evidence(`SELECT * FROM ${relation} r WHERE r.master_id = ${customer}`, 1))[0] ?? {};

const inputOf = ({ definitions, facts }: Place, name: string): readonly ExplainedInput[] => {
  const fact = definitions.facts.find((one) => one.name === name);
  if (fact === undefined) return [];
  return [{ name, label: fact.label, unit: fact.unit, value: facts[name] ?? null, reason: inWords(facts[`${name}_reason`]) }];
};

/** What a sub-score was computed of: facts by name, or counts and parts of its own. */
const ofSubScore = async (place: Place, subScore: SubScore): Promise<Cells> => {
  if (!isOfSilver(subScore)) return Object.fromEntries(factsOfSubScore(subScore).map((name) => [name, place.facts[name] ?? null]));
  const row = await rowOf(place.session, subScoreRelation(subScore), place.customer);
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'master_id' && name !== 'score'));
};

interface Ways {
  readonly formula: string;
  readonly inputs: readonly ExplainedInput[];
}

const waysOf = async (place: Place, fact: Fact): Promise<Ways> => {
  const { definitions, scored } = place;
  const { metrics } = definitions;
  const { scores, subScores } = definitions.scores;
  if (metrics.some(({ name }) => name === fact.name))
    return {
      formula: formulaOf(definitions, fact.name),
      inputs: factsOfMetric(definitions, fact.name).flatMap((name) => inputOf(place, name)),
    };
  const subScore = subScores.find((one) => one.fact === fact.name);
  if (subScore !== undefined) {
    const own = isOfSilver(subScore) ? await ofSubScore(place, subScore) : {};
    const counts = Object.entries(own).map(([name, value]) => ({ name, label: name, unit: 'quantity' as const, value, reason: null }));
    return {
      formula: explainSubScore(subScore),
      inputs: [...counts, ...factsOfSubScore(subScore).flatMap((name) => inputOf(place, name))],
    };
  }
  const score = scores.find((one) => one.fact === fact.name);
  if (score === undefined) return { formula: fact.description, inputs: [] };
  const inputs: ExplainedInput[] = [];
  for (const { weight, subScore: part } of score.parts) {
    const [points, lost] = [scored[`${part.name}_points`] ?? null, scored[`${part.name}_lost`] ?? null];
    const more = { weight, points, lost, formula: explainSubScore(part), inputs: await ofSubScore(place, part) };
    inputs.push(...inputOf(place, part.fact).map((input) => ({ ...input, ...more })));
  }
  return { formula: explainScore(score), inputs };
};

/**
 * Why a customer has a value, over a session in which facts were computed (`computeFacts`): the formula with its parameters, what it is computed of, and the
 * newest source rows.
 *
 * @param fact of the definitions @param most rows at most; 0 for all @returns undefined for a customer there is not
 */
export const explainFact = async (
  definitions: Definitions,
  fact: Fact,
  { master, most }: { readonly master: string; readonly most: number },
  context: ValueContext,
): Promise<ExplainedFact | undefined> => {
  const { session } = context;
  const customer = textLiteral(master);
  const facts = await rowOf(session, 'facts', customer);
  if (facts['master_id'] === undefined) return undefined;
  const scored = await rowOf(session, 'score_values', customer);
  const ways = await waysOf({ definitions, session, customer, facts, scored }, fact);
  const own = `SELECT * FROM (${scoreRows(definitions, fact.name, { ...context, engine: session.engine })}) r WHERE r.master_id = ${customer}`;
  const [counted] = await session.evidence(`SELECT COUNT(*) AS n FROM (${own}) c`, 1);
  const order = 'ORDER BY o.happened_on DESC NULLS LAST, o.source_table ASC NULLS FIRST, o.source_id ASC NULLS FIRST';
  const columns = 'o.source_table, o.source_id, o.happened_on, o.amount, o.note';
  const rows = await session.evidence(`SELECT ${columns} FROM (${own}) o ${order}`, most === 0 ? Number.MAX_SAFE_INTEGER : most);
  const score = definitions.scores.scores.find((one) => one.fact === fact.name);
  return {
    fact,
    value: facts[fact.name] ?? null,
    reason: inWords(facts[`${fact.name}_reason`]),
    ...ways,
    band: score === undefined ? null : (scored[`${score.name}_band`] ?? null),
    coverage: score === undefined ? null : (scored[`${score.name}_coverage`] ?? null),
    rows: rows as unknown as readonly SourceRow[],
    rowCount: Number(counted?.['n'] ?? 0),
  };
};
