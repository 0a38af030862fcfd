import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type AuditError, type Micros, parseInstant, Secret } from '@audit/contract';
import { type Simulator, type SimulatorOptions, startSimulator } from '@audit/salesforce-sim';
import { type DuckDbEngine, duckDbEngine } from '@audit/warehouse';
import { expect } from 'vitest';
import { currentSql, openBronze } from './bronze-rows.ts';
import { type ExtractOptions, extractSalesforce } from './extract-salesforce.ts';
import type { LandedObject } from './extract-table.ts';
import { SalesforceClient, type SalesforceOptions } from './salesforce-client.ts';
import { stillTiming } from './scripted-server.fixture.ts';
import { bronzeTableName } from '../../landing/bronze-table-name.ts';

export type Texts = Readonly<Record<string, string | null>>;
export type Asked = Partial<ExtractOptions> & { readonly client?: Partial<SalesforceOptions> };

/** A simulated organisation, and a folder that its tables are extracted into as a lake would. */
export interface SalesforceTrial extends AsyncDisposable {
  readonly sim: Simulator;
  readonly engine: DuckDbEngine;
  readonly waits: number[];
  /** Folder of the run. */
  readonly stage: string;
  /** Client of the simulator; disposed of with the trial. */
  client(options?: Partial<SalesforceOptions>): SalesforceClient;
  /** An attempt of a run: what it leaves when it fails is there for the next one. */
  attempt(objects: readonly string[], options?: Asked): Promise<readonly LandedObject[]>;
  /** What a commit does: files join bronze, cursors move, the folder of the run is gone. */
  publish(landed: readonly LandedObject[]): void;
  extract(objects: readonly string[], options?: Asked): Promise<readonly LandedObject[]>;
  /** Every version of every record of bronze. */
  versions(object: string): Promise<readonly Texts[]>;
  /** What bronze and source say differently, by Id: nothing, when all is well. */
  differences(object: string, ignored?: readonly string[]): Promise<readonly string[]>;
}

export const openTrial = async (options: Partial<SimulatorOptions> = {}): Promise<SalesforceTrial> => {
  const home = mkdtempSync(join(tmpdir(), 'audit-salesforce-'));
  const engine = duckDbEngine({ tempDirectory: home, directories: [home], threads: 1 });
  const sim = await startSimulator({ seed: 7, accounts: 30, threads: 1, ...options });
  const [stage, bronze, waits]: [string, string, number[]] = [join(home, 'stage'), join(home, 'bronze'), []];
  const files = new Map<string, string[]>();
  const watermarks: Record<string, unknown> = {};
  const clients: SalesforceClient[] = [];
  let [runs, attempts] = [0, 0];
  mkdirSync(bronze);
  const client = (more: Partial<SalesforceOptions> = {}): SalesforceClient => {
    const { clientId, username, privateKeyPem } = sim.credentials;
    const credentials = { kind: 'jwt', clientId, username, privateKey: new Secret(privateKeyPem) } as const;
    const made = new SalesforceClient({ credentials, login: new URL(sim.url), timing: stillTiming(waits, Date.now()), ...more });
    clients.push(made);
    return made;
  };
  const filesOf = (object: string): readonly string[] => files.get(bronzeTableName(object)) ?? [];
  const attempt = async (objects: readonly string[], { client: of, ...more }: Asked = {}): Promise<readonly LandedObject[]> => {
    // A second after the last attempt, as runs are.
    const clock = ((parseInstant(sim.org.clock)?.micros ?? 0n) + BigInt(++attempts) * 1000n) as Micros;
    const own = client(of);
    const bronzeFiles = (table: string) => files.get(table) ?? [];
    return await extractSalesforce(own, engine, { objects, folder: stage, clock, runId: `run-${runs}`, watermarks, bronzeFiles, ...more });
  };
  const publish = (landed: readonly LandedObject[]): void => {
    runs++;
    for (const one of landed) {
      const moved = one.files.map(({ path }) => join(bronze, `${one.table}-${runs}-${basename(path)}`));
      for (const [at, { path }] of one.files.entries()) renameSync(path, moved[at] ?? '');
      files.set(one.table, [...(files.get(one.table) ?? []), ...moved]);
      if (one.watermark !== null) watermarks[`salesforce.${one.object}`] = one.watermark;
    }
    rmSync(stage, { recursive: true, force: true });
  };
  const read = async (object: string, sql: (names: readonly string[]) => Promise<string> | string): Promise<readonly Texts[]> => {
    await using session = await engine.session();
    return await session.evidence(await sql(sim.org.fields(object)), 1_000_000);
  };
  const current = async (object: string): Promise<readonly Texts[]> => {
    await using session = await engine.session();
    const rows = await openBronze(session, filesOf(object));
    return await read(object, (names) => currentSql(rows, names, 'SystemModstamp'));
  };
  return {
    sim,
    engine,
    waits,
    stage,
    client,
    attempt,
    publish,
    extract: async (objects, more) => {
      const landed = await attempt(objects, more);
      publish(landed);
      return landed;
    },
    versions: async (object) =>
      await read(
        object,
        () =>
          `SELECT * FROM read_parquet([${filesOf(object)
            .map((path) => `'${path}'`)
            .join(', ')}], union_by_name = true)`,
      ),
    differences: async (object, ignored = []) => {
      const truth = new Map((await sim.org.truth(object)).map((row) => [row['Id'], row]));
      const found = new Map((await current(object)).map((row) => [row['Id'], row]));
      const names = sim.org.fields(object).filter((name) => !ignored.includes(name));
      const lacking = [...truth].flatMap(([id, row]) => {
        const ours = found.get(id);
        if (ours === undefined) return [`${id} is missing`];
        return names
          .filter((name) => (row[name] || null) !== (ours[name] || null))
          .map((name) => `${id} ${name}: ${row[name]} is ${ours[name]}`);
      });
      const extra = [...found]
        .filter(([id, row]) => !truth.has(id) && row['_is_deleted'] !== 'true')
        .map(([id]) => `${id} is gone at the source`);
      return [...lacking, ...extra];
    },
    [Symbol.asyncDispose]: async () => {
      for (const one of clients) one[Symbol.dispose]();
      await sim.close();
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
