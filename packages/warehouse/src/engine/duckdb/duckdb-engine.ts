import { rmSync } from 'node:fs';
import { Assertion, byteSize } from '@audit/contract';
import { type DuckDBInstance, version } from '@duckdb/node-api';
import type { Engine, EngineOptions } from '../engine.ts';
import { type DuckDbSession, duckDbSession } from './duckdb-session.ts';
import { engineError } from './engine-error.ts';
import { openInstance } from './open-instance.ts';
import { processFolder } from '../process-folder.ts';

export interface DuckDbEngine extends Engine {
  readonly name: 'duckdb';
  session(): Promise<DuckDbSession>;
}

/**
 * Embedded DuckDB, one instance for all sessions of the engine: contract columns only, no extensions, no network,
 * no files outside `directories`, configuration locked. Opened by the first session.
 */
export const duckDbEngine = (options: EngineOptions): DuckDbEngine => {
  let opened: Promise<{ readonly instance: DuckDBInstance; readonly spill: string }> | undefined;
  let disposed = false;
  const open = async (): Promise<{ readonly instance: DuckDBInstance; readonly spill: string }> => {
    const spill = processFolder(options.tempDirectory, 'spill');
    try {
      return { instance: await openInstance(options, spill), spill };
    } catch (error) {
      rmSync(spill, { recursive: true, force: true });
      throw engineError(error, { what: 'opening DuckDB', memoryLimit: undefined, ...options, signal: undefined });
    }
  };
  const session = async (): Promise<DuckDbSession> => {
    if (disposed) throw new Assertion('a session of a closed engine');
    const { instance } = await (opened ??= open());
    return duckDbSession(await instance.connect(), options);
  };
  return {
    name: 'duckdb',
    version: version(),
    memoryBytes: async () => {
      await using asking = await session();
      const [row] = await asking.evidence(`SELECT CURRENT_SETTING('memory_limit') AS bytes`, 1);
      return byteSize(row?.['bytes'] ?? '') ?? Number.POSITIVE_INFINITY;
    },
    session,
    [Symbol.asyncDispose]: async () => {
      disposed = true;
      const engine = await opened?.catch(() => undefined);
      opened = undefined;
      engine?.instance.closeSync();
      if (engine !== undefined) rmSync(engine.spill, { recursive: true, force: true });
    },
  };
};
