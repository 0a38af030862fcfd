import { type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import { describeCommand, jsonOption, lakeOption, versionOption } from '../options.ts';

interface QualityOptions {
  readonly lake?: string;
  readonly version?: string;
  readonly profile?: true;
  readonly json?: true;
}

/** `audit quality`: what runs found out about the data. */
export const qualityCommand = (context: CommandContext): Command =>
  describeCommand('quality', {
    description: 'Show the quality of the data: freshness, profiles of columns with drift, quarantine by reason, gates of the last run',
    examples: ['audit quality', 'audit quality --profile', 'audit quality --json'],
  })
    .addOption(lakeOption())
    .addOption(versionOption())
    .addOption(new Option('--profile', 'every column of silver, not only what stands out'))
    .addOption(jsonOption('print one JSON document'))
    .action(async (options: QualityOptions) => {
      const { openLake } = await import('../open-lake.ts');
      const { openEngine } = await import('../open-engine.ts');
      const { jsonDocument } = await import('../output/json.ts');
      const { qualityReport } = await import('../quality/quality-report.ts');
      const { qualityText } = await import('../quality/quality-text.ts');
      const { lake, manifest, config } = openLake(context, options);
      await using engine = openEngine(context, config, [lake.root]);
      await using session = await engine.session();
      const report = await qualityReport(session, lake, manifest);
      await context.stdout.write(options.json ? jsonDocument(report) : qualityText(report, options.profile === true));
    });
