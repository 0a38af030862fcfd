import { columnsOfRule } from '@audit/contract';
import { render, type Session } from '@audit/warehouse';
import type { Fact } from '../definitions/unit.ts';
import type { GoldRun, Sources } from '../inputs/sources.ts';
import { furtherColumns, furtherJoins, furtherRelations } from './further-facts-sql.ts';
import type { ScoreDefinitions, SubScore } from './score-definitions.ts';
import { scoreValuesSql } from './score-values-sql.ts';
import { fromFacts, fromSilver, isOfSilver, silverScoreSql, subScoreRelation } from './sub-scores-sql.ts';

/** A select that adds sub-scores of facts to a relation that has the facts. */
const levelSql = (level: readonly SubScore[], from: string, facts: ReadonlyMap<string, Fact>): string => {
  const columns = level.flatMap((one) => {
    const { value, reason } = fromFacts(one, facts, 'b');
    return [`${value} AS ${one.fact}`, `${reason} AS ${one.fact}_reason`];
  });
  return `SELECT b.*, ${columns.join(',\n  ')}\nFROM (${from}) b`;
};

/** `sub_score_values`: the facts formulas name, and every sub-score with its reason, under their names in formulas. */
const subScoresSql = ({ subScores }: ScoreDefinitions, metrics: readonly Fact[], sources: Pick<Sources, 'has'>): string => {
  const silver = subScores.filter(isOfSilver);
  const columns = silver.flatMap((one) => {
    const { value, reason } = fromSilver(one, `j_${one.name}`, sources);
    return [`${value} AS ${one.fact}`, `${reason} AS ${one.fact}_reason`];
  });
  const named = new Set(subScores.flatMap(namedFacts));
  const known = metrics
    .filter(({ name }) => named.has(name))
    .flatMap(({ name, hasReason }) => [`v.${name}`, ...(hasReason ? [`v.${name}_reason`] : [])]);
  const joins = silver.map((one) => `LEFT JOIN ${subScoreRelation(one)} j_${one.name} ON j_${one.name}.master_id = m.master_id`);
  let text = `SELECT ${['m.master_id', ...known, ...columns].join(',\n  ')}\nFROM masters m\nLEFT JOIN metric_values v ON v.master_id = m.master_id\n${joins.join('\n')}`;
  const facts = new Map([...metrics, ...factsOfSubScores(subScores)].map((fact) => [fact.name, fact]));
  // In their order each finds the others it names in a level below.
  for (const one of subScores) if (!silver.includes(one)) text = levelSql([one], text, facts);
  return text;
};

const factsOfSubScores = (subScores: readonly SubScore[]): readonly Fact[] =>
  subScores.map(({ fact, section: { label, description } }) => ({ name: fact, label, description, unit: 'score', hasReason: true }));

const namedFacts = ({ section, rule }: SubScore): readonly string[] => {
  if (section.kind === 'log_trend') return [section.of];
  return rule === undefined ? [] : columnsOfRule(rule);
};

/** `facts`: metrics, scores under the names rules know them by, and what is known beside them. */
const factsSql = ({ subScores, scores, further }: ScoreDefinitions, run: GoldRun, sources: Pick<Sources, 'has'>): string => {
  const columns = [
    ...subScores.flatMap(({ name, fact }) => [`s.${name} AS ${fact}`, `s.${name}_reason AS ${fact}_reason`]),
    ...scores.flatMap(({ name, fact }) => [`s.${name} AS ${fact}`, `s.${name}_reason AS ${fact}_reason`, `s.${name}_band`]),
    ...further.flatMap((one) => furtherColumns(one, sources, run)),
  ];
  const joins = furtherJoins(further, sources);
  return `SELECT ${['v.*', ...columns].join(',\n  ')}\nFROM score_values s\nJOIN metric_values v ON v.master_id = s.master_id\n${joins.join('\n')}`;
};

/** The relations scores are computed into, each with its query in the language of models, in the order in which they read each other. */
export const scoreRelations = (
  definitions: ScoreDefinitions,
  metrics: readonly Fact[],
  sources: Pick<Sources, 'has'>,
  run: GoldRun,
): readonly (readonly [string, string])[] => [
  ...definitions.subScores.flatMap((one) => {
    const text = silverScoreSql(one, run);
    return text === undefined ? [] : [[subScoreRelation(one), text] as const];
  }),
  ['sub_score_values', subScoresSql(definitions, metrics, sources)],
  ['score_values', scoreValuesSql(definitions)],
  ...furtherRelations(definitions.further, sources, run),
  ['facts', factsSql(definitions, run, sources)],
];

/**
 * Scores every master account: materialises `score_values` and `facts`, one row a master each.
 *
 * Reads `masters`, `metric_values`, the relations `in_<table>` of silver, and `scores_before (as_of, master_id, name, value)`: sub-scores and scores, by
 * their names in the definitions, that earlier runs published.
 *
 * @param metrics facts of `metric_values`
 */
export const scoreMasters = async (
  session: Session,
  definitions: ScoreDefinitions,
  metrics: readonly Fact[],
  sources: Pick<Sources, 'has'>,
  run: GoldRun,
): Promise<void> => {
  for (const [name, text] of scoreRelations(definitions, metrics, sources, run))
    await session.materialise(name, render({ name, text, constants: {} }, session.engine, {}));
};

/** What of earlier runs scores look at: the names of sub-scores and scores, and how many days back. None where no fact is of earlier days. */
export const scoreHistory = ({ further }: ScoreDefinitions): { readonly names: readonly string[]; readonly days: number } => {
  const looks = further.flatMap(({ section }) => {
    if (section.kind === 'champion_left') return [];
    // How long a sub-score has been missing is told as far back as a year.
    return [{ of: section.of, days: section.kind === 'value_ago' ? section.days + section.within_days : 365 }];
  });
  return { names: [...new Set(looks.map(({ of }) => of))], days: Math.max(0, ...looks.map(({ days }) => days)) };
};
