import { AuditError, SourceIncomplete, SourceRefused, SourceUnavailable } from '@audit/contract';
import { awaitJob, createJob } from './bulk-job.ts';
import type { Checkpoint, Entry, PageEntry, SalesforceApi } from './checkpoint.ts';
import { bulkPage, fetchPage, nowhere, type PageFacts, type PageRequest, restPage } from './page-fetch.ts';
import type { SalesforceClient } from './salesforce-client.ts';
import { soql, soqlText } from './soql.ts';

/** Rows of an object, to be read in the order of their Ids. */
export interface ReadTask {
  /** Names its pages; plain letters. */
  readonly name: string;
  readonly object: string;
  /** Id among them. */
  readonly fields: readonly string[];
  /** Those of them that are times. */
  readonly times: readonly string[];
  readonly conditions: readonly string[];
  readonly api: SalesforceApi;
}

export interface ReadOptions {
  /** Rows of one Bulk job. */
  readonly sliceRows: number;
  /** Rows of one page of it. */
  readonly pageRows: number;
  /** Rows of one page over REST. */
  readonly restPageRows: number;
  /** Whether REST may do what Bulk refuses. */
  readonly restFallback: boolean;
  /** Over REST it takes several queries a row: it must be begun anew there. */
  readonly isWide: boolean;
  readonly onPage: (page: PageEntry) => void;
}

/** How far a task has come. */
interface TaskState {
  readonly api: SalesforceApi;
  readonly pages: number;
  readonly lastId: string | null;
  /** The query being read: its rows so far, where its next page is (undefined: at its start), rows it promises. */
  readonly query: {
    readonly job: string | null;
    readonly rows: number;
    readonly next: string | null | undefined;
    readonly total: number | null;
  } | null;
  readonly isDone: boolean;
  /** Queries that ended early since the last page. */
  readonly goneInARow: number;
}

/** Several queries in a row that give no page: something is wrong beyond an expired job. */
const mostGoneInARow = 3;

const stateOf = (entries: readonly Entry[], task: ReadTask): TaskState => {
  let state: TaskState = { api: task.api, pages: 0, lastId: null, query: null, isDone: false, goneInARow: 0 };
  for (const entry of entries) if ('task' in entry && entry.task === task.name) state = after(state, entry);
  return state;
};

const after = (state: TaskState, entry: Extract<Entry, { readonly task: string }>): TaskState => {
  switch (entry.kind) {
    case 'query':
      return { ...state, query: { job: entry.job, rows: 0, next: undefined, total: null } };
    case 'page': {
      const rows = (state.query?.rows ?? 0) + entry.rows;
      const query = { job: entry.job, rows, next: entry.next, total: entry.total ?? state.query?.total ?? null };
      return { ...state, pages: state.pages + 1, lastId: entry.lastId ?? state.lastId, query, goneInARow: 0 };
    }
    case 'gone':
      return { ...state, query: null, goneInARow: state.goneInARow + 1 };
    case 'fallback':
      return { ...state, query: null, api: 'rest' };
    case 'closed':
      return { ...state, query: null, isDone: entry.isLast };
  }
};

/** A query of which the server knows nothing any more. */
const goneStates: ReadonlySet<string> = new Set([
  'INVALID_QUERY_LOCATOR',
  'NOT_FOUND',
  'INVALIDJOB',
  'INVALIDJOBSTATE',
  'INVALID_LOCATOR',
  'HTTP_404',
  'HTTP_410',
]);

/**
 * Reads a task to its end, from where the checkpoint says it was left. Pages come in the order of Ids, so a query that cannot be read
 * on is replaced by one for the Ids after the last page: no page is read twice but the one in flight.
 *
 * @throws SourceIncomplete, SourceUnavailable, SourceQuota, SourceRefused; the checkpoint is kept
 */
export const readTask = async (client: SalesforceClient, checkpoint: Checkpoint, task: ReadTask, options: ReadOptions): Promise<void> => {
  for (;;) {
    const state = stateOf(checkpoint.entries, task);
    if (state.isDone) return;
    if (state.goneInARow >= mostGoneInARow)
      throw new SourceIncomplete(client.place, `${task.object}, after ${state.pages} pages`, [
        `${mostGoneInARow} queries ended before their first page`,
      ]);
    await (state.api === 'bulk2' ? readBulk : readRest)({ client, checkpoint, task, options, state });
  }
};

interface Step {
  readonly client: SalesforceClient;
  readonly checkpoint: Checkpoint;
  readonly task: ReadTask;
  readonly options: ReadOptions;
  readonly state: TaskState;
}

/** One step of a Bulk task: a job made, or read to its end. */
const readBulk = async (step: Step): Promise<void> => {
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
  const job = await unlessGone(step, `job ${id} over ${task.object}`, (what) => awaitJob(client, what, id));
  if (job === undefined) return;
  if (job.state !== 'JobComplete') {
    const why = `job ${id} is ${job.state}${job.errorMessage === undefined ? '' : ` (${job.errorMessage})`}`;
    const failed = new SourceUnavailable(client.place, `reading ${task.object}: ${why}`, {
      remedy: 'run again, or allow REST where Bulk fails',
    });
    if (!options.restFallback) throw failed;
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
    const page = await unlessGone(step, `${request.what} of job ${job}`, (what) => fetchPage(client, what, attempt));
    if (page === undefined) return;
    keep(step, 'bulk2', job, page, pages + 1);
  }
  const { query, pages } = stateOf(checkpoint.entries, task);
  const rows = query?.rows ?? 0;
  if (total !== null && rows !== total)
    throw new SourceIncomplete(client.place, `job ${job} over ${task.object}`, [`${total} rows promised, ${rows} came in ${pages} pages`]);
  checkpoint.append({ kind: 'closed', task: task.name, isLast: rows < options.sliceRows });
};

/** One query over REST, to its end. */
const readRest = async (step: Step): Promise<void> => {
  const { client, checkpoint, task, options } = step;
  for (;;) {
    const { query, pages, lastId } = stateOf(checkpoint.entries, task);
    if (query === null || query.job !== null) checkpoint.append({ kind: 'query', task: task.name, job: null });
    const { rows = 0, next } = stateOf(checkpoint.entries, task).query ?? {};
    if (next === null) break;
    const url = next ?? `queryAll?q=${encodeURIComponent(queryOf(task, lastId, undefined))}`;
    const request = requestOf(step, pages + 1, lastId, rows);
    const page = await unlessGone(step, request.what, (what) =>
      fetchPage(client, what, () => restPage(client, { ...request, url, batchSize: options.restPageRows })),
    );
    if (page === undefined) return;
    keep(step, 'rest', null, page, pages + 1);
  }
  checkpoint.append({ kind: 'closed', task: task.name, isLast: true });
};

const queryOf = ({ object, fields, conditions }: ReadTask, lastId: string | null, limit: number | undefined): string =>
  soql({ object, fields, conditions: [...conditions, ...(lastId === null ? [] : [`Id > ${soqlText(lastId)}`])], orderBy: 'Id', limit });

const requestOf = ({ checkpoint, task }: Step, page: number, after: string | null, rowsBefore: number): PageRequest => ({
  what: `${task.object}, page ${page}`,
  path: checkpoint.path(fileOf(task, page)),
  fields: task.fields,
  times: new Set(task.times),
  after,
  rowsBefore,
});

const fileOf = ({ name }: ReadTask, page: number): string => `${name}-${String(page).padStart(6, '0')}.csv`;

const keep = ({ checkpoint, task, options }: Step, api: SalesforceApi, job: string | null, page: PageFacts, number: number): void => {
  const entry: PageEntry = { kind: 'page', task: task.name, api, job, page: number, file: fileOf(task, number), ...page };
  checkpoint.append(entry);
  options.onPage(entry);
};

/** The result, or undefined when the query is gone, which is written down. */
const unlessGone = async <T>(
  { checkpoint, task, state }: Step,
  what: string,
  work: (what: string) => Promise<T>,
): Promise<T | undefined> => {
  try {
    return await work(what);
  } catch (error) {
    // A refusal at the first page of a REST query is one of the query itself.
    const isOfQuery = state.query !== null || stateOf(checkpoint.entries, task).query?.rows !== 0;
    if (!(error instanceof AuditError) || !(error instanceof SourceRefused) || !goneStates.has(error.state) || !isOfQuery) throw error;
    checkpoint.append({ kind: 'gone', task: task.name, why: error.state });
    return undefined;
  }
};
