import { askApi } from '../../actions/api-client.ts';
import type { CommandContext } from '../../context.ts';
import { jsonDocument } from '../../output/json.ts';
import { textTable } from '../../output/text-table.ts';
import { readConfig } from '../../settings.ts';
import { actionText, type ShownAction } from './shown-action.ts';

interface ShownHistory extends ShownAction {
  readonly history: readonly {
    readonly at: string;
    readonly attempt: number;
    readonly before: string;
    readonly after: string;
    readonly by: string;
    readonly error: string | null;
  }[];
}

/** `audit actions show`. */
export const runActionsShow = async (context: CommandContext, id: string, flags: { readonly json?: true }): Promise<void> => {
  const path = `/api/actions/${encodeURIComponent(id)}`;
  const action = await askApi<ShownHistory>(context, readConfig(context, flags), { what: 'showing the action', path });
  if (flags.json) return await context.stdout.write(jsonDocument(action));
  const table = textTable(
    [{ title: 'when (UTC)' }, { title: 'attempt', align: 'right' }, { title: 'from' }, { title: 'to' }, { title: 'by' }, { title: 'why' }],
    action.history.map(({ at, attempt, before, after, by, error }) => [at.slice(0, 19), String(attempt), before, after, by, error ?? '']),
  );
  await context.stdout.write(`${actionText(action)}${action.history.length === 0 ? '' : `\n${table}`}`);
};
