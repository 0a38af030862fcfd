import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { qualifiedName, UsageError } from '@audit/contract';
import { contactBatches, profileBatches } from '@audit/contract/profile';
import { noProfiles, type Rebuilt, rebuildProfiles } from '@audit/scd2-profile';
import type { CommandContext } from '../../context.ts';
import { fillLake } from '../../jobs/fill-lake.ts';
import { openEngine } from '../../open-engine.ts';
import { lakeToFill, openLake } from '../../open-lake.ts';
import { jsonDocument } from '../../output/json.ts';
import { createLog } from '../../output/log.ts';
import { counted, grouped } from '../../output/quantity.ts';
import { runIdentity } from '../../run-identity.ts';
import { refuseOtherEngines } from '../../settings.ts';
import { codesOf, repetitionsFrom } from './load-options.ts';

interface RebuildFlags {
  readonly into: string;
  readonly version?: string;
  readonly engine?: string;
  readonly json?: true;
  readonly quiet?: true;
}

const asText = ({ batches, tables, manifest }: Rebuilt, into: string): string => {
  const told = tables.map(({ table, rows, different }) => {
    const verdict = different === 0 ? 'as it was' : `${counted(different, 'row')} not in both`;
    return `  ${table}: ${counted(rows, 'row')}, ${verdict}\n`;
  });
  return `${counted(batches, 'batch', 'batches')} loaded again into ${into}, version ${grouped(manifest.version)}\n${told.join('')}`;
};

/** `audit profile rebuild`. Nobody is told of changes: what happened is not news. */
export const runProfileRebuild = async (context: CommandContext, flags: RebuildFlags): Promise<void> => {
  refuseOtherEngines(flags.engine);
  const { lake: from, manifest, config } = openLake(context, flags);
  const folder = resolve(context.cwd, flags.into);
  if (existsSync(folder)) throw new UsageError(`${flags.into} is there already`, 'name a folder that is not there with --into');
  if ([profileBatches, contactBatches].every((table) => manifest.tables[qualifiedName(table)] === undefined)) throw noProfiles();
  const lake = lakeToFill(folder);
  const log = createLog(context.stderr, config.log_level.value, config.log_format.value);
  const identity = runIdentity(context, 'audit profile rebuild');
  await using engine = openEngine(context, config, [from.root, folder]);
  let done = 0;
  const warn = (message: string, facts: object): void => log.warn(facts, message);
  const rebuilt = await fillLake({ lake, engine, identity, warn }, (lock) =>
    rebuildProfiles(
      engine,
      {
        from: { lake: from, manifest },
        into: { lake, lock },
        options: { repetitionsFrom, ...codesOf(context, config) },
        onBatch: async (batch, of) => {
          done += 1;
          log.info({ batch, done, of }, 'batch loaded again');
        },
      },
      { runId: identity.runId, clock: identity.clock },
    ),
  );
  if (flags.json)
    await context.stdout.write(jsonDocument({ batches: rebuilt.batches, version: rebuilt.manifest.version, tables: rebuilt.tables }));
  else if (!flags.quiet) await context.stdout.write(asText(rebuilt, flags.into));
};
