import { fetchPage, restPage } from './page-fetch.ts';
import { stateOf } from './task-state.ts';
import { keep, queryOf, requestOf, type Step, unlessGone } from './task-step.ts';

/** One query over REST, to its end. */
export const readRest = async (step: Step): Promise<void> => {
  const { client, checkpoint, task, options } = step;
  for (;;) {
    const { query, pages, lastId } = stateOf(checkpoint.entries, task);
    if (query === null || query.job !== null) checkpoint.append({ kind: 'query', task: task.name, job: null });
    const { rows = 0, next } = stateOf(checkpoint.entries, task).query ?? {};
    if (next === null) break;
    const url = next ?? `queryAll?q=${encodeURIComponent(queryOf(task, lastId, undefined))}`;
    const request = requestOf(step, pages + 1, lastId, rows);
    const page = await unlessGone(step, () =>
      fetchPage(client, request.what, () => restPage(client, { ...request, url, batchSize: options.restPageRows })),
    );
    if (page === undefined) return;
    keep(step, 'rest', null, page, pages + 1);
  }
  checkpoint.append({ kind: 'closed', task: task.name, isLast: true });
};
