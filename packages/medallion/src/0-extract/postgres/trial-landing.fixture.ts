import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AuditError, Secret } from '@audit/contract';
import { upstreamViewName, upstreamViewNames } from '@audit/contract/profile';
import { type DuckDbEngine, duckDbEngine } from '@audit/warehouse';
import { expect } from 'vitest';
import { type LandedView, landView } from './land-view.ts';
import { openPostgres, type PostgresConnection } from './postgres-connection.ts';
import { openTrialBank, type TrialBank } from './proof/trial-bank.ts';

export type Texts = Readonly<Record<string, string | null>>;

/** A bank of its own, and a folder and an engine to land its views with. */
export interface TrialLanding extends AsyncDisposable {
  readonly bank: TrialBank;
  readonly engine: DuckDbEngine;
  /** A new, empty folder. */
  folder(): string;
  connect(url?: string, signal?: AbortSignal): Promise<PostgresConnection>;
  land(view?: string): Promise<LandedView>;
  read(landed: LandedView): Promise<readonly Texts[]>;
  /** Makes a view of the contract's columns over a query that gives them in their order, as text or what can be cast; returns its name. */
  view(name: string, rows: string): Promise<string>;
}

/** SQL type of a column in the views made for tests. */
export const trialType = (column: string): string =>
  column === 'birthdate' ? 'date' : column === 'last_modified_ts' ? 'timestamp' : 'text';

/** Rows of hex, since the engine's client takes a byte order mark off the front of texts. */
const decoded = (row: Texts): Texts =>
  Object.fromEntries(Object.entries(row).map(([name, hex]) => [name, hex === null ? null : Buffer.from(hex, 'hex').toString()]));

export const openTrialLanding = async (server: string): Promise<TrialLanding> => {
  const home = mkdtempSync(join(tmpdir(), 'audit-land-'));
  const engine = duckDbEngine({ tempDirectory: home, directories: [home] });
  const bank = await openTrialBank(server);
  const folder = (): string => mkdtempSync(join(home, 'batch-'));
  const connect = (url: string = bank.url, signal?: AbortSignal): Promise<PostgresConnection> =>
    openPostgres(new Secret(url), { variable: 'AUDIT_OPDB_URL', signal });
  return {
    bank,
    engine,
    folder,
    connect,
    land: async (view = upstreamViewName) => {
      await using connection = await connect();
      return await landView(connection, engine, { view, folder: folder() });
    },
    read: async ({ path }) => {
      await using session = await engine.session();
      return (await session.evidence(`SELECT HEX(ENCODE(COLUMNS(*))) FROM read_parquet('${path}')`, 1_000_000)).map(decoded);
    },
    view: async (name, rows) => {
      const typed = upstreamViewNames.map((column) => `${column}::${trialType(column)}`).join(', ');
      const from = `(${rows}) AS t (${upstreamViewNames.join(', ')})`;
      await bank.sql(`CREATE SCHEMA IF NOT EXISTS trial; CREATE VIEW trial.${name} AS SELECT ${typed} FROM ${from}`);
      return `trial.${name}`;
    },
    [Symbol.asyncDispose]: async () => {
      await bank[Symbol.asyncDispose]();
      await engine[Symbol.asyncDispose]();
      rmSync(home, { recursive: true, force: true });
    },
  };
};

/** The error of work that must fail. */
export const failure = async (work: Promise<unknown>): Promise<AuditError> =>
  await work.then(
    () => expect.unreachable('it should have failed'),
    (error: unknown) => error as AuditError,
  );

/** What a program sees of an error. */
export const told = ({ code, exitCode }: AuditError): string => `${code} ${exitCode}`;
