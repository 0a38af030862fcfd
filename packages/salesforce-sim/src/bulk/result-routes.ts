import { ApiRefusal } from '../http/api-refusal.ts';
import { type Answer, type Exchange, json, type Route } from '../http/exchange.ts';
import type { BulkJob } from './bulk-jobs.ts';

/** Addresses of pages in one answer of `resultPages`. */
const pagesAtOnce = 5;

const completed = (exchange: Exchange): { readonly job: BulkJob; readonly result: NonNullable<BulkJob['result']> } => {
  const job = exchange.simulation.jobs.get(exchange.parts[0] ?? '');
  const { result } = job;
  if (job.state !== 'JobComplete' || result === undefined)
    throw new ApiRefusal(400, 'INVALIDJOBSTATE', `InvalidJobState : the job is ${job.state}, results are there when it is JobComplete`);
  if (exchange.version.slice(1) !== job.apiVersion)
    throw new ApiRefusal(409, 'API_ERROR', `The API version of the job is ${job.apiVersion}`);
  return { job, result };
};

const locatorOf = (row: number): string => Buffer.from(String(row)).toString('base64url');

const rowOf = (locator: string | null, rows: number): number => {
  if (locator === null || locator === '') return 0;
  const row = Buffer.from(locator, 'base64url').toString('utf8');
  if (!/^\d+$/.test(row) || (Number(row) > 0 && Number(row) >= rows))
    throw new ApiRefusal(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
  return Number(row);
};

const sizeOf = (exchange: Exchange): number => {
  const asked = exchange.query.get('maxRecords');
  if (asked === null) return exchange.simulation.jobs.pageRows;
  if (!/^[1-9]\d{0,9}$/.test(asked)) throw new ApiRefusal(400, 'API_ERROR', `maxRecords must be a whole number from 1 up, not ${asked}`);
  return Number(asked);
};

async function* csvPage(header: string, rows: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield Buffer.from(header);
  yield* rows;
}

const results = (exchange: Exchange): Answer => {
  const { result } = completed(exchange);
  const [first, size] = [rowOf(exchange.query.get('locator'), result.rows), sizeOf(exchange)];
  const last = Math.min(first + size, result.rows);
  const from = exchange.duplicatePage ? Math.max(0, first - size) : first;
  return {
    status: 200,
    headers: {
      'content-type': 'text/csv; charset=UTF-8',
      'Sforce-Locator': last >= result.rows ? 'null' : locatorOf(last),
      'Sforce-NumberOfRecords': String(last - first),
    },
    body: csvPage(result.header, result.read(from, from + last - first)),
  };
};

/** Up to five addresses of pages to be fetched beside each other. */
const resultPages = (exchange: Exchange): Answer => {
  const { job, result } = completed(exchange);
  const first = rowOf(exchange.query.get('locator'), result.rows);
  const path = `${exchange.base}/jobs/query/${job.id}`;
  const { pageRows } = exchange.simulation.jobs;
  const starts = Array.from({ length: pagesAtOnce }, (_, i) => first + i * pageRows).filter((row) => row === 0 || row < result.rows);
  const next = first + pagesAtOnce * pageRows;
  const done = next >= result.rows;
  return json({
    resultPages: starts.map((row) => ({ resultUrl: `${path}/results?locator=${locatorOf(row)}` })),
    ...(done ? {} : { nextRecordsUrl: `${path}/resultPages?locator=${locatorOf(next)}` }),
    done,
  });
};

export const resultRoutes: readonly Route[] = [
  { method: 'GET', path: /^\/jobs\/query\/(\w+)\/results\/?$/, answer: results },
  { method: 'GET', path: /^\/jobs\/query\/(\w+)\/resultPages\/?$/, answer: resultPages },
];
