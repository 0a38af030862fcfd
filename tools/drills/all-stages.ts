import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Stage } from '@audit/warehouse';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const isStage = (value: unknown): value is Stage =>
  typeof value === 'object' && value !== null && 'model' in value && 'reads' in value && 'writes' in value;

/** Every stage of every package: what the `*.stage.ts` files export, alone or in a record. */
export const allStages = async (): Promise<readonly Stage[]> => {
  const files = globSync('packages/*/src/**/*.stage.ts', { cwd: root }).toSorted();
  const modules = await Promise.all(
    files.map((file) => import(pathToFileURL(join(root, file)).href) as Promise<Readonly<Record<string, unknown>>>),
  );
  const exported = modules.flatMap((module) => Object.values(module));
  const records = exported.filter((value) => typeof value === 'object' && value !== null && !isStage(value));
  return [...exported, ...records.flatMap((record) => Object.values(record as Readonly<Record<string, unknown>>))].filter(isStage);
};
