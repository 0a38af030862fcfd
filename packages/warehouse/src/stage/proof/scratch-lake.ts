import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duckDbEngine } from '../../engine/duckdb/duckdb-engine.ts';
import type { Engine, EngineOptions } from '../../engine/engine.ts';
import { Lake } from '../../lake/lake.ts';

/** A scratch lake with an engine that may read it, gone when disposed of. */
export interface Scratch extends AsyncDisposable {
  readonly folder: string;
  readonly lake: Lake;
  readonly engine: Engine;
}

export const scratchLake = (options: Partial<EngineOptions> = {}): Scratch => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-stage-'));
  const engine = duckDbEngine({
    tempDirectory: join(folder, 'spill'),
    directories: [folder],
    threads: 2,
    memoryLimit: '500MB',
    ...options,
  });
  return {
    folder,
    engine,
    lake: Lake.open(join(folder, 'lake'), { durable: false }),
    [Symbol.asyncDispose]: async () => {
      await engine[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
