import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AuditError } from '@audit/contract';
import { upstreamViewName, upstreamViewNames } from '@audit/contract/profile';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { landView } from './land-view.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { trialServer } from './proof/trial-bank.ts';
import { failure, openTrialLanding, told, trialType, type TrialLanding } from './trial-landing.fixture.ts';

let trial: TrialLanding;
beforeAll(async () => {
  if (trialServer !== undefined) trial = await openTrialLanding(trialServer);
});
afterAll(async () => await trial?.[Symbol.asyncDispose]());

/** A view too large for the buffers between the server and us. */
const wideView = (name: string): Promise<string> =>
  trial.view(
    name,
    `SELECT ${upstreamViewNames.map((column) => (trialType(column) === 'text' ? `repeat(n::text, 20)` : 'NULL')).join(', ')} FROM generate_series(1, 50000) AS n`,
  );

describe.skipIf(trialServer === undefined)('nothing is landed, and the error says why,', () => {
  /** Lands with a connection whose copy is tampered with; nothing may be left of it. */
  const tampered = async (
    view: string,
    copy: (connection: PostgresConnection) => PostgresConnection['copy'],
    signal?: AbortSignal,
  ): Promise<AuditError> => {
    await using connection = await trial.connect(trial.bank.url, signal);
    const batch = trial.folder();
    const error = await failure(landView({ ...connection, copy: copy(connection) }, trial.engine, { view, folder: batch }));
    expect(readdirSync(batch)).toEqual([]);
    return error;
  };

  test('when the password is wrong: exit 5, and it is not told', async () => {
    const url = Object.assign(new URL(trial.bank.url), { password: 'hunter2' }).href;
    const error = await failure(trial.connect(url));
    expect(told(error)).toBe('SOURCE_AUTHENTICATION 5');
    expect(error.message).toMatch(/^127\.0\.0\.1:\d+\/bank_\w+ refuses the login: .*AUDIT_OPDB_URL$/);
    expect(JSON.stringify([error.message, error.facts])).not.toContain('hunter2');
  });

  test('when the URL is none: exit 2, and it is not told either', async () => {
    const error = await failure(trial.connect('mysql://u:hunter2@h/d'));
    expect(told(error)).toBe('CONFIG 2');
    expect(error.message).not.toContain('hunter2');
  });

  test('when the server is stopped, before and in the middle: exit 6', async () => {
    const program = fileURLToPath(new URL('../../../../../tools/postgres.mjs', import.meta.url));
    const server = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
    const [line] = (await once(server.stdout, 'data')) as [Buffer];
    const url = String(line).trim();
    const connection = await trial.connect(url);
    const copy = connection.copy('reading', `COPY (SELECT repeat('x', 1000) FROM generate_series(1, 1000000)) TO STDOUT`);
    const error = await failure(
      (async () => {
        for await (const chunk of copy) if (chunk.length > 0) server.stdin.end();
      })(),
    );
    expect(told(error)).toBe('SOURCE_UNAVAILABLE 6');
    await connection[Symbol.asyncDispose]();
    await once(server, 'close');
    const refused = await failure(trial.connect(url));
    expect(told(refused)).toBe('SOURCE_UNAVAILABLE 6');
    expect(refused.message).toContain('ECONNREFUSED');
  });

  test('when the connection is killed in the middle: exit 6', async () => {
    const error = await tampered(
      await wideView('killed'),
      (connection) =>
        async function* (what, sql) {
          let chunks = 0;
          for await (const chunk of connection.copy(what, sql)) {
            yield chunk;
            if (chunks++ === 0)
              await trial.bank.sql(
                `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'audit' AND datname = current_database()`,
              );
          }
        },
    );
    expect(told(error)).toBe('SOURCE_UNAVAILABLE 6');
  });

  test('when the run is interrupted in the middle: exit 130', async () => {
    const interrupt = new AbortController();
    const error = await tampered(
      await wideView('interrupted'),
      (connection) =>
        async function* (what, sql) {
          for await (const chunk of connection.copy(what, sql)) {
            yield chunk;
            interrupt.abort('SIGINT');
          }
        },
      interrupt.signal,
    );
    expect(told(error)).toBe('INTERRUPTED 130');
  });

  test('when a row is lost on the way: exit 3 with both numbers', async () => {
    const rows = Number((await trial.bank.sql(`SELECT COUNT(*) FROM ${upstreamViewName}`))[0]?.[0]);
    const error = await tampered(
      upstreamViewName,
      (connection) =>
        async function* (what, sql) {
          const chunks: Uint8Array[] = [];
          for await (const chunk of connection.copy(what, sql)) chunks.push(chunk);
          const text = Buffer.concat(chunks);
          yield text.subarray(0, text.lastIndexOf('\n', -2) + 1);
        },
    );
    expect(told(error)).toBe('ROWS_UNACCOUNTED 3');
    expect(error.message).toContain(`counted ${rows}, received ${rows - 1}`);
  });

  test('when a record is larger than the gate lets in: exit 3', async () => {
    const long = upstreamViewNames.map((name) => (name === 'occupation_other' ? `repeat('x', 1100000)` : 'NULL')).join(', ');
    const error = await failure(trial.land(await trial.view('long', `SELECT ${long}`)));
    expect(told(error)).toBe('FILE_REFUSED 3');
    expect(error.message).toContain('trial.long: RECORD_TOO_LARGE: a record is larger than 1048576 bytes');
  });

  test('when columns are missing or of other types: exit 3, each is named', async () => {
    await trial.bank.sql(`CREATE SCHEMA IF NOT EXISTS trial;
      CREATE VIEW trial.narrow AS SELECT customer_id::char(60), evidence_unique_key, firstname FROM ${upstreamViewName}`);
    const error = await failure(trial.land('trial.narrow'));
    expect(told(error)).toBe('SCHEMA_MISMATCH 3');
    expect(error.message).toContain('customer_id is character(60); lastname is missing;');
  });

  test('when there is no such view, no such database, no right to read it, or it cannot be computed: exit 2 with the SQLSTATE', async () => {
    const none = await failure(trial.land('opdb.vw_none'));
    expect(none.message).toMatch(/reading opdb\.vw_none was refused: .*SQLSTATE 42P01.*create the view there, or correct its name/);
    const lost = await failure(trial.connect(Object.assign(new URL(trial.bank.url), { pathname: '/nowhere' }).href));
    expect(lost.message).toMatch(/SQLSTATE 3D000.*name of the database/);
    await trial.bank.sql(`DROP ROLE IF EXISTS nobody_${process.pid}; CREATE ROLE nobody_${process.pid} LOGIN PASSWORD 'x'`);
    await using connection = await trial.connect(
      Object.assign(new URL(trial.bank.url), { username: `nobody_${process.pid}`, password: 'x' }).href,
    );
    const denied = await failure(landView(connection, trial.engine, { view: upstreamViewName, folder: trial.folder() }));
    expect(denied.message).toMatch(/SQLSTATE 42501.*GRANT SELECT/);
    await trial.bank.sql(`DROP ROLE nobody_${process.pid}`);
    const broken = await failure(
      trial.land(
        await trial.view(
          'broken',
          `SELECT ${upstreamViewNames.map((_, at) => (at === 2 ? '(1 / (n - 900))::text' : 'NULL::text')).join(', ')} FROM generate_series(1, 1000) AS n`,
        ),
      ),
    );
    expect(broken.message).toMatch(/division by zero \(SQLSTATE 22012\); correct the view there/);
    expect([none, lost, denied, broken].map(told)).toEqual(Array(4).fill('SOURCE_REFUSED 2'));
  });

  test('when the name of the view is none', async () => {
    const error = await failure(trial.land('a.b.c'));
    expect(told(error)).toBe('CONFIG 2');
  });
});
