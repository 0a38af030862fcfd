import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { describeCommand, jsonOption, lakeOption, versionOption } from '../options.ts';

interface LineageOptions {
  readonly lake?: string;
  readonly version?: string;
  readonly json?: true;
}

/** `audit lineage`: where a table or a column comes from, and what is made from it. */
export const lineageCommand = (context: CommandContext): Command =>
  describeCommand('lineage', {
    description: 'Show where a table or a column comes from, down to the input files, and what is made from it',
    examples: ['audit lineage orders', 'audit lineage orders.total_spend', 'audit lineage customer_period_year --json'],
  })
    .argument('<name>', 'a table, or a column as table.column')
    .addOption(lakeOption())
    .addOption(versionOption())
    .addOption(jsonOption('print one JSON document'))
    .action(async (name: string, options: LineageOptions) => {
      const { openLake } = await import('../open-lake.ts');
      const { openEngine } = await import('../open-engine.ts');
      const { jsonDocument } = await import('../output/json.ts');
      const { findSubject } = await import('./lineage/subject.ts');
      const { tableLineage } = await import('./lineage/table-lineage.ts');
      const { columnLineage } = await import('./lineage/column-lineage.ts');
      const { columnText, tableText } = await import('./lineage/lineage-text.ts');
      const { lake, manifest, config } = openLake(context, options);
      const { table, column } = findSubject(manifest, name);
      if (column !== undefined) {
        const { declaredSources } = await import('./lineage/declared-sources.ts');
        const lineage = columnLineage(manifest, table, column, declaredSources(context, config, manifest));
        await context.stdout.write(options.json ? jsonDocument(lineage) : columnText(lineage));
        return;
      }
      await using engine = openEngine(context, config, [lake.root]);
      await using session = await engine.session();
      const lineage = await tableLineage(session, lake, manifest, table);
      await context.stdout.write(options.json ? jsonDocument(lineage) : tableText(lineage));
    });
