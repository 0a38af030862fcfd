import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileRefused } from '@audit/contract';
import { type DuckDbEngine, duckDbEngine } from '../engine/duckdb/duckdb-engine.ts';
import type { Field } from './field.ts';
import { type InputSource, streamSource } from './input-source.ts';
import { type LandedFile, landFile } from './land-file.ts';
import type { LandOptions } from './land-options.ts';

export type LandedRow = Readonly<Record<string, unknown>>;

export interface Landing {
  readonly rows: readonly LandedRow[];
  /** The bad rows as received, by record. */
  readonly raw: ReadonlyMap<number, string | null>;
  readonly file: LandedFile | undefined;
  readonly refused: FileRefused | undefined;
}

/** An engine and a folder for the tests of a file. */
export interface Bench extends AsyncDisposable {
  readonly engine: DuckDbEngine;
  readonly folder: string;
  land(input: InputSource | Uint8Array | string, fields: readonly Field[], options?: LandOptions): Promise<Landing>;
}

export const openBench = (): Bench => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-intake-'));
  const engine = duckDbEngine({ tempDirectory: join(folder, 'spill'), directories: [folder], threads: 2 });
  const land: Bench['land'] = async (input, fields, options = {}) => {
    const source = typeof input === 'string' || input instanceof Uint8Array ? bytesSource(input) : input;
    const rows: LandedRow[] = [];
    const raw = new Map<number, string | null>();
    await using session = await engine.session();
    try {
      const file = await landFile(engine, source, fields, options, async (block) => {
        const result = await session.connection.runAndReadAll(`SELECT * FROM ${block.table} ORDER BY record`);
        for (const row of result.getRowObjectsJson() as LandedRow[]) {
          rows.push(row);
          if (row['fault'] !== null) raw.set(Number(row['record']), block.rawText(Number(row['record'])));
        }
      });
      return { rows, raw, file, refused: undefined };
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      return { rows, raw, file: undefined, refused: error };
    }
  };
  return {
    engine,
    folder,
    land,
    [Symbol.asyncDispose]: async () => {
      await engine[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Bytes as a stream of chunks of a few sizes. */
export const bytesSource = (input: Uint8Array | string, label = 'bytes'): InputSource => {
  const bytes = typeof input === 'string' ? Buffer.from(input, 'utf8') : input;
  const chunks: Uint8Array[] = [];
  for (let at = 0, size = 1; at < bytes.length; at += size, size = (size * 7) % 65_537) chunks.push(bytes.subarray(at, at + size));
  return streamSource(label, chunks);
};

export const texts = (...names: readonly string[]): readonly Field[] => names.map((name) => ({ name, kind: 'text' }));
