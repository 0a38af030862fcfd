import { columnsOfRule, type Rule } from '@audit/contract';
import { textLiteral } from '@audit/warehouse';
import type { Fact, Unit } from '../definitions/unit.ts';
import { factSql } from '../sql/words.ts';
import type { Condition } from './rule-definitions.ts';
import { ruleWords } from './rule-words.ts';

const union = (queries: readonly string[], otherwise: string): string => (queries.length === 0 ? otherwise : queries.join('\nUNION ALL\n'));

const noOutcomes = `SELECT CAST(NULL AS VARCHAR) AS master_id, CAST(NULL AS VARCHAR) AS rule_id, CAST(NULL AS BOOLEAN) AS fired FROM facts f WHERE FALSE`;

/** `master_id, rule_id, fired` of the conditions that hold (TRUE) or are undecidable (NULL); those that do not hold have no row. */
export const outcomesSql = (conditions: readonly Condition[]): string =>
  union(
    conditions.map(({ id, when }) => {
      const holds = factSql(when, 'f');
      return `SELECT f.master_id, ${textLiteral(id)} AS rule_id, ${holds} AS fired FROM facts f WHERE COALESCE(${holds}, TRUE)`;
    }),
    noOutcomes,
  );

/** A fact a condition names, with the conditions above it that must be open for it to matter. */
interface Occurrence {
  readonly name: string;
  readonly above: readonly Rule[];
}

const joins = new Set(['all', 'any', 'not']);

const occurrences = (rule: Rule, above: readonly Rule[]): readonly Occurrence[] => {
  if (rule.op === 'literal') return [];
  if (rule.op === 'column') return [{ name: rule.name, above }];
  const inner = joins.has(rule.op) ? rule.args : undefined;
  if (inner === undefined) return columnsOfRule(rule).map((name) => ({ name, above }));
  return inner.flatMap((arg) => occurrences(arg, [...above, arg]));
};

const notReckoned = 'unknown';

/** The facts without a value that leave a condition open, with their reasons, as JSON; a side that is decided counts for nothing. */
const missingSql = (when: Rule, facts: ReadonlyMap<string, Fact>): string => {
  const byName = new Map<string, string[]>();
  for (const { name, above } of occurrences(when, [])) {
    const open = above.map((part) => `${factSql(part, 'f')} IS NULL`);
    byName.set(name, [...(byName.get(name) ?? []), open.length === 0 ? 'TRUE' : `(${open.join(' AND ')})`]);
  }
  const members = [...byName].map(([name, ways]) => {
    const why = facts.get(name)?.hasReason === true ? `COALESCE(f.${name}_reason, '${notReckoned}')` : `'${notReckoned}'`;
    return `CASE WHEN f.${name} IS NULL AND (${ways.join(' OR ')}) THEN ${textLiteral(`${JSON.stringify(name)}:`)} || @json_text(${why}) END`;
  });
  return `'{' || CONCAT_WS(',', ${members.join(', ')}) || '}'`;
};

/** `gaps_now`: conditions that are undecidable, and why. Reads `facts` and `outcomes_now`. */
export const gapsSql = (conditions: readonly Condition[], facts: ReadonlyMap<string, Fact>): string =>
  union(
    conditions.map(
      ({ id, when }) =>
        `SELECT f.master_id, o.rule_id, ${missingSql(when, facts)} AS missing FROM outcomes_now o JOIN facts f ON f.master_id = o.master_id WHERE o.rule_id = ${textLiteral(id)} AND o.fired IS NULL`,
    ),
    `SELECT f.master_id, @text(NULL) AS rule_id, @text(NULL) AS missing FROM facts f WHERE FALSE`,
  );

const asJson: Readonly<Record<Unit, (x: string) => string>> = {
  score: (x) => `@text(${x})`,
  fraction: (x) => `@text(${x})`,
  money: (x) => `@text(${x})`,
  quantity: (x) => `@text(${x})`,
  days: (x) => `@text(${x})`,
  count: (x) => `@text(${x})`,
  date: (x) => `'"' || @ymd(${x}) || '"'`,
  text: (x) => `@json_text(${x})`,
  flag: (x) => `CASE WHEN ${x} THEN 'true' WHEN NOT ${x} THEN 'false' END`,
};

/** Values a condition was decided by and the condition with its thresholds, as JSON: `{"values":{"days_overdue":16},"condition":"days_overdue > 15"}`. */
export const evidenceSql = (when: Rule, facts: ReadonlyMap<string, Fact>, alias: string): string => {
  const values = columnsOfRule(when).map((name, at) => {
    const unit = facts.get(name)?.unit ?? 'text';
    return `${textLiteral(`${at === 0 ? '' : ','}${JSON.stringify(name)}:`)}, COALESCE(${asJson[unit](`${alias}.${name}`)}, 'null')`;
  });
  const condition = textLiteral(`},"condition":${JSON.stringify(ruleWords(when))}}`);
  return `@joined('{"values":{'${values.map((value) => `, ${value}`).join('')}, ${condition})`;
};
