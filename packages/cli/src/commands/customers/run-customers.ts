import { resolve } from 'node:path';
import { byteSize, CustomerContract, InputRefused, type Problem } from '@audit/contract';
import { findSources, type InputFormat } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { stageOutput } from '../../export/staged-output.ts';
import { writeTextFile } from '../../export/write-text.ts';
import { openEngine } from '../../open-engine.ts';
import { jsonLine } from '../../output/json.ts';
import { progressOn } from '../../output/progress.ts';
import { counted, grouped } from '../../output/quantity.ts';
import { clockOf } from '../../run-identity.ts';
import { readConfig, refuseOtherEngines } from '../../settings.ts';
import { watchedSources } from '../../watched-sources.ts';
import { readCustomers } from './read-customers.ts';

interface CustomersFlags {
  readonly sourceSystem?: string;
  readonly enforceVisibility?: true;
  readonly inputFormat?: InputFormat;
  readonly output?: string;
  readonly engine?: string;
  readonly json?: true;
  readonly quiet?: true;
}

const countByCode = (problems: readonly Problem[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { code } of problems) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
};

const linesAtOnce = 10_000;

const writeLines = async (records: readonly object[], write: (text: string) => Promise<void>): Promise<void> => {
  for (let at = 0; at < records.length; at += linesAtOnce)
    await write(
      records
        .slice(at, at + linesAtOnce)
        .map(jsonLine)
        .join(''),
    );
};

const writeFile = async (context: CommandContext, output: string, records: readonly object[]): Promise<void> => {
  using staged = stageOutput(context, resolve(context.cwd, output));
  await writeTextFile(staged.path, (sink) => writeLines(records, sink));
  staged.publish();
};

/** `audit customers validate|merge`. */
export const runCustomers = async (
  context: CommandContext,
  verb: 'validate' | 'merge',
  files: readonly string[],
  flags: CustomersFlags,
): Promise<void> => {
  refuseOtherEngines(flags.engine);
  const config = readConfig(context, flags);
  const clock = clockOf(context);
  const contract = new CustomerContract({
    enforceVisibility: flags.enforceVisibility === true,
    inputTimezone: config.input_tz.value,
    clock: () => clock,
  });
  const progress = progressOn(context.stderr, { quiet: flags.quiet === true });
  const sources = await findSources(files, { cwd: context.cwd, stdin: context.stdin as AsyncIterable<Uint8Array> });
  await using engine = openEngine(
    context,
    config,
    sources.flatMap(({ path }) => (path === null ? [] : [path])),
  );
  const read = await readCustomers(engine, watchedSources(sources, progress, context.interrupted), contract, flags.sourceSystem, {
    format: flags.inputFormat,
    maxInput: config.max_input.value === null ? undefined : byteSize(config.max_input.value),
  });
  progress.finish();
  if (read.problems.length > 0) {
    throw new InputRefused(countByCode(read.problems), read.problems, {
      shown: read.problems.length,
      remedy: 'correct them at their source',
    });
  }
  const kept = verb === 'merge' ? contract.merge(read.accepted) : read.accepted;
  const records = kept.map((customer) => contract.toSerialisable(customer));
  if (flags.output !== undefined) await writeFile(context, flags.output, records);
  if (flags.json) await writeLines(records, (text) => context.stdout.write(text));
  else if (!flags.quiet) {
    const hidden = read.hidden === 0 ? '' : `, ${grouped(read.hidden)} not visible and left out`;
    const merged = verb === 'merge' ? `, merged to ${counted(records.length, 'customer')}` : '';
    await context.stdout.write(
      `${counted(read.received, 'record')} read, all good${hidden}${merged}${flags.output === undefined ? '' : `, written to ${flags.output}`}\n`,
    );
  }
};
