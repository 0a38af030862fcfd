import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { countOption, describeCommand, jsonOption, lakeOption, unmaskOption, versionOption } from '../options.ts';

interface ShowOptions {
  readonly lake?: string;
  readonly version?: string;
  readonly limit: number;
  readonly unmask?: true;
  readonly json?: true;
}

/** `audit show`: rows of a table, at any version. */
export const showCommand = (context: CommandContext): Command =>
  describeCommand('show', {
    description: 'Show rows of a table, at any version; values that identify a person are masked',
    examples: ['audit show orders', 'audit show customer_period_quarter --limit 3', 'audit show gold_orders --version 1 --limit 0 --json'],
  })
    .argument('<table>', 'qualified name, or bare name where only one layer has it')
    .addOption(lakeOption())
    .addOption(versionOption())
    .addOption(countOption('--limit <n>', 'how many rows, 0 for all', 0).default(20))
    .addOption(unmaskOption())
    .addOption(jsonOption('one JSON object a row (NDJSON)'))
    .action(async (name: string, options: ShowOptions) => {
      const { openLake } = await import('../open-lake.ts');
      const { openEngine } = await import('../open-engine.ts');
      const { findTable } = await import('../table-lookup.ts');
      const { printRows } = await import('./show/print-rows.ts');
      const { lake, manifest, config } = openLake(context, options);
      const kept = findTable(manifest, name);
      await using engine = openEngine(context, config, [lake.root]);
      const unmasked = options.unmask === true;
      if (unmasked) {
        const { admitUnmasked } = await import('../privacy/admit-unmasked.ts');
        await admitUnmasked({ context, config, engine, lake, manifest, command: 'audit show', table: kept.name });
      }
      await using session = await engine.session();
      await printRows(context.stdout, session, lake, kept, { limit: options.limit, json: options.json === true, unmasked });
    });
