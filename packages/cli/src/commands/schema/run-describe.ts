import type { CommandContext } from '../../context.ts';
import { jsonLine } from '../../output/json.ts';
import { textTable } from '../../output/text-table.ts';
import { askSources, type SchemaFlags } from './ask-sources.ts';

/** `audit schema describe`. */
export const runDescribe = async (context: CommandContext, tables: readonly string[], flags: SchemaFlags): Promise<void> =>
  await askSources(context, tables, flags, async (objects) => {
    const described = objects.flatMap(({ source, object, table, columns }) =>
      columns.map((column) => ({ source, object, table: `bronze_${table}`, ...column })),
    );
    if (flags.json) return await context.stdout.write(described.map(jsonLine).join(''));
    const titles = [
      { title: 'source' },
      { title: 'object' },
      { title: 'table' },
      { title: 'column' },
      { title: 'type' },
      { title: 'null' },
    ] as const;
    const rows = described.map(({ source, object, table, name, type, nullable }) => [
      source,
      object,
      table,
      name,
      type,
      nullable ? 'yes' : 'no',
    ]);
    await context.stdout.write(rows.length === 0 ? 'No tables.\n' : textTable(titles, rows));
  });
