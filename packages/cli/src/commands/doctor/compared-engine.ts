import { readFileSync } from 'node:fs';
import { doubtful, fine, type Finding } from './finding.ts';

/** The version of the engine this program is tested with: `1.5.6-r.1` of its package is `v1.5.6`. */
export const pinnedEngine = (): string => {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.resolve('@audit/warehouse')), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  return `v${manifest.dependencies['@duckdb/node-api']?.split('-')[0]}`;
};

/** Whether the engine at work is the one that is tested. */
export const comparedEngine = (version: string, pinned: string): Finding =>
  version === pinned
    ? fine('engine', `DuckDB ${version}`)
    : doubtful('engine', `DuckDB ${version}, tested is ${pinned}`, 'run "npm run setup": another version may round or sort otherwise');
