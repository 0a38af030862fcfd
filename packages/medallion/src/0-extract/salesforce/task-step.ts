import { SourceRefused } from '@audit/contract';
import type { Checkpoint, PageEntry, SalesforceApi } from './checkpoint.ts';
import type { PageFacts, PageRequest } from './page-fetch.ts';
import type { SalesforceClient } from './salesforce-client.ts';
import { soql, soqlText } from './soql.ts';
import { stateOf, type TaskState } from './task-state.ts';

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

/** What a step of a task knows: how far it has come, and where it goes on. */
export interface Step {
  readonly client: SalesforceClient;
  readonly checkpoint: Checkpoint;
  readonly task: ReadTask;
  readonly options: ReadOptions;
  readonly state: TaskState;
}

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

/** The query for the Ids after the last page. */
export const queryOf = ({ object, fields, conditions }: ReadTask, lastId: string | null, limit: number | undefined): string =>
  soql({ object, fields, conditions: [...conditions, ...(lastId === null ? [] : [`Id > ${soqlText(lastId)}`])], orderBy: 'Id', limit });

/** Where a page is asked for and kept. */
export const requestOf = ({ checkpoint, task }: Step, page: number, after: string | null, rowsBefore: number): PageRequest => ({
  what: `${task.object}, page ${page}`,
  path: checkpoint.path(fileOf(task, page)),
  fields: task.fields,
  times: new Set(task.times),
  after,
  rowsBefore,
});

const fileOf = ({ name }: ReadTask, page: number): string => `${name}-${String(page).padStart(6, '0')}.csv`;

/** Writes a page down. */
export const keep = (
  { checkpoint, task, options }: Step,
  api: SalesforceApi,
  job: string | null,
  page: PageFacts,
  number: number,
): void => {
  const entry: PageEntry = { kind: 'page', task: task.name, api, job, page: number, file: fileOf(task, number), ...page };
  checkpoint.append(entry);
  options.onPage(entry);
};

/** The result, or undefined when the query is gone, which is written down. */
export const unlessGone = async <T>({ checkpoint, task, state }: Step, work: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await work();
  } catch (error) {
    // A refusal at the first page of a REST query is one of the query itself.
    const isOfQuery = state.query !== null || stateOf(checkpoint.entries, task).query?.rows !== 0;
    if (!(error instanceof SourceRefused) || !goneStates.has(error.state) || !isOfQuery) throw error;
    checkpoint.append({ kind: 'gone', task: task.name, why: error.state });
    return undefined;
  }
};
