import { SourceIncomplete } from '@audit/contract';
import { resultsPath } from './bulk-job.ts';
import type { PageEntry } from './checkpoint.ts';
import { jsonPage } from './json-page.ts';
import { headerOf, wholeText } from './read-answer.ts';
import type { SalesforceClient } from './salesforce-client.ts';
import { type SpooledPage, spoolPage } from './spool-page.ts';

/** Where a page is asked for and kept. */
export interface PageRequest {
  readonly what: string;
  readonly path: string;
  /** Fields of the query. */
  readonly fields: readonly string[];
  /** Those of them that are times. */
  readonly times: ReadonlySet<string>;
  /** The last Id before this page. */
  readonly after: string | null;
  /** Rows of its query before this page; they and this page’s give the offset the next one is named by. */
  readonly rowsBefore: number;
}

/** A page that came, and what is wrong with it. */
interface Judged {
  readonly page: PageFacts;
  /** What the server promised and what came, as words; null when they agree. */
  readonly fault: string | null;
  /** A fault that reading on by Id makes good: all that is missing is where to read on. */
  readonly isHarmless: boolean;
}

/** What a page entry says of the page alone. */
export type PageFacts = Omit<PageEntry, 'kind' | 'task' | 'api' | 'job' | 'page' | 'file'>;

/** Where the server did not say how to go on. */
export const nowhere = '?';

/**
 * Fetches a page; where it is not what was promised, once more.
 *
 * @throws SourceIncomplete, with the figures of both tries
 */
export const fetchPage = async (client: SalesforceClient, what: string, attempt: () => Promise<Judged>): Promise<PageFacts> => {
  const first = await attempt();
  if (first.fault === null) return first.page;
  const second = await attempt();
  if (second.fault === null || second.isHarmless) return second.page;
  throw new SourceIncomplete(client.place, what, [first.fault, second.fault]);
};

/** A page of a Bulk job, its bytes to disk as they come. @param maxRecords rows asked for */
export const bulkPage = async (
  client: SalesforceClient,
  request: PageRequest & { readonly job: string; readonly locator: string | null; readonly maxRecords: number },
): Promise<Judged> =>
  await client.send({
    what: request.what,
    path: resultsPath(request.job, request.locator, request.maxRecords),
    headers: { accept: 'text/csv' },
    take: async (answer) => {
      const page = await spoolPage(answer.body, request.path);
      const promised = headerOf(answer, 'sforce-numberofrecords');
      const locator = headerOf(answer, 'sforce-locator');
      const rows = promised === undefined || !/^\d+$/.test(promised) ? null : Number(promised);
      const own = faultOf(page, request);
      const isHarmless = own === null && (rows === null || locator === undefined);
      const fault =
        own ??
        (rows !== null && rows !== page.rows ? `${rows} rows promised, ${page.rows} came` : null) ??
        (isHarmless ? `the headers Sforce-NumberOfRecords and Sforce-Locator are missing, ${page.rows} rows came` : null);
      const next = locator === undefined ? nowhere : locator === 'null' ? null : locator;
      return { page: { ...factsOf(page, answer.received()), promised: rows, next }, fault, isHarmless };
    },
  });

/** A page of a REST query. @param url path of the page, from the root or below the version */
export const restPage = async (
  client: SalesforceClient,
  request: PageRequest & { readonly url: string; readonly batchSize: number },
): Promise<Judged> =>
  await client.send({
    what: request.what,
    path: request.url,
    headers: { 'sforce-query-options': `batchSize=${request.batchSize}` },
    take: async (answer) => {
      const { totalSize, done, next, csv } = jsonPage(await wholeText(answer.body), request.fields, request.times);
      const page = await spoolPage([csv], request.path);
      const offset = Number(/-(\d+)$/.exec(next ?? '')?.[1] ?? Number.NaN);
      const promised = next === null ? totalSize - request.rowsBefore : Number.isNaN(offset) ? null : offset - request.rowsBefore;
      const fault =
        faultOf(page, request) ??
        (promised !== null && promised !== page.rows ? `${promised} rows promised, ${page.rows} came` : null) ??
        (done === (next === null) ? null : `it says ${done ? 'it is the last, and where the next is' : 'there are more, and not where'}`);
      return { page: { ...factsOf(page, answer.received()), promised, next }, fault, isHarmless: false };
    },
  });

const factsOf = ({ rows, bytes, sha256, firstId, lastId, header, longest }: SpooledPage, received: number) => ({
  rows,
  bytes,
  received,
  sha256,
  firstId,
  lastId,
  header,
  longest,
});

const faultOf = (page: SpooledPage, { fields, after }: PageRequest): string | null => {
  if (page.fault !== null) return page.fault;
  const missing = fields.filter((field) => !page.header.includes(field));
  if (missing.length > 0) return `columns ${missing.join(', ')} are missing`;
  if (page.firstId !== null && after !== null && page.firstId <= after)
    return `it begins with ${page.firstId}, which is not after ${after}: its rows came before`;
  return null;
};
