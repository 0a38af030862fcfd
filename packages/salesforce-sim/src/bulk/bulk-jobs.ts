import { ApiRefusal } from '../http/api-refusal.ts';
import { salesforceId } from '../organisation/ids.ts';
import type { ResultSet } from '../result/result-set.ts';

export type JobState = 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Aborted' | 'Failed';

/** A query job. */
export interface BulkJob {
  readonly id: string;
  readonly object: string;
  readonly operation: 'query' | 'queryAll';
  readonly query: string;
  readonly columnDelimiter: string;
  readonly lineEnding: 'LF' | 'CRLF';
  readonly apiVersion: string;
  readonly createdDate: string;
  state: JobState;
  errorMessage: string | null;
  polls: number;
  /** Its rows, and the first line of each page. */
  result: (ResultSet & { readonly header: string }) | undefined;
  /** Rows a poll has shown so far; all once it is complete. */
  processed: number;
  /** Resolves when the rows are there, or it failed. */
  readonly running: Promise<void>;
}

/** All jobs, by id. */
export class BulkJobs {
  readonly #jobs = new Map<string, BulkJob>();
  readonly pollsToComplete: number;
  readonly pageRows: number;
  #made = 0;

  /**
   * @param pollsToComplete how many times the state is asked for before it may be JobComplete
   * @param pageRows rows of a page where the request does not say
   */
  constructor(pollsToComplete: number, pageRows: number) {
    this.pollsToComplete = pollsToComplete;
    this.pageRows = pageRows;
  }

  nextId(): string {
    return salesforceId('750', this.#made++);
  }

  add(job: BulkJob): void {
    this.#jobs.set(job.id, job);
  }

  get all(): readonly BulkJob[] {
    return [...this.#jobs.values()];
  }

  /** @throws ApiRefusal NOT_FOUND */
  get(id: string): BulkJob {
    const job = this.#jobs.get(id) ?? this.all.find((one) => one.id.slice(0, 15) === id);
    if (job === undefined) throw new ApiRefusal(404, 'NOT_FOUND', 'The requested resource does not exist');
    return job;
  }

  async remove(job: BulkJob): Promise<void> {
    this.#jobs.delete(job.id);
    await job.result?.drop();
  }
}
