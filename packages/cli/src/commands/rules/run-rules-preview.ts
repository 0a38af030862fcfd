import { changedConditions, conditionsOf, type Definitions, previewRules, type RulePreview, ruleWords } from '@audit/metrics';
import type { CommandContext } from '../../context.ts';
import { definitionsText } from '../../gold-definitions.ts';
import { readDefinitions } from '@audit/metrics';
import { jsonDocument } from '../../output/json.ts';
import { counted, grouped } from '../../output/quantity.ts';
import { textTable } from '../../output/text-table.ts';
import { definitionsChangedBy } from './definitions-changed-by.ts';
import { type DayFlags, openLakeDay } from '../../lake-day.ts';
import { valuesText } from './rule-text.ts';

interface PreviewFlags extends DayFlags {
  readonly limit: number;
  readonly json?: true;
}

const previewText = (previews: readonly RulePreview[], definitions: Definitions, asOf: string): string => {
  const words = new Map(conditionsOf(definitions).map(({ id, when }) => [id, ruleWords(when)]));
  const facts = new Map(definitions.facts.map((fact) => [fact.name, fact]));
  const table = textTable(
    [
      { title: 'rule' },
      { title: 'fires', align: 'right' },
      { title: 'undecidable', align: 'right' },
      { title: 'does not', align: 'right' },
      { title: 'when' },
    ],
    previews.map(({ rule, fired, undecidable, not_fired: not }) => [
      rule,
      grouped(fired),
      grouped(undecidable),
      grouped(not),
      words.get(rule) ?? '',
    ]),
  );
  const named = previews.flatMap(({ rule, fired, examples }) =>
    examples.length === 0
      ? []
      : [
          `\n${rule} fires for ${counted(fired, 'customer')}${fired > examples.length ? ', among them' : ''}\n${examples.map(({ customer, values }) => `  ${customer}  ${valuesText(values, facts, {})}\n`).join('')}`,
        ],
  );
  return `${asOf}, ${counted(previews[0]?.customers ?? 0, 'customer')}\n\n${table}${named.join('')}`;
};

/** `audit rules preview`. */
export const runRulesPreview = async (context: CommandContext, file: string | undefined, flags: PreviewFlags): Promise<void> => {
  await using day = await openLakeDay(context, flags);
  const { view, silver, session, run } = day;
  const text = definitionsText(context, view.config);
  const base = readDefinitions(text.text, text.origin, silver);
  const definitions = file === undefined ? base : definitionsChangedBy(context, text, file, silver);
  const conditions = file === undefined ? conditionsOf(definitions) : changedConditions(base, definitions);
  if (conditions.length === 0 && !flags.json)
    return await context.stdout.write(`No rule of ${file ?? ''} is new or has another condition.\n`);
  await day.compute(definitions);
  const previews = await previewRules(session, conditions, definitions.facts, flags.limit);
  await context.stdout.write(
    flags.json ? jsonDocument({ as_of: run.asOf, rules: previews }) : previewText(previews, definitions, run.asOf),
  );
};
