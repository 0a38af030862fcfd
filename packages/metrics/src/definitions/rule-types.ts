import { type Columns, type RuleType, ruleTypeOf } from '@audit/contract';
import { type Fact, typeOfUnit } from './unit.ts';

/** Columns of a silver table as rules know them. */
export const ruleTypesOf = (columns: Columns): ReadonlyMap<string, RuleType> =>
  new Map(
    Object.entries(columns).flatMap(([name, { type }]) => {
      const known = name === 'master_id' ? undefined : ruleTypeOf(type);
      return known === undefined ? [] : [[name, known] as const];
    }),
  );

/** Facts as rules know them. */
export const factTypes = (facts: readonly Pick<Fact, 'name' | 'unit'>[]): ReadonlyMap<string, RuleType> =>
  new Map(
    facts.flatMap(({ name, unit }) => {
      const known = ruleTypeOf(typeOfUnit[unit]);
      return known === undefined ? [] : [[name, known] as const];
    }),
  );
