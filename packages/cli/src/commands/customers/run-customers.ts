import { join } from 'node:path';
import { byteSize, type Config } from '@audit/contract';
import { type CustomerLandingOptions, landCustomers, type LandedCustomers, mergeCustomers } from '@audit/datamart';
import { type DuckDbEngine, findSources, type InputFormat, type InputSource, Lake, type Session } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { checkOutput } from '../../export/check-output.ts';
import { type OutputTarget, outputTarget } from '../../export/output-target.ts';
import { stageOutput } from '../../export/staged-output.ts';
import { sinkTo, type TextSink, writeTextFile } from '../../export/write-text.ts';
import { openEngine } from '../../open-engine.ts';
import { progressOn } from '../../output/progress.ts';
import { counted, grouped } from '../../output/quantity.ts';
import { type RunIdentity, runIdentity } from '../../run-identity.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { readConfig, refuseOtherEngines } from '../../settings.ts';
import { watchedSources } from '../../watched-sources.ts';
import { customerLines, recordLines } from './customer-lines.ts';

interface CustomersFlags {
  readonly sourceSystem?: string;
  readonly enforceVisibility?: true;
  readonly inputFormat?: InputFormat;
  readonly output?: string;
  readonly engine?: string;
  readonly json?: true;
  readonly quiet?: true;
}

/** What a run gives: its account, and the records to print. */
interface Outcome {
  readonly landed: LandedCustomers;
  /** Customers after the merge; undefined where nothing is merged. */
  readonly merged: number | undefined;
  readonly lines: (session: Session) => AsyncIterable<string>;
}

const landingOptions = (config: Config, flags: CustomersFlags, { clock }: RunIdentity): CustomerLandingOptions => ({
  inputZone: config.input_tz.value,
  clock,
  sourceSystem: flags.sourceSystem,
  enforceVisibility: flags.enforceVisibility === true,
  format: flags.inputFormat,
  maxInput: config.max_input.value === null ? undefined : byteSize(config.max_input.value),
});

interface Order {
  readonly engine: DuckDbEngine;
  readonly lake: Lake;
  readonly sources: readonly InputSource[];
  readonly options: CustomerLandingOptions;
  readonly identity: RunIdentity;
}

const validate = async ({ engine, lake, sources, options, identity }: Order): Promise<Outcome> => {
  await using lock = await lake.lock(identity);
  const folder = lake.stage(lock, `validate-${identity.runId}`, options.clock);
  const landed = await landCustomers(engine, { lake, folder, version: lake.head().version + 1 }, sources, options);
  return { landed, merged: undefined, lines: (session) => recordLines(session, lake, landed.state) };
};

const merge = async ({ engine, lake, sources, options, identity }: Order): Promise<Outcome> => {
  await using lock = await lake.lock(identity);
  const { manifest, landed } = await mergeCustomers(engine, lake, lock, sources, options, identity);
  return {
    landed,
    merged: manifest.tables['silver_customers']?.rows ?? 0,
    lines: (session) => customerLines(session, lake, manifest.tables, landed.files),
  };
};

const writeLines = async (lines: AsyncIterable<string>, sink: TextSink): Promise<void> => {
  for await (const piece of lines) await sink(piece);
};

const print = async (
  context: CommandContext,
  engine: DuckDbEngine,
  outcome: Outcome,
  target: OutputTarget | undefined,
  flags: CustomersFlags,
): Promise<void> => {
  await using session = await engine.session();
  if (target?.kind === 'file') {
    using staged = stageOutput(context, target.path);
    await writeTextFile(staged.path, (sink) => writeLines(outcome.lines(session), sink));
    staged.publish();
  }
  if (flags.json || target?.kind === 'stdout') await writeLines(outcome.lines(session), sinkTo(context.stdout));
  else if (!flags.quiet) await context.stdout.write(`${summary(outcome, flags.output)}\n`);
};

const summary = ({ landed, merged }: Outcome, output: string | undefined): string => {
  const hidden = landed.hidden === 0 ? '' : `, ${grouped(landed.hidden)} not visible and left out`;
  const customers = merged === undefined ? '' : `, merged to ${counted(merged, 'customer')}`;
  return `${counted(landed.received, 'record')} read, all good${hidden}${customers}${output === undefined ? '' : `, written to ${output}`}`;
};

/** `audit customers validate|merge`, in a scratch lake: for any number of records. */
export const runCustomers = async (
  context: CommandContext,
  verb: 'validate' | 'merge',
  files: readonly string[],
  flags: CustomersFlags,
): Promise<void> => {
  refuseOtherEngines(flags.engine);
  const config = readConfig(context, flags);
  const identity = runIdentity(context, `audit customers ${verb}`);
  const progress = progressOn(context.stderr, { quiet: flags.quiet === true });
  const sources = await findSources(files, { cwd: context.cwd, stdin: context.stdin as AsyncIterable<Uint8Array> });
  // Always one document: there is nothing to choose a format for.
  const target = flags.output === undefined ? undefined : outputTarget(flags.output, 'json', context.cwd);
  if (target !== undefined) checkOutput(target, sources);
  using scratch = scratchFolder(context, config);
  const lake = Lake.open(join(scratch.path, 'lake'), { durable: false, allowNetworkDisk: true });
  await using engine = openEngine(context, config, [lake.root, ...sources.flatMap(({ path }) => (path === null ? [] : [path]))]);
  const order: Order = {
    engine,
    lake,
    sources: watchedSources(sources, progress, context.interrupted),
    options: landingOptions(config, flags, identity),
    identity,
  };
  const outcome = await (verb === 'merge' ? merge(order) : validate(order));
  progress.finish();
  await print(context, engine, outcome, target, flags);
};
