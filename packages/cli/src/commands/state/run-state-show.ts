import type { CommandContext } from '../../context.ts';
import { openLake } from '../../open-lake.ts';
import { jsonLine } from '../../output/json.ts';
import { textTable } from '../../output/text-table.ts';
import { knownCursors } from './known-cursors.ts';

/** `audit state show`. */
export const runStateShow = async (
  context: CommandContext,
  names: readonly string[],
  flags: { readonly version?: string; readonly json?: true },
): Promise<void> => {
  const cursors = knownCursors(openLake(context, flags).manifest, names);
  if (flags.json) return await context.stdout.write(cursors.map(([cursor, value]) => jsonLine({ cursor, value })).join(''));
  const rows = cursors.map(([cursor, value]) => [cursor, JSON.stringify(value)]);
  const titles = [{ title: 'cursor' }, { title: 'value' }] as const;
  await context.stdout.write(rows.length === 0 ? 'No cursors: nothing was extracted incrementally yet.\n' : textTable(titles, rows));
};
