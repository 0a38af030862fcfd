import { Argument, type Command, Option } from 'commander';
import type { CommandContext } from '../../context.ts';
import { computeOptions, describeCommand, jsonOption, withOptions } from '../../options.ts';

/** `audit link explain`. */
export const linkExplainCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('explain', {
      description: 'Why two accounts are one customer, or are not; of one account: its master, and what it is made of',
      examples: [
        'audit link explain A1 A3 --accounts accounts.csv --contacts contacts.csv',
        'audit link explain A1 A3 --accounts accounts.csv --contacts contacts.csv --html why.html',
        'audit link explain A1 --accounts accounts.csv --contacts contacts.csv --json',
      ],
    }),
    [
      new Option('--accounts <file>', 'file of accounts, as for "audit link run"'),
      new Option('--contacts <file>', 'file of their contacts'),
      new Option('--config <file>', 'settings of the linking (default: as audit.config.json says, else the shipped ones)'),
      new Option('--scorer <name>', 'what says how likely a link is (default: rules)').choices(['rules', 'learned']),
      new Option('--acceptance <name>', 'which links are taken without review (default: guarded)').choices(['guarded', 'law']),
      new Option('--manual <file>', 'links people decided'),
      new Option('--html <file>', 'write a page instead, with the odds as a picture (two accounts)'),
      new Option('--unmask', 'show mailboxes and telephone numbers; needs AUDIT_ROLE to be in privacy.unmask_roles'),
      jsonOption('print one JSON document'),
      ...computeOptions(),
    ],
  )
    .addArgument(new Argument('<account>', 'id of an account'))
    .addArgument(new Argument('[other]', 'id of another account'))
    .action(async (account: string, other: string | undefined, flags: object) => {
      const { runLinkExplain } = await import('./run-link-explain.ts');
      await runLinkExplain(context, other === undefined ? [account] : [account, other], flags);
    });
