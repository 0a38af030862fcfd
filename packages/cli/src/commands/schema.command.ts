import { type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import { describeCommand, jsonOption, lakeOption, sourceOption, withOptions } from '../options.ts';

/** A command that asks sources about tables. @param row what `--json` prints an object for */
const askCommand = (name: string, about: Parameters<typeof describeCommand>[1], row: string): Command =>
  withOptions(
    describeCommand(name, about).argument('[tables...]', 'names of the source, or of bronze tables (default: all that are configured)'),
    [
      sourceOption('source to ask (default: every source the settings name)'),
      new Option('--path <path>', 'files: a folder of deliveries, or a pattern'),
      lakeOption(),
      jsonOption(`one JSON object a ${row} (NDJSON)`),
    ],
  );

const describeSchema = (context: CommandContext): Command =>
  askCommand(
    'describe',
    {
      description: 'Print the columns of tables as their source has them now',
      examples: [
        'audit schema describe --source files --path input/crm',
        'audit schema describe account --source files --path input/crm --json',
      ],
    },
    'column',
  ).action(async (tables: readonly string[], flags: object) => {
    const { runDescribe } = await import('./schema/run-describe.ts');
    await runDescribe(context, tables, flags);
  });

const schemaDrift = (context: CommandContext): Command =>
  askCommand(
    'drift',
    {
      description: 'Compare the tables of sources with the newest schemas the lake knows',
      examples: ['audit schema drift --source files --path input/crm', 'audit schema drift --source files --path input/crm --json'],
    },
    'difference',
  ).action(async (tables: readonly string[], flags: object) => {
    const { runDrift } = await import('./schema/run-drift.ts');
    await runDrift(context, tables, flags);
  });

/** `audit schema`: what sources look like. */
export const schemaCommand = (context: CommandContext): Command =>
  describeCommand('schema', {
    description: 'Look at the schemas of sources, and at how they changed',
    examples: ['audit schema drift --source files --path input/crm'],
  })
    .addCommand(describeSchema(context))
    .addCommand(schemaDrift(context));
