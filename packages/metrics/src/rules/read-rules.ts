import type { JsonFault, Rule } from '@audit/contract';
import type { Fact } from '../definitions/unit.ts';
import { type MessagePart, readMessage } from './message-template.ts';
import { factRegistry, type FactRegistry, readCondition, readAmount } from './read-condition.ts';
import type { AlertRule, RecommendationRule, RuleDefinitions } from './rule-definitions.ts';
import type { AlertsSection, AlertSection, RecommendationSection, RulesSection } from './rules-schema.ts';

type Path = JsonFault['path'];
type Faults = readonly JsonFault[];

const faultsIn = (...reads: readonly object[]): Faults => reads.flatMap((read) => ('faults' in read ? (read.faults as Faults) : []));
const ruleIn = (read: object): Rule | undefined => ('rule' in read ? (read.rule as Rule) : undefined);
const partsIn = (read: object): readonly MessagePart[] => ('parts' in read ? (read.parts as readonly MessagePart[]) : []);

type ReadOne<T> = { readonly one: T } | { readonly faults: Faults };

const readRecommendation = (
  id: string,
  section: RecommendationSection,
  registry: FactRegistry,
  path: Path,
): ReadOne<RecommendationRule> => {
  const when = readCondition(section.when, registry, [...path, 'when']);
  const reason = readMessage(section.reason, registry, [...path, 'reason']);
  const impact = section.impact === undefined ? {} : readAmount(section.impact.amount, registry, [...path, 'impact', 'amount']);
  const faults = faultsIn(when, reason, impact);
  const rule = ruleIn(when);
  return rule === undefined || faults.length > 0
    ? { faults }
    : { one: { id, section, when: rule, reason: partsIn(reason), impact: ruleIn(impact) } };
};

/** That a condition does not hold; of one that is wrong nothing more is told. */
const contraryOf = (when: object): object => {
  const rule = ruleIn(when);
  return rule === undefined ? {} : { rule: { op: 'not', args: [rule], type: rule.type } satisfies Rule };
};

const readAlert = (id: string, section: AlertSection, registry: FactRegistry, path: Path): ReadOne<AlertRule> => {
  const when = readCondition(section.when, registry, [...path, 'when']);
  const clear = section.clear_when === undefined ? contraryOf(when) : readCondition(section.clear_when, registry, [...path, 'clear_when']);
  const message = readMessage(section.message, registry, [...path, 'message']);
  const faults = faultsIn(when, clear, message);
  const [rule, clearWhen] = [ruleIn(when), ruleIn(clear)];
  return rule === undefined || clearWhen === undefined || faults.length > 0
    ? { faults }
    : { one: { id, section, when: rule, clearWhen, message: partsIn(message) } };
};

const oneOf = <T>(read: ReadOne<T>): readonly T[] => ('one' in read ? [read.one] : []);

/**
 * Reads sections `rules` and `alerts`.
 *
 * @param facts what conditions and messages may name
 */
export const readRules = (
  rules: RulesSection,
  alerts: AlertsSection,
  facts: readonly Fact[],
): { readonly rules: RuleDefinitions } | { readonly faults: Faults } => {
  const registry = factRegistry(facts);
  const readAll = Object.entries(rules).map(([id, section]) => readRecommendation(id, section, registry, ['rules', id]));
  const alertsRead = Object.entries(alerts).map(([id, section]) => readAlert(id, section, registry, ['alerts', id]));
  const twice = Object.keys(alerts).filter((id) => Object.hasOwn(rules, id));
  const faults = [
    ...faultsIn(...readAll, ...alertsRead),
    ...twice.map((id) => ({ path: ['alerts', id], what: `a rule is called "${id}" too`, remedy: 'give it another id' })),
  ];
  if (faults.length > 0) return { faults };
  return { rules: { rules: readAll.flatMap(oneOf), alerts: alertsRead.flatMap(oneOf) } };
};
