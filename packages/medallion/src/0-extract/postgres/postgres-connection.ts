import { once } from 'node:events';
import { Socket } from 'node:net';
import { ConfigError, type Secret } from '@audit/contract';
import type { Client } from 'pg';
import { postgresError } from './postgres-error.ts';

/** A connection to PostgreSQL, for one statement at a time. */
export interface PostgresConnection extends AsyncDisposable {
  /** Host, port and database, without user and password. */
  readonly place: string;
  /** Rows of a statement; each value is its text, in the spelling of the server. @param what such as `reading v` */
  rows(what: string, sql: string, values?: readonly unknown[]): Promise<readonly (readonly (string | null)[])[]>;
  /** The bytes of a `COPY … TO STDOUT` as they come; a slow reader slows the server. */
  copy(what: string, sql: string): AsyncIterable<Uint8Array>;
}

export interface PostgresOptions {
  /** Variable the URL came from, for messages. */
  readonly variable: string;
  /** Closes the connection when it aborts: what runs on it fails as `Interrupted`. */
  readonly signal?: AbortSignal | undefined;
}

const connectMillis = 15_000;

/**
 * Connects. The zone of the session is UTC and its dates are ISO, whatever the server's defaults.
 *
 * @param url `postgresql://user:password@host:port/database?…`, as libpq takes it
 * @throws ConfigError for what is no such URL; SourceAuthentication, SourceUnavailable
 */
export const openPostgres = async (url: Secret, { variable, signal }: PostgresOptions): Promise<PostgresConnection> => {
  const place = placeOf(url, variable);
  const failed = (what: string) => (error: unknown) => {
    throw postgresError(error, { place, variable, what, signal });
  };
  // The client and what it loads are for those who have such a source.
  const { default: pg } = await import('pg');
  const socket = new Socket();
  const client = new pg.Client({
    connectionString: url.reveal(),
    connectionTimeoutMillis: connectMillis,
    keepAlive: true,
    application_name: 'audit',
    stream: () => socket,
  });
  // An error of an idle connection comes again at the next call, as that call's.
  client.on('error', () => undefined);
  const hangUp = (): void => void socket.destroy();
  signal?.addEventListener('abort', hangUp, { once: true });
  await client.connect().catch(failed('connecting'));
  // Not as an option of the start, which poolers before the server refuse; these two they keep for their client.
  await client.query(`SET TimeZone = 'UTC'; SET DateStyle = 'ISO'`).catch(failed('connecting'));
  return {
    place,
    rows: async (what, sql, values = []) => {
      const query = { text: sql, values: [...values], rowMode: 'array' as const, types: { getTypeParser: () => String } };
      const { rows } = await client.query<(string | null)[]>(query).catch(failed(what));
      return rows;
    },
    async *copy(what, sql) {
      try {
        yield* copyOut(client, socket, sql);
      } catch (error) {
        failed(what)(error);
      }
    },
    [Symbol.asyncDispose]: async () => {
      signal?.removeEventListener('abort', hangUp);
      await closed(client, socket);
    },
  };
};

/** Bytes of a copy. A reader that leaves early leaves the connection in the middle of it: then it can only be cut. */
async function* copyOut(client: Client, socket: Socket, sql: string): AsyncGenerator<Uint8Array, void, undefined> {
  const { to } = await import('pg-copy-streams');
  let ended = false;
  try {
    yield* client.query(to(sql)) as AsyncIterable<Uint8Array>;
    ended = true;
  } finally {
    if (!ended) socket.destroy();
  }
}

/** Says goodbye, and hangs up where nobody answers. */
const closed = async (client: Client, socket: Socket): Promise<void> => {
  if (socket.destroyed) return;
  const gone = once(socket, 'close');
  const timer = setTimeout(() => socket.destroy(), 1000);
  await Promise.all([client.end().catch(() => undefined), gone]);
  clearTimeout(timer);
};

const placeOf = (url: Secret, variable: string): string => {
  const parsed = URL.parse(url.reveal());
  // Neither the text nor the parser's error is shown: the password stands in it.
  if (parsed === null || !/^postgres(?:ql)?:$/.test(parsed.protocol))
    throw new ConfigError(`env ${variable}`, 'it is not a URL of PostgreSQL', 'write it as postgresql://user:password@host:5432/database');
  const host = parsed.searchParams.get('host') ?? parsed.hostname;
  return `${host}:${parsed.port || '5432'}${parsed.pathname}`;
};
