import type { BulkJobs } from '../bulk/bulk-jobs.ts';
import { ApiRefusal } from '../http/api-refusal.ts';
import type { Answer } from '../http/exchange.ts';
import type { Sessions } from '../oauth/sessions.ts';
import type { Fault } from './fault.ts';

const html = (status: number): string =>
  `<html><head><title>Error ${status}</title></head><body><h1>Service temporarily unavailable</h1></body></html>`;

const statusAnswer = ({ status = 503, body, errorCode, message = 'Planned fault', headers = {} }: Fault): Answer => {
  if (errorCode !== undefined)
    return {
      status,
      headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
      body: new ApiRefusal(status, errorCode, message).body,
    };
  return { status, headers: { 'content-type': 'text/html;charset=UTF-8', ...headers }, body: body ?? html(status) };
};

/** The answer of a fault that stands in for the real one, or undefined. @param authorization of the request */
export const answerOfFault = (fault: Fault, sessions: Sessions, authorization: string | undefined): Answer | undefined => {
  if (fault.kind === 'status') return statusAnswer(fault);
  if (fault.kind === 'quota') throw new ApiRefusal(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
  if (fault.kind !== 'expired-session') return undefined;
  sessions.end(authorization);
  throw new ApiRefusal(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
};

/** Ends the job whose id stands in the path as the fault says. */
export const endJob = ({ kind, message }: Fault, jobs: BulkJobs, path: string): void => {
  const id = /\/jobs\/query\/(\w+)/.exec(path)?.[1];
  if (id === undefined || (kind !== 'aborted-job' && kind !== 'failed-job')) return;
  const job = jobs.get(id);
  job.state = kind === 'aborted-job' ? 'Aborted' : 'Failed';
  job.errorMessage = message ?? (kind === 'failed-job' ? 'InternalServerError: Retried more than fifteen times' : null);
};
