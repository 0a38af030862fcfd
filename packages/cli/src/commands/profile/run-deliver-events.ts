import type { CommandContext } from '../../context.ts';
import { openEngine } from '../../open-engine.ts';
import { existingLake } from '../../open-lake.ts';
import { jsonLine } from '../../output/json.ts';
import { counted } from '../../output/quantity.ts';
import { runIdentity } from '../../run-identity.ts';
import { openTargets } from '../../triggers/open-targets.ts';
import { tellChanges } from '../../triggers/tell-changes.ts';

interface DeliverFlags {
  readonly since?: string;
  readonly json?: true;
  readonly quiet?: true;
}

/** `audit profile events --deliver`. */
export const runDeliverEvents = async (context: CommandContext, flags: DeliverFlags): Promise<void> => {
  const { lake, config } = existingLake(context, flags);
  const targets = openTargets(context, config);
  if (targets.length === 0 && !flags.json && !flags.quiet)
    return await context.stdout.write('Nobody is to be told of changed profiles (setting on_profile_change)\n');
  await using engine = openEngine(context, config, [lake.root]);
  const tellings = await tellChanges({
    targets,
    lake,
    engine,
    identity: runIdentity(context, 'audit profile events --deliver'),
    interrupted: context.interrupted,
    again: flags.since === undefined ? undefined : lake.at(flags.since),
  });
  for (const { target, told } of tellings) {
    if (flags.json) await context.stdout.write(jsonLine({ target, told }));
    else if (!flags.quiet) await context.stdout.write(`${target}: told of ${counted(told, 'event')}\n`);
  }
};
