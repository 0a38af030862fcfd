import type { HashVersion } from '@audit/contract/profile';
import { hashVersionOf, type Rehash, rehashPlan, rehashProfiles } from '@audit/scd2-profile';
import type { CommandContext } from '../../context.ts';
import { fillLake } from '../../jobs/fill-lake.ts';
import { openEngine } from '../../open-engine.ts';
import { existingLake } from '../../open-lake.ts';
import { jsonDocument } from '../../output/json.ts';
import { createLog } from '../../output/log.ts';
import { counted } from '../../output/quantity.ts';
import { runIdentity } from '../../run-identity.ts';
import { refuseOtherEngines } from '../../settings.ts';

interface RehashFlags {
  readonly to: '1' | '2';
  readonly dryRun?: true;
  readonly engine?: string;
  readonly json?: true;
  readonly quiet?: true;
}

/** What a rehash did, or would do. */
interface Told extends Pick<Rehash, 'from' | 'to' | 'rows'> {
  readonly status: 'rehashed' | 'unchanged' | 'planned';
  /** Of the lake. */
  readonly version: number;
}

const asText = ({ status, from, to, rows, version }: Told): string => {
  if (status === 'unchanged') return `Profiles are hashed by version ${to} already, nothing to do\n`;
  const lines = Object.entries(rows).map(([table, count]) => `  ${table}: ${counted(count, 'row')}\n`);
  const head =
    status === 'planned' ? `Hash version ${from} would become ${to}` : `Hash version ${from} is ${to} now, version ${version} of the lake`;
  return `${head}\n${lines.join('')}`;
};

/** `audit profile rehash`. */
export const runProfileRehash = async (context: CommandContext, flags: RehashFlags): Promise<void> => {
  refuseOtherEngines(flags.engine);
  const { lake, config } = existingLake(context, flags);
  const to: HashVersion = flags.to === '2' ? 2 : 1;
  const tell = async (told: Told): Promise<void> => {
    if (flags.json) await context.stdout.write(jsonDocument(told));
    else if (!flags.quiet) await context.stdout.write(asText(told));
  };
  if (flags.dryRun) {
    const head = lake.head();
    const from = hashVersionOf(head);
    const status = from === to ? 'unchanged' : 'planned';
    return await tell({ status, from, to, rows: from === to ? {} : rehashPlan(head), version: head.version });
  }
  await using engine = openEngine(context, config, [lake.root]);
  const log = createLog(context.stderr, config.log_level.value, config.log_format.value);
  const identity = runIdentity(context, 'audit profile rehash');
  const order = { lake, engine, identity, warn: (message: string, facts: object) => log.warn(facts, message) };
  const run = { runId: identity.runId, clock: identity.clock };
  const { manifest, ...rehash } = await fillLake(order, (lock) => rehashProfiles(engine, lake, lock, to, run));
  await tell({ ...rehash, version: manifest.version });
};
