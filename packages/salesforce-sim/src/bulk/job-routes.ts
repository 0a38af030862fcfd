import { ApiRefusal } from '../http/api-refusal.ts';
import { type Answer, type Exchange, json, type Route } from '../http/exchange.ts';
import { userId } from '../organisation/ids.ts';
import type { BulkJob } from './bulk-jobs.ts';
import { createJob } from './create-job.ts';

const stamp = (iso: string): string => `${iso.slice(0, 19)}.000+0000`;

const about = (job: BulkJob, clock: string): Readonly<Record<string, unknown>> => ({
  id: job.id,
  operation: job.operation,
  object: job.object,
  createdById: userId,
  createdDate: stamp(job.createdDate),
  systemModstamp: stamp(clock),
  state: job.state,
  concurrencyMode: 'Parallel',
  contentType: 'CSV',
  apiVersion: Number(job.apiVersion),
  lineEnding: job.lineEnding,
  columnDelimiter: job.columnDelimiter,
});

const progress = (job: BulkJob): Readonly<Record<string, unknown>> => ({
  jobType: 'V2Query',
  numberRecordsProcessed: job.processed,
  retries: 0,
  totalProcessingTime: job.polls * 500,
  isPkChunkingSupported: true,
  ...(job.errorMessage === null ? {} : { errorMessage: job.errorMessage }),
});

const isOver = ({ state }: BulkJob): boolean => state === 'JobComplete' || state === 'Aborted' || state === 'Failed';

/** One poll further: the rows must be there, and the job must have been asked for often enough. */
const step = (job: BulkJob, pollsToComplete: number): void => {
  job.polls += 1;
  if (isOver(job)) return;
  const { result } = job;
  job.state = result !== undefined && job.polls > pollsToComplete ? 'JobComplete' : 'InProgress';
  job.processed =
    result === undefined ? 0 : job.state === 'JobComplete' ? result.rows : Math.floor((result.rows * job.polls) / (pollsToComplete + 1));
};

const poll = (exchange: Exchange): Answer => {
  const { jobs, organisation } = exchange.simulation;
  const job = jobs.get(exchange.parts[0] ?? '');
  step(job, jobs.pollsToComplete);
  return json({ ...about(job, organisation.clock), ...progress(job) });
};

const abort = (exchange: Exchange): Answer => {
  const { jobs, organisation } = exchange.simulation;
  const job = jobs.get(exchange.parts[0] ?? '');
  if (!/"state"\s*:\s*"Aborted"/.test(exchange.body))
    throw new ApiRefusal(400, 'INVALIDJOB', 'InvalidJob : a query job can be set to Aborted only');
  if (isOver(job)) throw new ApiRefusal(400, 'INVALIDJOBSTATE', `Aborting already completed Job not allowed`);
  job.state = 'Aborted';
  return json(about(job, organisation.clock));
};

const remove = async (exchange: Exchange): Promise<Answer> => {
  const { jobs } = exchange.simulation;
  const job = jobs.get(exchange.parts[0] ?? '');
  if (!isOver(job)) throw new ApiRefusal(400, 'INVALIDJOBSTATE', `Deleting not completed Job not allowed`);
  await job.running;
  await jobs.remove(job);
  return { status: 204 };
};

const list = ({ simulation: { jobs, organisation } }: Exchange): Answer =>
  json({ done: true, nextRecordsUrl: null, records: jobs.all.map((job) => ({ ...about(job, organisation.clock), jobType: 'V2Query' })) });

export const jobRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/jobs\/query\/?$/,
    answer: (exchange) => json(about(createJob(exchange), exchange.simulation.organisation.clock)),
  },
  { method: 'GET', path: /^\/jobs\/query\/?$/, answer: list },
  { method: 'GET', path: /^\/jobs\/query\/(\w+)\/?$/, answer: poll },
  { method: 'PATCH', path: /^\/jobs\/query\/(\w+)\/?$/, answer: abort },
  { method: 'DELETE', path: /^\/jobs\/query\/(\w+)\/?$/, answer: remove },
];
