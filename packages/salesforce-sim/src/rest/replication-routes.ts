import { formatInstant, parseInstant, quote } from '@audit/contract';
import { ApiRefusal } from '../http/api-refusal.ts';
import { type Answer, type Exchange, json, type Route } from '../http/exchange.ts';
import { pendingTable } from '../organisation/organisation.ts';
import { objectOf } from './describe-routes.ts';

const minute = 60_000_000n;
const maxBack = 30n * 24n * 60n * minute;

const stamp = (micros: bigint): string => `${formatInstant(micros as Parameters<typeof formatInstant>[0]).slice(0, 19)}.000+0000`;

const instantOf = (exchange: Exchange, name: string): bigint => {
  const parsed = parseInstant((exchange.query.get(name) ?? '').replace(/ (\d{2}:?\d{2})$/, '+$1').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  if (parsed === undefined) throw new ApiRefusal(400, 'MALFORMED_QUERY', `${name} is missing or no date and time`);
  return parsed.micros;
};

interface Window {
  readonly start: bigint;
  readonly end: bigint;
}

/** Both lie within 30 days, a minute or more apart; seconds are cut off, as the real one does. */
const windowOf = (exchange: Exchange): Window => {
  const [start, end] = [instantOf(exchange, 'start'), instantOf(exchange, 'end')];
  const now = BigInt(Date.parse(exchange.simulation.organisation.clock)) * 1000n;
  const refuse = (why: string): never => {
    throw new ApiRefusal(400, 'INVALID_REPLICATION_DATE', why);
  };
  if (start < now - maxBack) refuse('startDate cannot be more than 30 days ago');
  if (start > now) refuse('startDate cannot be in the future');
  if (end - start < minute) refuse('endDate must be at least one minute greater than startDate');
  return { start: start - (start % minute), end: end - (end % minute) };
};

const bounds = ({ start, end }: Window): readonly string[] =>
  [start, end].map((at) => formatInstant(at as Parameters<typeof formatInstant>[0]));

const replicated = (exchange: Exchange) => {
  const object = objectOf(exchange, exchange.parts[0] ?? '');
  if (!object.replicateable) throw new ApiRefusal(400, 'INVALID_TYPE', `entity ${object.name} is not replicateable`);
  return object;
};

const stampSql = (sql: string): string => `strftime(${sql}, '%Y-%m-%dT%H:%M:%S.%g+0000')`;

/** The last instant the answer is complete to: transactions that are still open end later, with earlier stamps. */
const coveredTo = (openSince: string | null | undefined, end: bigint): string =>
  openSince === null || openSince === undefined
    ? stamp(end)
    : (parseInstant(openSince)?.micros ?? end) < end
      ? stamp(parseInstant(openSince)?.micros ?? end)
      : stamp(end);

const list = async (exchange: Exchange, select: (name: string) => string, name: string) => {
  const object = replicated(exchange);
  const window = windowOf(exchange);
  const { organisation } = exchange.simulation;
  return await organisation.read([object], async (session) => {
    const values = bounds(window);
    await session.execute(`CREATE TEMP TABLE "listed" AS ${select(object.name)}`, name === 'deleted' ? [...values, object.name] : values);
    const rows = await session.evidence('SELECT * FROM "listed" ORDER BY ALL', 1e9);
    const [open] = await session.evidence(`SELECT CAST(MIN("SystemModstamp") AS VARCHAR) AS since FROM ${pendingTable(object.name)}`, 1);
    return { rows, covered: coveredTo(open?.['since']?.replace(' ', 'T').concat('Z'), window.end) };
  });
};

const deleted = async (exchange: Exchange): Promise<Answer> => {
  const select = (): string =>
    `SELECT ${stampSql('deleted_at')} AS "deletedDate", "Id" AS id FROM "delete log" WHERE deleted_at >= CAST($1 AS TIMESTAMP) AND deleted_at < CAST($2 AS TIMESTAMP) AND "object" = $3`;
  const { rows, covered } = await list(exchange, select, 'deleted');
  const now = BigInt(Date.parse(exchange.simulation.organisation.clock)) * 1000n;
  return json({
    deletedRecords: rows.map(({ id, deletedDate }) => ({ deletedDate, id })),
    earliestDateAvailable: stamp(now - maxBack),
    latestDateCovered: covered,
  });
};

const updated = async (exchange: Exchange): Promise<Answer> => {
  const select = (object: string): string =>
    `SELECT "Id" AS id FROM ${quote(object)} WHERE "SystemModstamp" >= CAST($1 AS TIMESTAMP) AND "SystemModstamp" < CAST($2 AS TIMESTAMP) AND NOT "IsDeleted"`;
  const { rows, covered } = await list(exchange, select, 'updated');
  return json({ ids: rows.map(({ id }) => id), latestDateCovered: covered });
};

export const replicationRoutes: readonly Route[] = [
  { method: 'GET', path: /^\/sobjects\/(\w+)\/deleted\/?$/, answer: deleted },
  { method: 'GET', path: /^\/sobjects\/(\w+)\/updated\/?$/, answer: updated },
];
