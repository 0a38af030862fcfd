import { columnsOfRule, type JsonFault, remedyFor } from '@audit/contract';
import type { Fact } from '../definitions/unit.ts';
import { factRegistry, readFormula } from '../rules/read-condition.ts';
import { scoreFaults, subScoreFaults } from './check-scores.ts';
import type { FurtherFact, Score, ScoreDefinitions, SubScore } from './score-definitions.ts';
import { nameFaults } from './score-names.ts';
import type { FurtherFactSection, ScoresSection } from './scores-schema.ts';

type Path = JsonFault['path'];
type Faults = readonly JsonFault[];

const fact = (
  name: string,
  { label, description }: { readonly label: string; readonly description: string },
  unit: Fact['unit'],
  hasReason: boolean,
): Fact => ({
  name,
  label,
  description,
  unit,
  hasReason,
});

const unitOfFurther = { value_ago: 'score', missing_days: 'days', champion_left: 'flag' } as const;

/** Facts that sub-scores, scores and what is told of them give, in the order of the definitions. */
const factsOf = ({ sub_scores: subs, scores, further_facts: further }: ScoresSection): readonly Fact[] => [
  ...Object.entries(subs).map(([name, section]) => fact(section.as ?? name, section, 'score', true)),
  ...Object.entries(scores).flatMap(([name, section]) => [
    fact(section.as ?? name, section, 'score', true),
    fact(`${name}_band`, { label: `${section.label}, band`, description: `The band of ${section.label.toLowerCase()}` }, 'text', false),
  ]),
  ...Object.entries(further).map(([name, section]) => fact(name, section, unitOfFurther[section.kind], section.kind !== 'missing_days')),
];

const furtherFaults = (further: Readonly<Record<string, FurtherFactSection>>, known: readonly string[], path: Path): Faults =>
  Object.entries(further).flatMap(([name, section]) =>
    section.kind === 'champion_left' || known.includes(section.of)
      ? []
      : [
          {
            path: [...path, name, 'of'],
            what: `there is no score "${section.of}"`,
            remedy: remedyFor(section.of, known, `use one of ${known.join(', ')}`),
          },
        ],
  );

/** A sub-score counts in one score: its points are columns of that score's table. */
const sharedFaults = ({ scores }: ScoresSection, path: Path): Faults => {
  const owner = new Map<string, string>();
  return Object.entries(scores).flatMap(([score, { weights }]) =>
    Object.keys(weights).flatMap((name): Faults => {
      const other = owner.get(name);
      owner.set(name, score);
      if (other === undefined) return [];
      const remedy = `give this score one of its own, with the formula ${JSON.stringify(name)}`;
      return [{ path: [...path, score, 'weights', name], what: `"${name}" counts in ${other} already`, remedy }];
    }),
  );
};

/** Sub-scores in an order in which each finds what its formula names. */
const inOrder = (subScores: readonly SubScore[], path: Path): readonly SubScore[] | JsonFault => {
  const ordered: SubScore[] = [];
  const needs = ({ rule }: SubScore): readonly string[] => (rule === undefined ? [] : columnsOfRule(rule));
  const names = new Set(subScores.map((one) => one.fact));
  let left = subScores;
  while (left.length > 0) {
    const done = new Set(ordered.map((one) => one.fact));
    const ready = left.filter((one) => needs(one).every((name) => !names.has(name) || done.has(name)));
    if (ready.length === 0) {
      const all = left.map(({ name }) => name);
      const what = `${all.join(', ')} ${all.length === 1 ? 'is computed from itself' : 'are computed from each other'}`;
      return { path: [...path, all[0] ?? ''], what, remedy: 'compute one of them from metrics alone' };
    }
    ordered.push(...ready);
    left = left.filter((one) => !ready.includes(one));
  }
  return ordered;
};

type Read = { readonly scores: ScoreDefinitions } | { readonly faults: Faults };

/**
 * Reads section `scores`: words found right, formulas typed, weights and bands whole.
 *
 * @param metrics what formulas may name beside sub-scores
 * @param path where the section stands
 */
export const readScores = (section: ScoresSection, metrics: readonly Fact[], path: Path): Read => {
  const facts = factsOf(section);
  const subFacts = Object.entries(section.sub_scores).map(([name, one]) => fact(one.as ?? name, one, 'score', true));
  const registry = factRegistry([...metrics, ...subFacts]);
  const faults: JsonFault[] = [...nameFaults(section, metrics, path)];
  const subScores: SubScore[] = [];
  for (const [name, one] of Object.entries(section.sub_scores)) {
    const here = [...path, 'sub_scores', name];
    const read = one.kind === 'formula' ? readFormula(one.formula, registry, [...here, 'formula']) : undefined;
    faults.push(...subScoreFaults(one, metrics, here), ...(read !== undefined && 'faults' in read ? read.faults : []));
    subScores.push({ name, fact: one.as ?? name, section: one, rule: read !== undefined && 'rule' in read ? read.rule : undefined });
  }
  const names = subScores.map(({ name }) => name);
  for (const [name, one] of Object.entries(section.scores)) faults.push(...scoreFaults(one, names, [...path, 'scores', name]));
  faults.push(...sharedFaults(section, [...path, 'scores']));
  const scored = [...names, ...Object.keys(section.scores)];
  faults.push(...furtherFaults(section.further_facts, scored, [...path, 'further_facts']));
  if (faults.length > 0) return { faults };
  const ordered = inOrder(subScores, [...path, 'sub_scores']);
  if ('what' in ordered) return { faults: [ordered] };
  const scores = Object.entries(section.scores).map(([name, one]): Score => {
    const parts = Object.entries(one.weights).flatMap(([part, weight]) => {
      const subScore = subScores.find((sub) => sub.name === part);
      return subScore === undefined ? [] : [{ subScore, weight: String(weight) }];
    });
    return { name, fact: one.as ?? name, section: one, parts };
  });
  const further = Object.entries(section.further_facts).map(([name, one]): FurtherFact => ({ name, section: one }));
  return { scores: { subScores: ordered, scores, further, facts } };
};
