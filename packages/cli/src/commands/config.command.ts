import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { computeOptions, describeCommand, jsonOption, lakeOption, withOptions } from '../options.ts';

interface ConfigOptions {
  readonly json?: true;
}

const showConfig = (context: CommandContext): Command =>
  withOptions(
    describeCommand('show', {
      description: 'Print every setting, its value and where it comes from; secrets as ***',
      examples: ['audit config show', 'audit config show --json', 'AUDIT_TZ=Europe/Berlin audit config show --lake ./elsewhere'],
    }),
    [lakeOption(), ...computeOptions().filter((option) => option.long !== '--engine')],
  )
    .addOption(jsonOption('print {"<setting>": {"value", "origin"}}'))
    .action(async (options: ConfigOptions) => {
      const { readConfig } = await import('../settings.ts');
      const { jsonDocument } = await import('../output/json.ts');
      const { configText } = await import('./config/config-text.ts');
      const { knownSecrets } = await import('./config/known-secrets.ts');
      const config = readConfig(context, options);
      const secrets = knownSecrets(context.env);
      await context.stdout.write(options.json ? jsonDocument({ ...config, ...secrets }) : configText(config, secrets));
    });

/** `audit config`: the settings in force. */
export const configCommand = (context: CommandContext): Command =>
  describeCommand('config', {
    description: 'Look at the settings: flag > environment (AUDIT_*) > audit.config.json > default',
    examples: ['audit config show'],
  }).addCommand(showConfig(context));
