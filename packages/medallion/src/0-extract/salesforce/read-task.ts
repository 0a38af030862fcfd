import { SourceIncomplete } from '@audit/contract';
import { readBulk } from './bulk-step.ts';
import type { Checkpoint } from './checkpoint.ts';
import { readRest } from './rest-step.ts';
import type { SalesforceClient } from './salesforce-client.ts';
import { stateOf } from './task-state.ts';
import type { ReadOptions, ReadTask } from './task-step.ts';

/** Several steps in a row that give no page: something is wrong beyond an expired job. */
const mostInVain = 6;

/**
 * Reads a task to its end, from where the checkpoint says it was left. Pages come in the order of Ids, so a query that cannot be read
 * on is replaced by one for the Ids after the last page: no page is read twice but the one in flight.
 *
 * @throws SourceIncomplete, SourceUnavailable, SourceQuota, SourceRefused; the checkpoint is kept
 */
export const readTask = async (client: SalesforceClient, checkpoint: Checkpoint, task: ReadTask, options: ReadOptions): Promise<void> => {
  let [inVain, pages] = [0, 0];
  for (;;) {
    const state = stateOf(checkpoint.entries, task);
    if (state.isDone) return;
    inVain = state.pages > pages ? 0 : inVain + 1;
    pages = state.pages;
    if (inVain > mostInVain)
      throw new SourceIncomplete(client.place, `${task.object}, after ${pages} pages`, [
        'one query after the other ended before its first page',
      ]);
    await (state.api === 'bulk2' ? readBulk : readRest)({ client, checkpoint, task, options, state });
  }
};
