import { randomUUID } from 'node:crypto';
import { askApi } from '../../actions/api-client.ts';
import type { CommandContext } from '../../context.ts';
import { jsonDocument } from '../../output/json.ts';
import { readConfig } from '../../settings.ts';
import { actionText, type ShownAction } from './shown-action.ts';

interface ChangeFlags {
  readonly note?: string;
  readonly dueOn?: string;
  readonly assignee?: string;
  readonly dryRun?: true;
  readonly idempotencyKey?: string;
  readonly json?: true;
}

const given = (members: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

/** `audit actions execute`, `audit actions cancel`. */
export const runActionsChange = async (
  context: CommandContext,
  what: 'execute' | 'cancel',
  id: string,
  flags: ChangeFlags,
): Promise<void> => {
  const { note, dueOn, assignee, dryRun, idempotencyKey = randomUUID() } = flags;
  const action = await askApi<ShownAction>(context, readConfig(context, flags), {
    what: what === 'execute' ? 'executing the action' : 'cancelling the action',
    path: `/api/actions/${encodeURIComponent(id)}/${what}`,
    body: given({ note, due_on: dueOn, assignee, dry_run: dryRun }),
    headers: { 'idempotency-key': idempotencyKey },
  });
  const notDone = dryRun === true ? 'Nothing was done (--dry-run).\n' : '';
  await context.stdout.write(flags.json ? jsonDocument(action) : `${actionText(action)}${notDone}`);
};
