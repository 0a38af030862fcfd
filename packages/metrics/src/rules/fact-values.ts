import type { RuleValue } from '@audit/contract';
import type { Fact } from '../definitions/unit.ts';

/** Values of facts by name, as rules are evaluated over. */
export type FactValues = Readonly<Record<string, RuleValue>>;

/** A row of `facts`, whose cells are texts as the engine gives them, as values of rules: scores and fractions as numbers, flags as true and false. */
export const factValues = (facts: readonly Fact[], row: Readonly<Record<string, string | null>>): FactValues =>
  Object.fromEntries(
    facts.map(({ name, unit }): readonly [string, RuleValue] => {
      const text = row[name] ?? null;
      if (text === null) return [name, null];
      if (unit === 'score' || unit === 'fraction') return [name, Number(text)];
      return [name, unit === 'flag' ? text === 'true' : text];
    }),
  );
