import { type Micros, SourceRefused } from '@audit/contract';
import type { SalesforceApi } from './checkpoint.ts';
import { describeObject, type SalesforceObject } from './describe-object.ts';
import type { ExtractionSettings } from './extraction-settings.ts';
import type { SalesforceClient } from './salesforce-client.ts';
import { countSoql, soql, soqlInstant } from './soql.ts';
import { before, instantOf, type TableCursor } from './table-cursor.ts';

/** What a run reads of a table: fixed once, so that a run that goes on reads the same. */
export interface TablePlan {
  readonly object: SalesforceObject;
  /** Stamps from here on are read; null for all. */
  readonly since: string | null;
  /** Stamps below it are; null where there are none. */
  readonly until: string | null;
  /** The server's clock when it was made. */
  readonly serverTime: string;
  readonly conditions: readonly string[];
  readonly api: SalesforceApi;
  /** Fields of each query; more than one where a query would be too long. Each begins with Id and the stamp. */
  readonly chunks: readonly (readonly string[])[];
  /** Rows the server counted. */
  readonly rows: number;
  /** Where the run leaves the cursor. */
  readonly cursor: TableCursor;
  /** It leaves out what no run has read: the cursor must stay. */
  readonly passesBy: boolean;
}

/** Where a table is read from. */
export interface ReadFrom {
  readonly cursor: TableCursor | undefined;
  readonly since?: Micros | undefined;
}

/** The whole URI and the headers may take 16,384 bytes; a token and what proxies add take some. */
const longestQuery = 12_000;

/**
 * Plans a table: [cursor − look-back, server's clock − settling time), or everything when it was not read yet.
 *
 * @param from where the last run left it, or from where on it is to be read whatever was before
 * @throws SourceRefused
 */
export const planTable = async (
  client: SalesforceClient,
  object: string,
  from: ReadFrom,
  settings: ExtractionSettings,
): Promise<TablePlan> => {
  const described = await describeObject(client, object, settings.base64);
  const { serverTime } = client;
  if (serverTime === undefined)
    throw new SourceRefused(client.place, `reading ${object}`, 'its answers do not tell the time of the server', 'Date', {
      stateName: 'header',
      remedy: 'see what stands between here and the source: without that time rows would be passed by',
    });
  const { orgId } = await client.session();
  refuseOtherOrg(client, object, from.cursor, orgId);
  const window = windowOf(described, from, { serverTime, orgId }, settings);
  const rows = await countRows(client, described.name, window.conditions);
  const api = apiFor(settings, rows);
  return {
    object: described,
    ...window,
    serverTime: soqlInstant(serverTime),
    api,
    chunks: chunksOf(described, window.conditions, api),
    rows,
  };
};

/** What so many rows are read over. */
export const apiFor = ({ api, bulkFromRows }: ExtractionSettings, rows: number): SalesforceApi => {
  if (api !== 'auto') return api;
  return rows >= bulkFromRows ? 'bulk2' : 'rest';
};

/** Two organisations in one table would pass for versions of the same records. @throws SourceRefused */
const refuseOtherOrg = (client: SalesforceClient, object: string, cursor: TableCursor | undefined, orgId: string | null): void => {
  if (cursor === undefined || cursor.org === null || orgId === null || cursor.org === orgId) return;
  const what = `bronze was read from the organisation ${cursor.org}, and this is ${orgId}`;
  throw new SourceRefused(client.place, `reading ${object}`, what, orgId, {
    stateName: 'organisation',
    remedy: 'give each organisation a lake of its own',
  });
};

/** Rows that fulfil the conditions now, deleted ones among them. @throws SourceRefused */
export const countRows = async (client: SalesforceClient, object: string, conditions: readonly string[]): Promise<number> => {
  const query = encodeURIComponent(countSoql({ object, conditions }));
  const { totalSize } = await client.json<{ readonly totalSize?: number }>(`counting ${object}`, `queryAll?q=${query}`);
  if (typeof totalSize === 'number') return totalSize;
  throw new SourceRefused(client.place, `counting ${object}`, 'the answer holds no totalSize', 'totalSize', { stateName: 'field' });
};

/** The fields that are times. */
export const timesOf = ({ object: { columns } }: TablePlan): readonly string[] =>
  columns.filter(({ type }) => type === 'datetime').map(({ name }) => name);

/** Whether REST needs more than one query for a row. */
export const needsParts = (plan: TablePlan): boolean => chunksOf(plan.object, plan.conditions, 'rest').length > 1;

const windowOf = (
  { stamp }: SalesforceObject,
  { cursor, since: given }: ReadFrom,
  { serverTime, orgId: org }: { readonly serverTime: Micros; readonly orgId: string | null },
  { lookBackSeconds, settleSeconds }: ExtractionSettings,
): Pick<TablePlan, 'since' | 'until' | 'conditions' | 'cursor' | 'passesBy'> => {
  const settled = before(serverTime, settleSeconds);
  const now = soqlInstant(settled);
  const refreshedAt = cursor?.refreshedAt ?? now;
  if (stamp === null)
    return {
      since: null,
      until: null,
      conditions: [],
      cursor: { org, field: null, through: null, deletedThrough: now, refreshedAt },
      passesBy: false,
    };
  // A cursor over another field says nothing of this one.
  const through = cursor?.field === stamp && cursor.through !== null ? instantOf(cursor.through) : undefined;
  const until = through !== undefined && through > settled ? through : settled;
  const known = through === undefined ? null : soqlInstant(before(through, lookBackSeconds));
  const since = given === undefined ? known : soqlInstant(given);
  const upTo = soqlInstant(until);
  return {
    since,
    until: upTo,
    conditions: [`${stamp} < ${upTo}`, ...(since === null ? [] : [`${stamp} >= ${since}`])],
    cursor: { org, field: stamp, through: upTo, deletedThrough: upTo, refreshedAt },
    passesBy: given !== undefined && (known === null || soqlInstant(given) > known),
  };
};

/** Bulk takes a query of any length in its body. */
const chunksOf = (
  { name, columns, stamp }: SalesforceObject,
  conditions: readonly string[],
  api: SalesforceApi,
): readonly (readonly string[])[] => {
  const key = stamp === null ? ['Id'] : ['Id', stamp];
  const rest = columns.map((column) => column.name).filter((field) => !key.includes(field));
  if (api === 'bulk2') return [[...key, ...rest]];
  const lengthOf = (fields: readonly string[]): number =>
    encodeURIComponent(soql({ object: name, fields, conditions, orderBy: 'Id' })).length;
  const chunks: string[][] = [[...key]];
  let length = lengthOf(key);
  for (const field of rest) {
    const more = encodeURIComponent(`, ${field}`).length;
    if (length + more > longestQuery) {
      chunks.push([...key]);
      length = lengthOf(key);
    }
    chunks.at(-1)?.push(field);
    length += more;
  }
  return chunks;
};
