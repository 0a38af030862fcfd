import { type Command, Option } from 'commander';
import type { CommandContext } from '../../context.ts';
import { catalogsOption, describeCommand, jsonOption } from '../../options.ts';

const checkCommand = (context: CommandContext): Command =>
  describeCommand('check', {
    description: 'Hold the catalogs against their rules: every fault is named with its file and line (exit 2)',
    examples: [
      'audit profile catalogs check',
      'audit profile catalogs check --json',
      'audit profile catalogs check --catalogs catalogs --against catalogs-2025',
    ],
  })
    .addOption(catalogsOption())
    .addOption(new Option('--against <dir>', 'folder of an earlier version, whose codes must all be there still'))
    .addOption(jsonOption('print {"folder", "catalogs": [{"catalog", "version", "codes", "active", "source_codes", …}]}'))
    .action(async (options: object) => {
      const { checkCatalogs } = await import('./check-catalogs.ts');
      await checkCatalogs(context, options);
    });

/** `audit profile catalogs`: the codes that attributes of the profile may have. */
export const profileCatalogsCommand = (context: CommandContext): Command =>
  describeCommand('catalogs', {
    description: 'The enumeration catalogs: which codes the attributes of a profile have, and what is read as which',
    examples: ['audit profile catalogs check'],
  }).addCommand(checkCommand(context));
