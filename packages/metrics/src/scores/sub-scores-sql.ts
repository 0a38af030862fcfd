import { columnsOfRule } from '@audit/contract';
import { textLiteral } from '@audit/warehouse';
import type { Fact } from '../definitions/unit.ts';
import type { GoldRun, Sources } from '../inputs/sources.ts';
import { double, factSql, steady } from '../sql/words.ts';
import { engagementSql } from './engagement-sql.ts';
import { paymentHistorySql } from './payment-history-sql.ts';
import type { SubScore } from './score-definitions.ts';
import { supportQualitySql } from './support-quality-sql.ts';

/** A value and why there is none, as SQL. */
export interface ValueAndReason {
  readonly value: string;
  readonly reason: string;
}

/** Name of the relation a sub-score is computed into from silver, one row a master it has something to say of. */
export const subScoreRelation = ({ name }: SubScore): string => `sub_${name}`;

/** Kinds of sub-scores that are computed from silver; the others are computed from facts. */
const silverKinds: ReadonlySet<string> = new Set(['payment_history', 'support_quality', 'engagement']);

/** Whether a sub-score is computed from silver, and has a relation of its own. */
export const isOfSilver = ({ section }: SubScore): boolean => silverKinds.has(section.kind);

/** The query of a sub-score that is computed from silver; undefined for one that is computed from facts. */
export const silverScoreSql = ({ section }: SubScore, run: GoldRun): string | undefined => {
  switch (section.kind) {
    case 'payment_history':
      return paymentHistorySql(section, run);
    case 'support_quality':
      return supportQualitySql(section, run);
    case 'engagement':
      return engagementSql(section, run);
    default:
      return undefined;
  }
};

const unless = (value: string, reason: string): string => `CASE WHEN ${value} IS NULL THEN ${reason} END`;
const noSource: ValueAndReason = { value: 'CAST(NULL AS DOUBLE)', reason: `'no_source'` };

/** A sub-score from silver, of its relation under an alias. */
export const fromSilver = ({ section }: SubScore, alias: string, sources: Pick<Sources, 'has'>): ValueAndReason => {
  const found = `${alias}.score`;
  switch (section.kind) {
    case 'payment_history':
      return sources.has('invoices') ? { value: found, reason: unless(found, `'no_due_invoice'`) } : noSource;
    case 'support_quality': {
      if (!sources.has('cases')) return noSource;
      const value = section.no_cases === null ? found : `COALESCE(${found}, ${double(section.no_cases)})`;
      return { value, reason: unless(value, `'no_cases'`) };
    }
    case 'engagement':
      // Silence is a signal: who was never touched has 0.
      return sources.has('tasks') || sources.has('events') ? { value: `COALESCE(${found}, 0e0)`, reason: '@text(NULL)' } : noSource;
    default:
      return noSource;
  }
};

/** Which of the facts have no value, with their reasons: `payment_history: no_source; days_overdue: no_source`. */
const missingOf = (names: readonly string[], facts: ReadonlyMap<string, Fact>, alias: string): string => {
  const told = names.map((name) => {
    const why = facts.get(name)?.hasReason === true ? ` || ': ' || COALESCE(${alias}.${name}_reason, 'unknown')` : '';
    return `CASE WHEN ${alias}.${name} IS NULL THEN ${textLiteral(name)}${why} END`;
  });
  return `NULLIF(CONCAT_WS('; ', ${told.join(', ')}), '')`;
};

/** A sub-score of facts that are columns of a relation. */
export const fromFacts = ({ section, rule }: SubScore, facts: ReadonlyMap<string, Fact>, alias: string): ValueAndReason => {
  if (section.kind === 'log_trend') {
    const growth = `${alias}.${section.of}`;
    const score = `${double(section.middle)} + ${double(section.per_doubling)} * @ratio(LN(1e0 + ${growth}), LN(2e0))`;
    const value = `CASE WHEN ${growth} IS NULL THEN NULL WHEN ${growth} <= -1e0 THEN 0e0 ELSE ${steady(`LEAST(100e0, GREATEST(0e0, ${score}))`)} END`;
    return { value, reason: missingOf([section.of], facts, alias) };
  }
  if (rule === undefined) return noSource;
  const given = `CAST(${factSql(rule, alias)} AS DOUBLE)`;
  const value = `CASE WHEN ${given} < 0e0 THEN 0e0 WHEN ${given} > 100e0 THEN 100e0 ELSE ${steady(given)} END`;
  return { value, reason: unless(given, `COALESCE(${missingOf(columnsOfRule(rule), facts, alias)}, 'undefined')`) };
};
