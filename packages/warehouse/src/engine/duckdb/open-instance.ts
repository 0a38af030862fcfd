import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { textLiteral } from '../../sql-dialect/literal.ts';
import type { EngineOptions } from '../engine.ts';
import { registerChunkScan } from './chunk-source.ts';

/** An in-memory instance that reaches nothing but the named files and folders, and cannot be told otherwise. */
export const openInstance = async (options: EngineOptions, spill: string): Promise<DuckDBInstance> => {
  const { memoryLimit, threads } = options;
  const instance = await DuckDBInstance.create(':memory:', {
    temp_directory: spill,
    // Order comes from ORDER BY in the write, never from the order rows happened to come in.
    preserve_insertion_order: 'false',
    ...(threads === undefined ? {} : { threads: String(threads) }),
    ...(memoryLimit === undefined ? {} : { memory_limit: memoryLimit }),
  });
  const connection = await instance.connect();
  try {
    registerChunkScan(connection);
    for (const setting of lockDown([...options.directories, spill])) await connection.run(`SET GLOBAL ${setting}`);
  } finally {
    connection.closeSync();
  }
  return instance;
};

/** Settings that shut an instance in. The order matters: what is open before the door is shut, the lock last. */
export const lockDown = (reachable: readonly string[]): readonly string[] => {
  const paths = [...new Set(reachable.map((path) => resolve(path)))];
  const files = paths.filter((path) => existsSync(path) && statSync(path).isFile());
  const folders = paths.filter((path) => !files.includes(path));
  return [
    `allowed_directories = [${folders.map(textLiteral).join(', ')}]`,
    `allowed_paths = [${files.map(textLiteral).join(', ')}]`,
    'enable_external_access = false',
    'autoinstall_known_extensions = false',
    'autoload_known_extensions = false',
    'allow_persistent_secrets = false',
    `TimeZone = 'UTC'`,
    // Arrow batches are appended in order by one thread: half the work of the unordered way, and row ids are positions.
    `allowed_configs = ['preserve_insertion_order']`,
    'lock_configuration = true',
  ];
};
