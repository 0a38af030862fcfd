import { compareDefinitions, type DefinitionChange, keepDefinitions, readDefinitions } from '@audit/metrics';
import type { CommandContext } from '../../context.ts';
import { definitionsText } from '../../gold-definitions.ts';
import { jsonDocument } from '../../output/json.ts';
import { grouped } from '../../output/quantity.ts';
import { textTable } from '../../output/text-table.ts';
import { definitionsChangedBy } from './definitions-changed-by.ts';
import { type DayFlags, openLakeDay } from '../../lake-day.ts';

interface DiffFlags extends DayFlags {
  readonly limit: number;
  readonly json?: true;
}

const outcomeWords: Readonly<Record<string, string>> = { fired: 'fires', not_fired: 'does not fire', absent: 'no such rule' };
const shown = (said: string): string => outcomeWords[said] ?? said;

const diffText = (changes: readonly DefinitionChange[], asOf: string): string => {
  if (changes.length === 0) return `${asOf}: nobody would change band, and no rule would fire otherwise.\n`;
  return `${asOf}\n\n${textTable(
    [{ title: 'of' }, { title: 'now' }, { title: 'would be' }, { title: 'customers', align: 'right' }, { title: 'such as' }],
    changes.map(({ of, before, after, customers, examples }) => [of, shown(before), shown(after), grouped(customers), examples.join(', ')]),
  )}`;
};

/** `audit rules diff`. */
export const runRulesDiff = async (context: CommandContext, file: string, flags: DiffFlags): Promise<void> => {
  await using day = await openLakeDay(context, flags);
  const { view, silver, session, run } = day;
  const text = definitionsText(context, view.config);
  const base = readDefinitions(text.text, text.origin, silver);
  const changed = definitionsChangedBy(context, text, file, silver);
  for (const [word, definitions] of [
    ['before', base],
    ['after', changed],
  ] as const) {
    await day.compute(definitions);
    await keepDefinitions(session, word, definitions);
  }
  const changes = await compareDefinitions(session, flags.limit);
  await context.stdout.write(flags.json ? jsonDocument({ as_of: run.asOf, changes }) : diffText(changes, run.asOf));
};
