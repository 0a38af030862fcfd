import { randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDbSession } from '../engine/duckdb/duckdb-session.ts';
import type { ByteReader } from './byte-reader.ts';

/** A file of its own for bytes that must be read at random; gone when disposed. It lies in the engine's spill folder. */
export const spool = async (session: DuckDbSession, bytes: ByteReader): Promise<{ readonly path: string } & AsyncDisposable> => {
  const rows = await session.connection.runAndReadAll(`SELECT current_setting('temp_directory')`);
  const folder = String(rows.getRows()[0]?.[0]);
  await mkdir(folder, { recursive: true });
  const path = join(folder, `spool-${randomUUID()}`);
  const file = await open(path, 'wx', 0o600);
  try {
    const buffer = new Uint8Array(1024 * 1024);
    for (let count = await bytes.read(buffer, 0, buffer.length); count > 0; count = await bytes.read(buffer, 0, buffer.length)) {
      await file.write(buffer, 0, count);
    }
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { force: true }) };
};
