import { type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import { computeOptions, describeCommand, dryRunOption, jsonOption, lakeOption, withOptions } from '../options.ts';

const listed = (word: string): readonly string[] => word.split(',').map((part) => part.trim());

/** `audit run`: a whole pipeline, published as one version. */
export const runCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('run', {
      description: 'Run a pipeline: extract, transform, link, mart, profile, aggregate, gates, and one version of the lake at the end',
      examples: [
        'audit run --dry-run',
        'audit run nightly',
        'audit run nightly --missed --json',
        'audit run --from 2026-01-05 --to 2026-01-07',
      ],
    }).argument('[pipeline]', 'name of a file in configs/pipelines, or a file that ends with .json', 'nightly'),
    [
      new Option('--as-of <date>', 'day the run is for (default: today in the business zone)').conflicts(['from', 'to', 'missed']),
      new Option('--from <date>', 'run each day from here on, one version each').conflicts('missed'),
      new Option('--to <date>', 'up to this day (default: today)'),
      new Option('--missed', 'run each day since the last one, one version each'),
      new Option('--only <steps>', 'these steps alone').argParser(listed),
      new Option('--from-step <step>', 'this step and those after it').conflicts('only'),
      new Option('--report <dir>', 'folder for the report of the run, HTML and JSON (default: as the pipeline says)'),
      lakeOption(),
      dryRunOption('say what is stale and why, and what would be skipped, and do nothing'),
      jsonOption('print the summary as one JSON document; one a line for several days'),
      ...computeOptions(),
    ],
  ).action(async (pipeline: string, flags: object) => {
    const { runRun } = await import('./run/run-run.ts');
    await runRun(context, pipeline, flags);
  });
