import type { HashEngine } from '@audit/scd2-profile';
import { type Command, Option } from 'commander';
import type { CommandContext } from '../../context.ts';
import { describeCommand } from '../../options.ts';

/** `audit profile hash-sql`. */
export const profileHashSqlCommand = (context: CommandContext): Command =>
  describeCommand('hash-sql', {
    description: 'Print the profile hash as SQL over the columns of curated_dim_customer_profile, to recompute it elsewhere',
    examples: [
      'audit profile hash-sql --engine postgresql',
      'audit profile hash-sql --engine duckdb --canonical',
      'audit profile hash-sql --engine spark --hash-version 2',
    ],
  })
    .addOption(new Option('--engine <name>', 'whose SQL').choices(['duckdb', 'postgresql', 'spark']).makeOptionMandatory())
    .addOption(new Option('--hash-version <version>', 'rules of the hash, as hash_algorithm_version says (default: 1)').choices(['1', '2']))
    .addOption(new Option('--canonical', 'print the string that is hashed, not its hash'))
    .action(async (options: { readonly engine: HashEngine; readonly hashVersion?: '1' | '2'; readonly canonical?: true }) => {
      const { hashSql } = await import('@audit/scd2-profile');
      const { canonical, hash } = hashSql(options.engine, options.hashVersion === '2' ? 2 : 1);
      await context.stdout.write(`${options.canonical === true ? canonical : hash}\n`);
    });
