import { isDay, type JsonFault, parseExact, remedyFor, type RuleValue, schemaFaults } from '@audit/contract';
import { z } from 'zod';
import type { Fact, Unit } from '../definitions/unit.ts';
import { type ExplainedPart, explainCondition, outcomeOf, type RuleOutcome } from './explain-condition.ts';
import type { FactValues } from './fact-values.ts';
import { factRegistry } from './read-condition.ts';
import type { Condition } from './rule-definitions.ts';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const casesSchema = z
  .array(
    z.strictObject({
      name: z.string().min(1),
      facts: z.record(z.string(), scalar),
      expect: z.record(z.string(), z.enum(['fired', 'not_fired', 'undecidable'])),
    }),
  )
  .min(1);

/** A case to try rules on: values of a made-up customer (what is not named is unknown), and what rules are meant to say. */
export interface RuleCase {
  readonly name: string;
  readonly values: FactValues;
  readonly expect: Readonly<Record<string, RuleOutcome>>;
}

const wanted: Readonly<Record<Unit, string>> = {
  money: 'an amount, such as 12.50 or "12.50"',
  quantity: 'a number',
  fraction: 'a fraction, such as 0.20',
  score: 'a number from 0 to 100',
  days: 'a whole number',
  count: 'a whole number',
  date: 'a day, such as "2026-10-31"',
  text: 'a text',
  flag: 'true or false',
};

/** A value of JSON as a value of a rule; undefined where it is none of the unit. */
const valueOf = (given: z.output<typeof scalar>, unit: Unit): RuleValue | undefined => {
  if (given === null) return null;
  if (unit === 'flag') return typeof given === 'boolean' ? given : undefined;
  if (unit === 'text') return typeof given === 'string' ? given : undefined;
  if (unit === 'date') return typeof given === 'string' && isDay(given) ? given : undefined;
  const exact = typeof given === 'boolean' ? undefined : parseExact(String(given));
  if (exact === undefined) return undefined;
  if (unit === 'fraction' || unit === 'score') return Number(given);
  const isWhole = exact.digits % 10n ** BigInt(exact.scale) === 0n;
  return (unit === 'days' || unit === 'count') && !isWhole ? undefined : String(given);
};

/** Reads cases. @param conditions rules and alerts they may expect something of */
export const readCases = (
  json: unknown,
  facts: readonly Fact[],
  conditions: readonly Condition[],
): { readonly cases: readonly RuleCase[] } | { readonly faults: readonly JsonFault[] } => {
  const parsed = casesSchema.safeParse(json);
  if (!parsed.success) return { faults: schemaFaults(casesSchema, parsed.error, json) };
  const { units } = factRegistry(facts);
  const ids = conditions.map(({ id }) => id);
  const faults: JsonFault[] = [];
  const cases = parsed.data.map(({ name, facts: given, expect }, at): RuleCase => {
    const values = Object.entries(given).map(([fact, value]) => {
      const unit = units.get(fact);
      const path = [at, 'facts', fact];
      const read = unit === undefined ? undefined : valueOf(value, unit);
      if (unit === undefined)
        faults.push({
          path,
          what: `there is no metric "${fact}"`,
          remedy: remedyFor(fact, [...units.keys()], 'name a metric of the definitions'),
        });
      else if (read === undefined)
        faults.push({ path, what: `${JSON.stringify(value)} is no value of it`, remedy: `give ${wanted[unit]}` });
      return [fact, read ?? null] as const;
    });
    for (const id of Object.keys(expect))
      if (!ids.includes(id))
        faults.push({
          path: [at, 'expect', id],
          what: `there is no rule "${id}"`,
          remedy: remedyFor(id, ids, `use one of ${ids.join(', ')}`),
        });
    return { name, values: Object.fromEntries(values), expect };
  });
  return faults.length > 0 ? { faults } : { cases };
};

/** What a rule says of a case. */
export interface JudgedRule {
  readonly rule: string;
  readonly outcome: RuleOutcome;
  /** What was meant; null where nothing was said of it. */
  readonly expected: RuleOutcome | null;
  readonly parts: readonly ExplainedPart[];
}

/** What conditions say of values. @param expect by id; where it is empty, all are judged, else those it names */
export const judge = (conditions: readonly Condition[], values: FactValues, expect: RuleCase['expect'] = {}): readonly JudgedRule[] =>
  conditions
    .filter(({ id }) => Object.keys(expect).length === 0 || Object.hasOwn(expect, id))
    .map(({ id, when }) => ({
      rule: id,
      outcome: outcomeOf(when, values),
      expected: expect[id] ?? null,
      parts: explainCondition(when, values),
    }));
