import { UnknownVersion } from '@audit/contract';
import type { Answer } from '../http/endpoint.ts';
import { ApiProblem } from '../http/problem.ts';
import { documentOf } from '../snapshot/build/build-snapshot.ts';
import { shownJson } from '../snapshot/marked-json.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { KeeperOptions } from '../snapshot/snapshot-keeper.ts';
import { goldDays } from './gold-days.ts';

interface Question {
  readonly id: string;
  readonly day: string;
  readonly unmasked: boolean;
}

const longestMs = 10_000;
const mostAtOnce = 2;
let inWork = 0;

const notKept = (days: Iterable<string>): ApiProblem => {
  const all = [...days].toSorted();
  const told = all.length > 60 ? `from ${all[0]} to ${all.at(-1)}, ${all.length} of them` : all.join(', ');
  return new ApiProblem('NO_SUCH_DAY', `the lake keeps the customer 360 of these days: ${told}`);
};

/** The document of one customer in a version: its tables are read for it alone. */
const documentIn = async (snapshot: Snapshot, { folder, memoryLimit }: KeeperOptions, version: number, only: string) => {
  const { lake, definitions } = snapshot.contents.explain;
  using _ = lake.pin(version);
  const signal = AbortSignal.timeout(longestMs);
  return await documentOf({ lake, manifest: lake.at(version), definitions, folder, memoryLimit, signal, only });
};

interface Counted {
  readonly alerts: object;
  readonly recommendations: object;
}

/** What people did is told as of now, not of days gone by. */
const withoutCounters = (document: string): string => {
  const read = JSON.parse(document) as Counted;
  return JSON.stringify({
    ...read,
    alerts: { ...read.alerts, acknowledged: null, snoozed: null },
    recommendations: { ...read.recommendations, acted_on: null },
  });
};

/**
 * A customer as it was on an earlier day; undefined where it was none, and may have another id now.
 *
 * @throws ApiProblem 404 for a day the lake does not keep, naming those it does; 503
 */
export const pastCustomer = async (
  snapshot: Snapshot,
  options: KeeperOptions,
  { id, day, unmasked }: Question,
): Promise<Answer | undefined> => {
  const days = goldDays(snapshot);
  const version = days.get(day);
  if (version === undefined) throw notKept(days.keys());
  if (inWork >= mostAtOnce)
    throw new ApiProblem('BUSY', 'documents of earlier days are being made for others; ask again in a moment', {
      headers: { 'Retry-After': '1' },
    });
  inWork++;
  let document: Buffer | undefined;
  try {
    document = await documentIn(snapshot, options, version, id);
  } catch (error) {
    if (error instanceof UnknownVersion) throw notKept([...days.keys()].filter((one) => one !== day));
    throw error;
  } finally {
    inWork--;
  }
  if (document === undefined) {
    if (snapshot.contents.customers.numberOf(id) !== undefined)
      throw new ApiProblem('NO_SUCH_CUSTOMER', `on ${day} there was no such customer yet`);
    return undefined;
  }
  const headers = { 'X-Data-As-Of': day, 'X-Data-Version': String(version) };
  return { body: withoutCounters(shownJson(document, unmasked).toString()), headers };
};
