import type { SalesforceClient } from './salesforce-client.ts';

/** A query job of the Bulk API 2.0. */
export interface BulkJob {
  readonly id: string;
  readonly state: 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';
  readonly numberRecordsProcessed?: number;
  readonly errorMessage?: string;
}

const firstPollMillis = 200;
const longestPollMillis = 15_000;

const pathOf = (id: string): string => `jobs/query/${encodeURIComponent(id)}`;

/**
 * Makes a job; deleted records are read too. A job that was made although its answer was lost is left to expire: nobody reads it.
 *
 * @returns its id
 * @throws SourceRefused, among others for objects that Bulk does not know
 */
export const createJob = async (client: SalesforceClient, what: string, query: string): Promise<string> => {
  const body = { operation: 'queryAll', query, contentType: 'CSV', columnDelimiter: 'COMMA', lineEnding: 'LF' };
  const { id } = await client.json<BulkJob>(what, 'jobs/query', { method: 'POST', body });
  return id;
};

/** Waits until a job has ended, well or not. @throws SourceRefused (NOT_FOUND) where it is gone */
export const awaitJob = async (client: SalesforceClient, what: string, id: string): Promise<BulkJob> => {
  for (let pause = firstPollMillis; ; pause = Math.min(longestPollMillis, pause * 1.5)) {
    const job = await client.json<BulkJob>(what, pathOf(id));
    if (job.state !== 'UploadComplete' && job.state !== 'InProgress') return job;
    await client.pause(pause);
  }
};

/** Path of a page of a job's result. @param locator null for the first */
export const resultsPath = (id: string, locator: string | null, maxRecords: number): string =>
  `${pathOf(id)}/results?maxRecords=${maxRecords}${locator === null ? '' : `&locator=${encodeURIComponent(locator)}`}`;
