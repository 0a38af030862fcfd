import { SourceIncomplete } from '@audit/contract';
import { type LandedRows, landRows } from './land-rows.ts';
import { countRows, timesOf } from './plan-table.ts';
import { readTasks, type TableRun } from './table-run.ts';

/**
 * Reads the window of a table and writes its rows.
 *
 * @throws SourceIncomplete where the server counts other rows than came, before and after
 */
export const readRows = async (run: TableRun): Promise<LandedRows> => {
  const { checkpoint, plan } = run;
  const { object, conditions, api } = plan;
  const tasks = plan.chunks.map((fields, at) => ({
    name: at === 0 ? 'rows' : `rows-${at}`,
    object: object.name,
    fields,
    times: timesOf(plan),
    conditions,
    api,
  }));
  await readTasks(run, tasks);
  await compareCounts(
    run,
    checkpoint.pages('rows').reduce((sum, page) => sum + page.rows, 0),
  );
  return await landRows(
    { ...run, known: run.bronze },
    tasks.map(({ name }) => [name]),
    'rows',
  );
};

/** Records leave the window while it is read, when they change, and late commits enter it: then the server counts otherwise afterwards. */
const compareCounts = async ({ client, plan }: TableRun, came: number): Promise<void> => {
  if (came === plan.rows) return;
  const now = await countRows(client, plan.object.name, plan.conditions);
  if (now === plan.rows)
    throw new SourceIncomplete(client.place, plan.object.name, [`${plan.rows} rows counted before and after, ${came} came`]);
};
