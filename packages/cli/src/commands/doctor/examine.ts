import { totalmem } from 'node:os';
import { AuditError, byteSize as parseSize, type Config } from '@audit/contract';
import { Lake } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { isFolder, nearestPath } from '../../folder.ts';
import { byteSize, counted } from '../../output/quantity.ts';
import { temporaryFolder } from '../../scratch-folder.ts';
import { type Flags, lakeFolder, readConfig } from '../../settings.ts';
import { comparedEngine, pinnedEngine } from './compared-engine.ts';
import { examineFolder } from './examine-folder.ts';
import { doubtful, fine, type Finding, unfit } from './finding.ts';

const nodeFinding = (): Finding => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 22 || (major === 22 && minor < 18))
    return unfit('node', process.version, 'use Node 22.18 or later; "npm run setup" installs 24');
  return major === 24 ? fine('node', process.version) : doubtful('node', process.version, 'tested on Node 24; "npm run setup" installs it');
};

/** The engine is native code: the only sure test is to compute something. */
const engineFinding = async (context: CommandContext, config: Config): Promise<Finding> => {
  try {
    const { openEngine } = await import('../../open-engine.ts');
    await using engine = openEngine(context, config, []);
    await using session = await engine.session();
    await session.evidence('SELECT 1 AS one', 1);
    return comparedEngine(engine.version, pinnedEngine());
  } catch (error) {
    return unfit('engine', `DuckDB does not start: ${messageOf(error)}`, 'run "npm run setup" again on this machine', 1);
  }
};

const memoryFinding = (config: Config): Finding => {
  const total = totalmem();
  const limit = config.memory_limit.value === null ? undefined : parseSize(config.memory_limit.value);
  const detail = `${byteSize(total)}, the engine uses ${config.memory_limit.value === null ? 'its default share' : `at most ${config.memory_limit.value}`}`;
  return limit !== undefined && limit > total
    ? doubtful('memory', detail, `the limit (${config.memory_limit.origin}) is more than there is: lower it`)
    : fine('memory', detail);
};

const lakeFinding = (folder: string): Finding => {
  try {
    const head = Lake.open(folder).head();
    if (head.version === 0) return fine('lake log', 'empty: no version yet');
    return fine('lake log', `version ${head.version} of ${head.committedAt}, ${counted(Object.keys(head.tables).length, 'table')}`);
  } catch (error) {
    const exitCode = error instanceof AuditError ? error.exitCode : 1;
    return unfit('lake log', messageOf(error), 'run "audit verify" to see all that is damaged', exitCode);
  }
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Every check in turn; a setting that is wrong ends it, since the others depend on the settings. */
export const examine = async (context: CommandContext, flags: Flags): Promise<readonly Finding[]> => {
  let config: Config;
  try {
    config = readConfig(context, flags);
  } catch (error) {
    if (!(error instanceof AuditError)) throw error;
    return [nodeFinding(), unfit('settings', error.message, 'correct it, then run "audit doctor" again', error.exitCode)];
  }
  const lake = lakeFolder(context, config);
  const set = Object.values(config).filter(({ origin }) => !origin.startsWith('default')).length;
  return [
    nodeFinding(),
    fine('settings', set === 0 ? 'all at their defaults' : `${counted(set, 'setting')} given ("audit config show")`),
    await engineFinding(context, config),
    memoryFinding(config),
    ...examineFolder('lake', lake, { mustBeLocal: true }),
    // Of a file in its place the finding above says all there is to say.
    ...(isFolder(nearestPath(lake)) ? [lakeFinding(lake)] : []),
    ...examineFolder('temp', temporaryFolder(context, config), { mustBeLocal: false }),
  ];
};
