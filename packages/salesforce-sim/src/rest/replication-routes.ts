import { formatInstant, parseInstant, quote } from '@audit/contract';
import { ApiRefusal } from '../http/api-refusal.ts';
import { type Answer, type Exchange, json, type Route } from '../http/exchange.ts';
import { pendingTable } from '../organisation/organisation.ts';
import type { SObject } from '../organisation/sobject.ts';
import { objectOf } from './describe-routes.ts';

type Micros = Parameters<typeof formatInstant>[0];

const minute = 60_000_000n;
const day = 24n * 60n * minute;
/** A call may look back so far; deletes are remembered half as long. */
const maxBack = 30n * day;
const deletesKeptDays = 15;

const plus = (at: Micros, micros: bigint): Micros => (at + micros) as Micros;
const stamp = (at: Micros): string => `${formatInstant(at).slice(0, 19)}.000+0000`;

/** A time of the query; a plus sign that was not escaped has become a blank. */
const instantOf = ({ query }: Exchange, name: string): Micros => {
  const text = (query.get(name) ?? '').replace(/ (\d{2}:?\d{2})$/, '+$1').replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new ApiRefusal(400, 'MALFORMED_QUERY', `${name} is missing or no date and time`);
  return parsed.micros;
};

const presentOf = ({ simulation }: Exchange): Micros => (BigInt(Date.parse(simulation.organisation.clock)) * 1000n) as Micros;

interface Span {
  readonly start: Micros;
  readonly end: Micros;
}

const refuse = (why: string): never => {
  throw new ApiRefusal(400, 'INVALID_REPLICATION_DATE', why);
};

/** Within the last 30 days, a minute or longer; seconds are cut off, as the real one does. */
const spanOf = (exchange: Exchange): Span => {
  const [start, end, now] = [instantOf(exchange, 'start'), instantOf(exchange, 'end'), presentOf(exchange)];
  if (start < now - maxBack) refuse('startDate cannot be more than 30 days ago');
  if (start > now) refuse('startDate cannot be in the future');
  if (end - start < minute) refuse('endDate must be at least one minute greater than startDate');
  return { start: plus(start, -(start % minute)), end: plus(end, -(end % minute)) };
};

const replicated = (exchange: Exchange): SObject => {
  const object = objectOf(exchange, exchange.parts[0] ?? '');
  if (!object.replicateable) throw new ApiRefusal(400, 'INVALID_TYPE', `entity ${object.name} is not replicateable`);
  return object;
};

interface Listed {
  readonly rows: readonly Readonly<Record<string, string | null>>[];
  /** The last instant the answer is complete to: transactions that are still open end later, with earlier stamps. */
  readonly latestDateCovered: string;
}

/** Runs `select`, in which $1 and $2 are the bounds of the span and $3 the object. */
const list = async (exchange: Exchange, select: (object: SObject) => string): Promise<Listed> => {
  const object = replicated(exchange);
  const { start, end } = spanOf(exchange);
  return await exchange.simulation.organisation.read([object], async (session) => {
    await session.execute(`CREATE TEMP TABLE "listed" AS ${select(object)}`, [formatInstant(start), formatInstant(end), object.name]);
    const rows = await session.evidence('SELECT * FROM "listed" ORDER BY "id" NULLS LAST', 1e9);
    const [open] = await session.evidence(
      `SELECT CAST(epoch_us(MIN("SystemModstamp")) AS VARCHAR) AS since FROM ${pendingTable(object.name)}`,
      1,
    );
    const since = open?.['since'] ?? null;
    const covered = since !== null && BigInt(since) < end ? (BigInt(since) as Micros) : end;
    return { rows, latestDateCovered: stamp(covered) };
  });
};

const deleted = async (exchange: Exchange): Promise<Answer> => {
  const { rows, latestDateCovered } = await list(
    exchange,
    () => `SELECT "Id" AS "id", strftime(deleted_at, '%Y-%m-%dT%H:%M:%S.%g+0000') AS "deletedDate" FROM "delete log"
      WHERE deleted_at >= CAST($1 AS TIMESTAMP) AND deleted_at < CAST($2 AS TIMESTAMP) AND "object" = $3 AND deleted_at > sim_clock() - to_days(${deletesKeptDays})`,
  );
  return json({
    deletedRecords: rows,
    earliestDateAvailable: stamp(plus(presentOf(exchange), -BigInt(deletesKeptDays) * day)),
    latestDateCovered,
  });
};

const updated = async (exchange: Exchange): Promise<Answer> => {
  const { rows, latestDateCovered } = await list(
    exchange,
    (object) => `SELECT "Id" AS "id" FROM ${quote(object.name)}
      WHERE "SystemModstamp" >= CAST($1 AS TIMESTAMP) AND "SystemModstamp" < CAST($2 AS TIMESTAMP) AND NOT "IsDeleted" AND $3 <> ''`,
  );
  return json({ ids: rows.map(({ id }) => id), latestDateCovered });
};

export const replicationRoutes: readonly Route[] = [
  { method: 'GET', path: /^\/sobjects\/(\w+)\/deleted\/?$/, answer: deleted },
  { method: 'GET', path: /^\/sobjects\/(\w+)\/updated\/?$/, answer: updated },
];
