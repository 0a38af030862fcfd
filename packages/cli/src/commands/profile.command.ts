import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { describeCommand } from '../options.ts';
import { profileCatalogsCommand } from './profile/catalogs.command.ts';
import { profileAsOfCommand } from './profile/as-of.command.ts';
import { profileCorrectCommand } from './profile/correct.command.ts';
import { profileContactsCommand } from './profile/contacts.command.ts';
import { profileDiffCommand } from './profile/diff.command.ts';
import { profileEventsCommand } from './profile/events.command.ts';
import { profileExplainCommand } from './profile/explain.command.ts';
import { profileHashSqlCommand } from './profile/hash-sql.command.ts';
import { profileHistoryCommand } from './profile/history.command.ts';
import { profileRebuildCommand } from './profile/rebuild.command.ts';
import { profileRehashCommand } from './profile/rehash.command.ts';
import { profileKpiCommand } from './profile/kpi.command.ts';
import { profileSegmentCommand } from './profile/segment.command.ts';
import { profileVerifyCommand } from './profile/verify.command.ts';
import { profileLoadCommand } from './profile/load.command.ts';
import { profileLoadContactsCommand } from './profile/load-contacts.command.ts';
import { profileReplayCommand } from './profile/replay.command.ts';

const subcommands: readonly ((context: CommandContext) => Command)[] = [
  profileLoadCommand,
  profileCorrectCommand,
  profileAsOfCommand,
  profileHistoryCommand,
  profileDiffCommand,
  profileExplainCommand,
  profileEventsCommand,
  profileSegmentCommand,
  profileKpiCommand,
  profileLoadContactsCommand,
  profileContactsCommand,
  profileVerifyCommand,
  profileRehashCommand,
  profileRebuildCommand,
  profileReplayCommand,
  profileHashSqlCommand,
  profileCatalogsCommand,
];

/** `audit profile`: the customer profile and its history. */
export const profileCommand = (context: CommandContext): Command => {
  const command = describeCommand('profile', {
    description: 'The customer profile: exact history, in valid time and in known time',
    examples: [
      'audit profile load input/profiles.ndjson --extract-ts 2025-12-02T00:00:00Z',
      'audit profile as-of --at 2025-12-12 --customer 556677',
    ],
  });
  for (const make of subcommands) command.addCommand(make(context));
  return command;
};
