import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { describeCommand } from '../options.ts';
import { catalogsCommand } from './profile/catalogs.command.ts';

/** `audit profile`: the versioned customer profile. */
export const profileCommand = (context: CommandContext): Command =>
  describeCommand('profile', {
    description: 'The customer profile: its catalogs of codes',
    examples: ['audit profile catalogs check'],
  }).addCommand(catalogsCommand(context));
