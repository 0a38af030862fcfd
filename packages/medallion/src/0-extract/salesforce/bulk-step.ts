import { type AuditError, SourceIncomplete, SourceRefused, SourceUnavailable } from '@audit/contract';
import { awaitJob, createJob } from './bulk-job.ts';
import { bulkPage, fetchPage, nowhere } from './page-fetch.ts';
import { stateOf } from './task-state.ts';
import { keep, queryOf, requestOf, type Step, unlessGone } from './task-step.ts';

/** One step of a Bulk task: a job made, or read to its end. */
export const readBulk = async (step: Step): Promise<void> => {
  const { client, checkpoint, task, options, state } = step;
  const { name } = task;
  if (state.query === null || state.query.job === null) {
    const limit = options.sliceRows;
    try {
      const job = await createJob(client, `a Bulk job over ${task.object}`, queryOf(task, state.lastId, limit));
      checkpoint.append({ kind: 'query', task: name, job });
    } catch (error) {
      if (!(error instanceof SourceRefused) || !options.restFallback) throw error;
      fallBack(step, `Bulk refuses ${task.object}: ${error.state}`, error);
    }
    return;
  }
  const id = state.query.job;
  const job = await unlessGone(step, () => awaitJob(client, `job ${id} over ${task.object}`, id));
  if (job === undefined) return;
  if (job.state !== 'JobComplete') {
    const why = `job ${id} is ${job.state}${job.errorMessage === undefined ? '' : ` (${job.errorMessage})`}`;
    const failed = new SourceUnavailable(client.place, `reading ${task.object}: ${why}`, {
      remedy: 'run again, or allow REST where Bulk fails',
    });
    if (!options.restFallback) {
      // The next run makes a job of its own.
      checkpoint.append({ kind: 'gone', task: name, why });
      throw failed;
    }
    fallBack(step, why, failed);
    return;
  }
  await readResult(step, id, job.numberRecordsProcessed ?? null);
};

/** What a table is begun anew for. */
export const overRest = 'over REST';

/** REST goes on, or, where it takes other queries, begins anew: then the error is that of Bulk. */
const fallBack = ({ checkpoint, task, options }: Step, why: string, error: AuditError): void => {
  if (options.isWide) {
    checkpoint.append({ kind: 'note', name: overRest, value: why });
    throw error;
  }
  checkpoint.append({ kind: 'fallback', task: task.name, why });
};

const readResult = async (step: Step, job: string, total: number | null): Promise<void> => {
  const { client, checkpoint, task, options } = step;
  for (;;) {
    const { query, pages, lastId } = stateOf(checkpoint.entries, task);
    const { rows = 0, next } = query ?? {};
    // Without a promise there may be more until a query gives nothing.
    if (next === nowhere && (total === null ? rows > 0 : rows < total)) {
      checkpoint.append({ kind: 'gone', task: task.name, why: `page ${pages} does not say where the next one is` });
      return;
    }
    if (next === null || next === nowhere) break;
    const request = requestOf(step, pages + 1, lastId, rows);
    const attempt = () => bulkPage(client, { ...request, job, locator: next ?? null, maxRecords: options.pageRows });
    const page = await unlessGone(step, () => fetchPage(client, `${request.what} of job ${job}`, attempt));
    if (page === undefined) return;
    keep(step, 'bulk2', job, page, pages + 1);
  }
  const { query, pages } = stateOf(checkpoint.entries, task);
  const rows = query?.rows ?? 0;
  if (total !== null && rows !== total)
    throw new SourceIncomplete(client.place, `job ${job} over ${task.object}`, [`${total} rows promised, ${rows} came in ${pages} pages`]);
  checkpoint.append({ kind: 'closed', task: task.name, isLast: rows < options.sliceRows });
};
