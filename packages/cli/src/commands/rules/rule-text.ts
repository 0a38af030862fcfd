import { type FactValues, type JudgedRule, reasonInWords, type RuleOutcome } from '@audit/metrics';
import type { Fact } from '@audit/metrics';
import { textTable } from '../../output/text-table.ts';

/** An outcome in words. */
const outcomeWords: Readonly<Record<RuleOutcome, string>> = {
  fired: 'fires',
  not_fired: 'does not fire',
  undecidable: 'undecidable',
};
const partWords: Readonly<Record<RuleOutcome, string>> = { fired: 'yes', not_fired: 'no', undecidable: '?' };

/** A value for people: scores with two digits, fractions as percent. */
const shownFact = (value: FactValues[string], fact: Fact | undefined): string => {
  if (value === null || value === undefined) return 'unknown';
  // Cut like a score on a card, but so far to the right that 70.01 is seen to be above 70.
  if (fact?.unit === 'score') return String(Number(Number(value).toFixed(9).slice(0, -7)));
  if (fact?.unit === 'fraction') return `${Math.round(Number(value) * 1000) / 10} %`;
  return String(value);
};

/** Facts with their values: `churn_risk 71, days_to_expiry unknown (a contract in force has no end)`. @param reasons why facts have no value, by name */
export const valuesText = (values: FactValues, facts: ReadonlyMap<string, Fact>, reasons: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => {
      const why = value === null ? reasons[name] : undefined;
      return `${name} ${shownFact(value, facts.get(name))}${why === undefined ? '' : ` (${reasonInWords(why)})`}`;
    })
    .join(', ');

/** A rule judged: its outcome, and each part of its condition with the values it was decided by. */
export const judgedText = (
  { rule, outcome, expected, parts }: JudgedRule,
  facts: ReadonlyMap<string, Fact>,
  reasons: Readonly<Record<string, string>>,
): string => {
  const verdict = expected === null ? '' : expected === outcome ? ', as expected' : `, EXPECTED: ${outcomeWords[expected]}`;
  const table = textTable(
    [{ title: '' }, { title: '' }, { title: '' }],
    parts.map(({ condition, outcome: said, values }) => [partWords[said], condition, valuesText(values, facts, reasons)]),
  );
  // The titles are a line without words.
  const lines = table.split('\n').slice(1, -1);
  return `${rule} ${outcomeWords[outcome]}${verdict}\n${lines.map((line) => `  ${line}\n`).join('')}`;
};
