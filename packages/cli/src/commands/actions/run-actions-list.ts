import { askApi } from '../../actions/api-client.ts';
import type { CommandContext } from '../../context.ts';
import { jsonLine } from '../../output/json.ts';
import { textTable } from '../../output/text-table.ts';
import { readConfig } from '../../settings.ts';
import { deliveryText, type ShownAction } from './shown-action.ts';

interface ListFlags {
  readonly state?: string;
  readonly dead?: true;
  readonly limit: number;
  readonly json?: true;
}

/** `audit actions list`. */
export const runActionsList = async (context: CommandContext, flags: ListFlags): Promise<void> => {
  const question = new URLSearchParams({
    limit: String(flags.limit),
    ...(flags.state === undefined ? {} : { state: flags.state }),
    ...(flags.dead === true ? { delivery: 'dead' } : {}),
  });
  const path = `/api/actions?${question.toString()}`;
  const { items } = await askApi<{ readonly items: readonly ShownAction[] }>(context, readConfig(context, flags), {
    what: 'listing actions',
    path,
  });
  if (flags.json) return await context.stdout.write(items.map((item) => jsonLine(item)).join(''));
  if (items.length === 0) return await context.stdout.write('There is no such action.\n');
  const columns = [
    { title: 'recommendation' },
    { title: 'rule' },
    { title: 'action', maxWidth: 40 },
    { title: 'state' },
    { title: 'attempt', align: 'right' as const },
    { title: 'asked for (UTC)' },
    { title: 'by' },
    { title: 'connector' },
    { title: 'delivery', maxWidth: 60 },
  ];
  const rows = items.map((item) => [
    item.id,
    item.rule,
    item.action,
    item.state,
    String(item.attempt),
    (item.requested_at ?? '').slice(0, 19),
    item.requested_by ?? '',
    item.connector ?? '',
    deliveryText(item),
  ]);
  await context.stdout.write(textTable(columns, rows));
};
