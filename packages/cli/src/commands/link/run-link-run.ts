import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '@audit/contract';
import { linkFiles, type LinkedFiles, type LinkingSettings, linkReport, linksCsv, mastersCsv, reviewNdjson } from '@audit/medallion';
import type { CommandContext } from '../../context.ts';
import { writeTextFile } from '../../export/write-text.ts';
import { openEngine } from '../../open-engine.ts';
import { jsonDocument } from '../../output/json.ts';
import { progressOn } from '../../output/progress.ts';
import { runIdentity } from '../../run-identity.ts';
import { readConfig, refuseOtherEngines } from '../../settings.ts';
import { watchedSources } from '../../watched-sources.ts';
import { givenFiles, pathsOf } from './files-to-link.ts';
import { linkSummary } from './link-summary.ts';
import { tellUnknown } from './tell-unknown.ts';

/** What was given: files, or else a lake. */
interface RunFlags {
  readonly accounts?: string;
  readonly contacts?: string;
  readonly output?: string;
  readonly all?: true;
  readonly refreshFrequencies?: true;
  readonly scorer?: LinkingSettings['scorer'];
  readonly acceptance?: LinkingSettings['acceptance'];
  readonly manual?: string;
  readonly engine?: string;
  readonly json?: true;
  readonly quiet?: true;
}

/** Writes the files beside their places first: a name appears whole or not at all. */
const writeOutput = async (context: CommandContext, folder: string, files: LinkedFiles): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  const outputs = [
    ['links.csv', linksCsv(files)],
    ['masters.csv', mastersCsv(files)],
    ['review.ndjson', reviewNdjson(files)],
  ] as const;
  const staged = outputs.map(([name]) => join(folder, `.${name}.${process.pid}.part`));
  const remove = (): void => staged.forEach((path) => rmSync(path, { force: true }));
  const settled = context.onInterrupt(remove);
  try {
    remove();
    for (const [at, [, pieces]] of outputs.entries())
      await writeTextFile(staged[at]!, async (sink) => {
        for (const piece of pieces) await sink(piece);
      });
    for (const [at, [name]] of outputs.entries()) renameSync(staged[at]!, join(folder, name));
  } finally {
    settled();
    remove();
  }
};

interface FilesGiven {
  readonly accounts: string;
  readonly output: string;
}

/** What the flags say of files. @throws {@link UsageError} for half of it */
const filesGiven = ({ accounts, contacts, output, all, refreshFrequencies: refresh }: RunFlags): FilesGiven | undefined => {
  if (accounts === undefined && contacts === undefined && output === undefined) return undefined;
  if (accounts === undefined)
    throw new UsageError(
      'there are no accounts to link',
      'name their file with --accounts, or leave --contacts and --output out to link those of the lake',
    );
  if (output === undefined) throw new UsageError('linked files have no place', 'name a folder with --output');
  if (refresh === true) throw new UsageError('--refresh-frequencies is about the lake', 'leave it out: files are always asked anew');
  if (all === true) throw new UsageError('--all is about the lake', 'leave it out: accounts of files are always all compared');
  return { accounts, output };
};

/** `audit link run`. */
export const runLinkRun = async (context: CommandContext, flags: RunFlags): Promise<void> => {
  refuseOtherEngines(flags.engine);
  const files = filesGiven(flags);
  if (files !== undefined) return await runOnFiles(context, flags, files);
  const { runLinkLake } = await import('./run-link-lake.ts');
  await runLinkLake(context, flags);
};

const runOnFiles = async (context: CommandContext, flags: RunFlags, files: FilesGiven): Promise<void> => {
  const config = readConfig(context, flags);
  const { clock } = runIdentity(context, 'audit link run');
  const { given, manual, toLink } = await givenFiles(context, config, { ...flags, accounts: files.accounts }, clock);
  await using engine = openEngine(context, config, pathsOf(given));
  const progress = progressOn(context.stderr, { quiet: flags.quiet === true });
  const linked = await linkFiles(engine, toLink(watchedSources(given, progress, context.interrupted)));
  progress.finish();
  await writeOutput(context, resolve(context.cwd, files.output), linked);
  const report = linkReport(linked, manual.expired);
  tellUnknown(context, config, report);
  if (flags.json) await context.stdout.write(jsonDocument(report));
  else if (!flags.quiet) await context.stdout.write(linkSummary(report, `written to ${files.output}`));
};
